// The valley as SVG: one drawing for the Vue component, the start page and the lessons.
// const valley = coopValley(element, data, {small, flat, wall, onChoose}); valley.show(month); valley.choose(family); valley.play(from, to, ms, done)
(function () {
  const SVG = 'http://www.w3.org/2000/svg';
  const SIZES = {
    wide: { box: [900, 575], middle: 450, base: 478, rx: 441, ry: 385, unit: 1, columns: 15, sack: [14, 8.7, 14.8, 9.4],
            store: [450, 110], truck: [560, 551], up: [172, 110], down: [637, 551], bend: 104 },
    wall: { box: [900, 585], middle: 450, base: 478, rx: 441, ry: 385, unit: 1, columns: 12, sack: [14, 8.7, 14.8, 9.4],
            store: [450, 110], truck: [560, 551], up: [216, 110], down: [637, 551], bend: 104 },
    tall: { box: [390, 580], middle: 195, base: 446, rx: 188, ry: 330, unit: 0.72, columns: 15, sack: [9.6, 6.6, 10.4, 7.3],
            store: [195, 116], truck: [52, 536], up: [0, 116], down: [110, 536], bend: 76 },
    flat: { box: [1000, 268], middle: 500, base: 214, rx: 490, ry: 150, unit: 0.62, columns: 20, sack: [9.6, 6.2, 10.4, 6.9],
            store: [500, 66], truck: [590, 250], up: [232, 66], down: [640, 250], bend: 60 },
  };
  const HOUSE = {
    f: '<path class="cv-c" d="M-8.5 0V-10.5H8.5V0ZM-10.5 -10.5L0 -19.9L10.5 -10.5Z"/>',
    h: '<path class="cv-s cv-lc" d="M-8.5 0V-10.5H8.5V0Z"/><path class="cv-c" d="M-8.5 0V-10.5H0V0ZM-10.5 -10.5L0 -19.9L10.5 -10.5Z"/>',
    o: '<path class="cv-s cv-ld" d="M-8.5 0V-10.5H8.5V0ZM-10.5 -10.5L0 -19.9L10.5 -10.5Z"/>',
    a: '<path class="cv-lb" d="M-6.8 0V-8.4H6.8V0Z"/><path class="cv-lb cv-a" d="M-8.4 -8.4L0 -15.9L8.4 -8.4Z"/>',  // of another cooperative
    n: '<path class="cv-lb" d="M-6.8 0V-8.4H6.8V0ZM-8.4 -8.4L0 -15.9L8.4 -8.4Z"/>',
    e: '<path class="cv-lb" stroke-dasharray="2 2" d="M-8.5 0V-10.5H8.5V0ZM-10.5 -10.5L0 -19.9L10.5 -10.5Z"/>',
  };
  const STYLE = '.cv-c{fill:var(--coop)}.cv-s{fill:var(--surface)}.cv-lc{stroke:var(--coop);stroke-width:1.3}' +
    '.cv-ld{stroke:var(--door);stroke-width:1.9;stroke-linejoin:round}.cv-lb{fill:var(--paper);stroke:var(--base);stroke-width:1.1;stroke-linejoin:round}' +
    '.cv-lb.cv-a{fill:var(--base)}.cv-n{opacity:.75}.cv-dim .cv-house{opacity:.45}.cv-dim .cv-near{opacity:1}.cv-up .on{fill:var(--coop)}' +
    '.cv-up .ghost{fill:none;stroke:var(--base);stroke-dasharray:2 2}.cv-down .on{fill:var(--surface);stroke:var(--door);stroke-width:1.1}' +
    '.cv-halo{paint-order:stroke;stroke:var(--paper);stroke-width:5px}.cv-off{display:none}.cv svg .cv-text{fill:var(--ink2)}.cv svg .cv-b{font-weight:700}.cv svg .cv-tc{fill:var(--coop)}.cv svg .cv-td{fill:var(--door)}' +
    '.cv-shutter{transform:scaleY(0)}.cv-shut .cv-shutter{transform:scaleY(1)}.cv-stamp{opacity:0}.cv-shut .cv-stamp{opacity:1}' +
    '.cv-falls .cv-shutter{transition:transform 700ms ease-in}.cv-falls .cv-stamp{transition:opacity 1ms 700ms}.cv svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}' +
    '.cv svg .cv-13{font-size:calc(13px*var(--cv-k,1))}.cv svg .cv-15{font-size:calc(15px*var(--cv-k,1))}.cv svg .cv-26{font-size:calc(26px*var(--cv-k,1))}' +
    '@media (prefers-reduced-motion:reduce){.cv-falls .cv-shutter,.cv-falls .cv-stamp{transition:none}}';
  const FLIGHT = 500, MOST = 12, STEP = 1200;  // ms a sack flies, sacks in the air, ms of one month's sacks
  let made = 0;

  function coopHouse(kind) {  // a house for a legend
    return `<svg class="cv-key" width="26" height="24" viewBox="-13 -22 26 24" aria-hidden="true">${HOUSE[kind]}</svg>`;
  }

  function scenery(s, data, id, small) {
    const L = data.labels, far = data.farthest_km, hills = [], unit = s.unit, [sx, sy] = s.store, [tx, ty] = s.truck;
    for (let k = 4; k >= 1; k--) {
      const r = 0.3 + 0.68 * k / 4 + 0.02 * (k === 4), rx = s.rx * r, ry = s.ry * r;
      hills.push(`<path d="M${s.middle - rx} ${s.base}A${rx} ${ry} 0 0 1 ${s.middle + rx} ${s.base}Z" fill="var(--hill${5 - k})"/>`);
      if (s === SIZES.wide && !small) hills.push(`<text class="cv-text cv-13" x="${s.middle - rx}" y="${s.base + 21}">${Math.round(far * k / 4)} km</text>`);
    }
    const b = s.bend, top = sy - 6, low = s.base + 28, step = (low - top) / 3;
    const road = `M${s.middle} ${low}C${s.middle - 8} ${low - step} ${s.middle + b} ${low - step * 1.2} ${s.middle + 20} ${low - step * 1.8}S${s.middle - b} ${top + step * .7} ${sx + 6} ${top}`;
    return `<style>${STYLE}</style><defs>${Object.keys(HOUSE).map(k => `<g id="${id}${k}">${HOUSE[k]}</g>`).join('')}</defs>${hills.join('')}` +
      `<path d="${road}" fill="none" stroke="var(--road)" stroke-width="${13 * unit}" stroke-linecap="round"/>` +
      `<path d="${road}" fill="none" stroke="var(--paper)" stroke-dasharray="6 6" opacity=".8"/>` +
      `<path d="M${s.middle - s.rx} ${s.base}H${s.middle + s.rx}" stroke="var(--road)" stroke-width="${10 * unit}"/>` +
      `<g class="cv-houses"></g><g class="cv-ties"></g><g class="cv-flight"></g>` +
      `<g class="cv-store" transform="translate(${sx},${sy}) scale(${unit})"><path class="cv-c" d="M-45.6 -38L0 -60.8L45.6 -38Z"/><path class="cv-s" stroke="var(--coop)" stroke-width="2" d="M-38 -38H38V0H-38Z"/>` +
      `<path class="cv-c" d="M-17.5 -30.4H17.5V0H-17.5Z"/><g class="cv-shutter"><path fill="var(--base-t)" stroke="var(--ink)" stroke-width="1.5" d="M-17.5 -30.4H17.5V0H-17.5ZM-17.5 -24H17.5M-17.5 -18H17.5M-17.5 -12H17.5M-17.5 -6H17.5"/></g>` +
      `<g class="cv-stamp" transform="rotate(-7) scale(${s === SIZES.wall ? 1.7 : 1})"><rect x="-52" y="-33" width="104" height="24" fill="var(--ink)"/><text y="-14" style="font-size:20px;fill:var(--paper)" text-anchor="middle" class="cv-b">${L.closed}</text></g></g>` +
      `<g transform="translate(${tx},${ty}) scale(${unit})"><path d="M-57 -14.7V-31.3H20.2V-14.7" fill="none" stroke="var(--door)" stroke-width="3"/><path fill="var(--door)" d="M23.9 -14.7V-46H42.3L57 -27.6V-14.7Z"/>` +
      `<path class="cv-s" d="M29.4 -40.5H40.5L48.8 -29.4H29.4Z"/><path d="M-60.7 -12.9H58.9" stroke="var(--door)" stroke-width="3.5"/><circle cx="-33" cy="-7.4" r="9.2" fill="var(--ink)"/><circle cx="38.6" cy="-7.4" r="9.2" fill="var(--ink)"/></g>` +
      pile('cv-up', s, s.up) + pile('cv-down', s, s.down) + words(s, L, small);
  }

  function pile(name, s, at) {
    let sacks = '';
    for (let k = 0; k < 100; k++) {
      const x = at[0] + (k % s.columns) * s.sack[2], y = at[1] - s.sack[1] - Math.floor(k / s.columns) * s.sack[3];
      sacks += `<rect class="cv-off" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${s.sack[0]}" height="${s.sack[1]}" rx="${3.6 * s.unit}"/>`;
    }
    return `<g class="cv-pile ${name}">${sacks}</g>`;
  }

  function words(s, L, small) {
    const up = (x, y, anchor, size) => `<text class="cv-tc cv-b cv-${size} cv-n-up" x="${x}" y="${y}" text-anchor="${anchor}"></text>`;
    const down = (x, y, anchor, size) => `<text class="cv-td cv-b cv-${size} cv-n-down" x="${x}" y="${y}" text-anchor="${anchor}"></text>`;
    const ghosts = (x, y, anchor) => `<text class="cv-text cv-13 cv-ghosts" x="${x}" y="${y}" text-anchor="${anchor}"></text>`;
    const store = (x, y, anchor, size) => L.store.split(', ').map((line, k) => `<text class="cv-tc cv-b cv-${size}" x="${x}" y="${y}" dy="${1.2 * k}em" text-anchor="${anchor}">${line}</text>`).join('');
    const lines = (x, y, all, name) => all.map((line, k) => `<text class="${name} cv-26" x="${x}" y="${y}" dy="${1.2 * k}em">${line}</text>`).join('');
    if (small) return up(4, 36, 'start', 15) + down(488, 560, 'end', 15);
    if (s === SIZES.flat) return up(224, 62, 'end', 15) + down(856, 248, 'start', 15) + store(532, 40, 'start', 15) + `<text class="cv-text cv-15" x="10" y="238">${L.road}</text>`;
    if (s === SIZES.wall) return up(206, 106, 'end', 26) + down(637, 578, 'start', 26) + store(545, 62, 'start', 26) + lines(10, 522, L.road.split(': '), 'cv-text');
    if (s.unit === 1) return up(394, 18, 'end', 15) + ghosts(394, 38, 'end') + down(637, 570, 'start', 15) + `<text class="cv-text cv-15" x="10" y="530">${L.road}</text>` + store(505, 62, 'start', 15);
    return up(0, 16, 'start', 15) + ghosts(0, 34, 'start') + down(110, 558, 'start', 15) + `<text class="cv-text cv-13 cv-halo" x="0" y="470">${L.road}</text>` + store(390, 84, 'end', 13);
  }

  function coopValley(root, data, options) {
    const o = options || {}, id = 'cv' + (++made), still = window.matchMedia('(prefers-reduced-motion: reduce)');
    let s, svg, houses, uses, place, month = 0, family = null, timer = null, kinds = '', flying = [], dirty = { up: [], down: [] }, stream = null, pouring = null, due = 0.5;

    function draw() {
      const name = o.wall ? 'wall' : !o.small && root.clientWidth && root.clientWidth < 560 ? 'tall' : o.flat ? 'flat' : 'wide';
      if (s === SIZES[name]) { fit(); return; }
      s = SIZES[name]; place = data.houses[name].at;
      root.classList.add('cv');
      root.innerHTML = '';
      svg = document.createElementNS(SVG, 'svg');
      svg.setAttribute('viewBox', o.small ? '4 -8 892 583' : `0 0 ${s.box[0]} ${s.box[1]}`); svg.setAttribute('role', 'img');
      svg.innerHTML = scenery(s, data, id, o.small); root.appendChild(svg);
      houses = svg.querySelector('.cv-houses'); kinds = ''; flying = []; dirty = { up: [], down: [] };
      const size = data.houses[name].size;
      houses.innerHTML = place.map((p, k) => [p[1], `<use class="cv-house" data-house="${k}" transform="translate(${p[0]},${p[1]}) scale(${size})"/>`]).sort((a, b) => a[0] - b[0]).map(p => p[1]).join('');
      uses = []; houses.querySelectorAll('use').forEach(use => { uses[+use.dataset.house] = use; });
      if (o.onChoose) { svg.style.cursor = 'pointer'; svg.tabIndex = 0; svg.addEventListener('click', press); svg.addEventListener('keydown', key); }
      fit(); show(month); choose(family);
    }

    function fit() {  // letters keep their size however small the picture is
      const box = o.wall ? { width: svg.clientWidth, height: svg.clientHeight } : svg.getBoundingClientRect(), scale = Math.min(box.width / s.box[0], box.height / s.box[1]);
      if (scale > 0) svg.style.setProperty('--cv-k', Math.max(1, Math.min(o.small ? 3.4 : 2.6, 1 / scale)).toFixed(2));
    }

    function press(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      let best = null, least = 40 * 40;
      place.forEach((p, k) => { const d = (p[0] - point.x) ** 2 + (p[1] - 8 - point.y) ** 2; if (d < least) { least = d; best = k; } });
      if (best !== null) o.onChoose(best);
    }

    function key(event) {  // from house to house by arrow; Escape leaves the family
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if ((!way && event.key !== 'Escape') || (!way && family === null) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault(); event.stopPropagation();
      if (!way) { o.onChoose(-1); return; }
      const from = family === null ? [s.middle, s.base] : place[family];
      let best = null, least = Infinity;
      place.forEach((p, k) => {
        const dx = p[0] - from[0], dy = p[1] - from[1], on = dx * way[0] + dy * way[1], off = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
        if (k !== family && (family === null || on > 0.5) && Math.abs(on) + 2.5 * off < least) { least = Math.abs(on) + 2.5 * off; best = k; }
      });
      if (best !== null) o.onChoose(best);
    }

    function show(to, moves) {  // moves: time went on by itself or by a step, so what happens may be seen to happen
      month = Math.max(0, Math.min(data.sacks.length - 1, to));
      const season = data.shown[month], letters = data.seasons[season] || '';
      if (letters !== kinds) {
        for (let k = 0; k < letters.length; k++) if (letters[k] !== kinds[k]) {
          uses[k].setAttribute('href', `#${id}${letters[k]}`); uses[k].classList.toggle('cv-n', letters[k] === 'n');
        }
        kinds = letters;
      }
      const up = data.sacks[month], grey = data.grey.length ? data.grey[month] : null, L = data.labels;
      fill('up', up || 0, grey || 0); fill('down', up === null ? 0 : 100 - up, 0);
      text('.cv-n-up', up === null ? '' : L.to_coop.replace('{n}', up));
      text('.cv-n-down', up === null ? '' : L.to_trader.replace('{n}', 100 - up));
      text('.cv-ghosts', grey === null || grey <= (up || 0) || !L.dotted ? '' : L.dotted.replace('{n}', grey));
      const shut = data.closed !== null && month > data.closed;
      if (shut !== svg.classList.contains('cv-shut')) { svg.classList.toggle('cv-falls', shut && !!moves); svg.classList.toggle('cv-shut', shut); }
      svg.setAttribute('aria-label', says());
      if (o.onShow) o.onShow(month, season);
    }

    function says() {
      const up = data.sacks[month], shut = data.closed !== null && month > data.closed;
      return [data.labels.picture + ', ' + data.times[month] + '.', data.says[data.shown[month]],
        shut ? data.labels.closed_says : up === null ? '' : data.labels.sacks.replace('{n}', up).replace('{m}', 100 - up)].filter(Boolean).join(' ');
    }

    function fill(name, full, ghost) {  // only the sacks that change
      const rects = svg.querySelectorAll(`.cv-pile.cv-${name} rect`), before = dirty[name];
      for (let k = 0; k < 100; k++) {
        const now = k < full ? 'on' : k < ghost ? 'ghost' : 'cv-off';
        if (before[k] !== now) { rects[k].setAttribute('class', now); before[k] = now; }
      }
    }
    function text(where, words) { const e = svg.querySelector(where); if (e && e.textContent !== words) e.textContent = words; }

    // Up from houses that deliver, down from those that sell outside. A sack is one per cent of the month; as many fly as the month
    // has time for, both ways in the month's proportion.
    function fly(ms) {
      if (still.matches || o.small || document.hidden || !svg.animate) return;
      const [up, down] = data.flows[month];
      stream = up + down ? { up, left: up + down, until: performance.now() + ms, nth: 0 } : null;
      if (stream && pouring === null) pour();
    }
    function pour() {
      pouring = null;
      if (!stream || !stream.left || performance.now() > stream.until) return;
      due += stream.up / 100; stream.left -= 1; stream.nth += 1;
      if (due >= 1) { due -= 1; send('fh', s.store, 'cv-up', -1); } else send('oh', s.truck, 'cv-down', 1);
      pouring = setTimeout(pour, FLIGHT / MOST);
    }
    function send(letters, goal, name, way) {
      const from = []; for (let k = 0; k < kinds.length; k++) if (letters.includes(kinds[k])) from.push(k);
      let sack = flying.find(one => one.free);
      if (!from.length || (!sack && flying.length >= MOST)) return;
      if (!sack) {
        sack = { e: document.createElementNS(SVG, 'g') }; flying.push(sack);
        sack.e.innerHTML = `<rect class="on" x="-9" y="-6" width="18" height="11" rx="4.5" transform="scale(${s.unit})"/>`;
        svg.querySelector('.cv-flight').appendChild(sack.e);
      }
      const p = place[from[(month * 7 + stream.nth * 13) % from.length]], bend = (stream.nth % 2 ? 1 : -1) * s.bend / 2, frames = [];
      for (let t = 0; t <= 1.001; t += 0.125) {
        const u = 1 - t, mx = (p[0] + goal[0]) / 2 + bend, my = (p[1] + goal[1]) / 2;
        frames.push({ transform: `translate(${(u * u * p[0] + 2 * u * t * mx + t * t * goal[0]).toFixed(1)}px,${(u * u * p[1] + 2 * u * t * my + t * t * (goal[1] + (way < 0 ? 0 : -20))).toFixed(1)}px)` });
      }
      sack.free = false; sack.e.setAttribute('class', name); sack.e.style.display = '';
      sack.e.animate(frames, { duration: FLIGHT, easing: 'ease-in-out' }).onfinish = () => { sack.free = true; sack.e.style.display = 'none'; };
    }

    function choose(slot) {
      family = slot === undefined ? null : slot;
      const ties = svg.querySelector('.cv-ties');
      houses.classList.toggle('cv-dim', family !== null); ties.innerHTML = '';
      uses.forEach(use => use.classList.remove('cv-near'));
      if (family === null || !place[family]) return;
      const p = place[family], r = 21 * Math.max(0.62, s.unit);
      uses[family].classList.add('cv-near');
      ties.innerHTML = data.neighbours[family].map((other, k) => {
        const q = place[other]; uses[other].classList.add('cv-near');
        const bend = (k % 2 ? 1 : -1) * (18 + 6 * k) * s.unit;
        return `<path fill="none" stroke="var(--ink)" stroke-width="1.8" opacity=".55" d="M${p[0]} ${p[1] - 8}Q${(p[0] + q[0]) / 2 + bend} ${(p[1] + q[1]) / 2} ${q[0]} ${q[1] - 8}"/>`;
      }).join('') + `<circle cx="${p[0]}" cy="${p[1] - 9}" r="${r}" fill="none" stroke="var(--ink)" stroke-width="2.4"/>`;
    }

    function play(from, to, ms, done) {
      stop();
      if (still.matches) { show(to); if (done) done(); return; }
      show(from); fly(ms);
      let began = performance.now(), at = from;
      const tick = time => {
        const next = Math.min(to, from + Math.floor((time - began) / ms));
        if (next > at) { at = next; show(at, true); fly(ms); }
        if (at >= to) { timer = null; if (done) done(); } else timer = requestAnimationFrame(tick);
      };
      timer = requestAnimationFrame(tick);
    }
    function stop() { if (timer !== null) cancelAnimationFrame(timer); clearTimeout(pouring); timer = pouring = stream = null; }

    const watch = window.ResizeObserver ? new ResizeObserver(draw) : null;
    month = o.month || 0; family = o.family === undefined ? null : o.family;
    draw(); if (watch) watch.observe(root);
    return {
      show, choose, play, stop, says, playing: () => timer !== null, month: () => month,
      counts: () => { const n = {}; for (const k of kinds) n[k] = (n[k] || 0) + 1; return n; },
      step(to) { show(to, true); fly(STEP); }, destroy() { stop(); if (watch) watch.disconnect(); },
    };
  }
  window.coopValley = coopValley; window.coopHouse = coopHouse;
})();
