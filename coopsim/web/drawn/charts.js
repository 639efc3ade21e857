// The story's two charts on one time axis, as SVG: one drawing for Explore and for its light page.
// const charts = coopCharts(element, labels); charts.show(story, month, version, language); charts.move(month); charts.destroy()
(function () {
  const WEIGHT = { closes: 3, rises: 2, falls: 2, normal: 2 };
  const none = value => value === null || value === undefined;
  const safe = text => String(text).replace(/[&<>"]/g, sign => '&#' + sign.charCodeAt(0) + ';');
  const attributes = given => Object.entries(given).map(([name, value]) => ` ${name}="${safe(value)}"`).join('');
  const line = (x1, y1, x2, y2, name) => `<line${attributes({ x1, y1, x2, y2, class: name })}/>`;
  const path = (d, name, more) => d ? `<path${attributes({ d, class: name, ...more })}/>` : '';
  const text = (x, y, words, name, anchor = 'start', more = {}) => `<text${attributes({ x, y, 'text-anchor': anchor, class: name, ...more })}>${safe(words)}</text>`;

  // Where everything stands at this width.
  function placed(story, width) {
    const small = width < 560, narrow = width < 760, left = small ? 38 : 44, right = small ? 10 : narrow ? 194 : 190;
    const less = story.cooperative && !small ? 28 : 0;  // the strip of all cooperatives takes room from both charts
    const gap = small ? { top: 34, bottom: 142 } : { top: 36, bottom: (narrow ? 200 : 226) - less };
    const share = small ? { top: 184, bottom: 248 } : narrow ? { top: 242 - less, bottom: 330 - 2 * less } : { top: 272 - less, bottom: 372 - 2 * less };
    const [least, high] = story.ranges.prices, low = least - 0.08 * (high - least), [from, to] = story.ranges.share;
    return {
      story, width, small, narrow, left, right, gap, share, tall: share.bottom + 24, end: width - right,
      open: story.closed ? Math.max(0, story.closed.month + 1) : story.months,
      x: month => left + (width - left - right) * month / Math.max(1, story.months - 1),
      price: value => gap.bottom - (gap.bottom - gap.top) * (value - low) / (high - low),
      part: value => share.bottom - (share.bottom - share.top) * (value - from) / (to - from),
    };
  }

  // Events by weight and size: each is written where it overlaps none before it; what has no room gets a short mark without words.
  function marks(p) {
    const first = p.story.events.find(one => WEIGHT[one.kind] === 2), seen = [], limit = p.width - (p.small ? 0 : p.right - 20);
    const all = p.story.events.map(one => ({ ...one, x: p.x(one.month), words: (one.kind === 'closes' ? '✕ ' : '') + one.label, anchor: '' }));
    all.slice().sort((a, b) => (WEIGHT[b.kind] || 1) - (WEIGHT[a.kind] || 1) || b.size - a.size).forEach(mark => {
      const long = mark.words.length * (p.small ? 6.6 : p.narrow ? 8.3 : 7.2) + 8, leftward = mark.month === first?.month && mark.kind === first?.kind && mark.x - long > -2;
      const spans = { start: [mark.x + 4, mark.x + 4 + long], end: [mark.x - 4 - long, mark.x - 4] };
      for (const anchor of leftward ? ['end', 'start'] : ['start', 'end']) for (const row of [0, 1]) {
        const [from, until] = spans[anchor];
        if (mark.anchor || from < -6 || until > limit || seen.some(one => one.row === row && one.from < until && from < one.until)) continue;
        seen.push({ row, from, until });
        Object.assign(mark, { anchor, at: anchor === 'start' ? mark.x + 4 : mark.x - 4, y: p.gap.top - 8 - 15 * row });
      }
    });
    return all.map(mark => {
      const whole = mark.anchor || mark.kind === 'closes', foot = whole ? p.share.bottom : p.gap.top + 4;
      return line(mark.x, p.gap.top - 4, mark.x, foot, mark.kind === 'closes' ? 'coop-event coop-closes' : 'coop-event')
        + (mark.anchor ? text(mark.at, mark.y, mark.words, 'coop-strong coop-halo', mark.anchor, { 'data-event': mark.kind }) : '');
    }).join('');
  }

  function lines(p) {
    const { prices, share } = p.story, { x, price: y, part: z, open: n } = p, coop = window.coop;
    const most = (a, b) => a.map((value, k) => none(value) || none(b[k]) ? null : Math.max(value, b[k])), wider = most(prices.trader, prices.advance);
    const drawn = path(coop.area(wider, prices.advance, x, y, n), 'coop-gap') + path(coop.area(most(prices.total, wider), wider, x, y, n), '', { fill: 'url(#coop-hatch)' })
      + path(coop.line(prices.world, x, y), 'coop-world') + path(coop.line(prices.total, x, y, 0, n), 'coop-total')
      + path(coop.line(prices.trader, x, y), 'coop-trader') + path(coop.line(prices.advance, x, y, 0, n), 'coop-advance')
      + path(coop.area(share.grey, share.run, x, z), 'coop-lost') + path(coop.line(share.run, x, z), 'coop-advance', { 'data-line': 'share' });
    return { drawn, grey: path(coop.line(share.grey, x, z), 'coop-grey', { 'data-line': 'grey' }), before: share.before ? path(coop.line(share.before, x, z), 'coop-before', { 'data-line': 'before' }) : '' };
  }

  function ticks(p, percent) {
    const coop = window.coop, [low, high] = p.story.ranges.share, shares = coop.steps(low, high, p.small ? 2 : 3);
    if (!shares.some(value => Math.abs(value - low) < 0.001)) shares.push(low);
    const across = coop.steps(...p.story.ranges.prices, p.small ? 3 : 4).map(value => [p.price(value), coop.whole(value)]).concat(shares.map(value => [p.part(value), percent(value)]));
    return across.map(([y, words]) => line(p.left, y, p.end, y, 'coop-rule2') + text(p.left - 7, y + 4, words, 'coop-t2', 'end')).join('');
  }

  function years(p) {
    const all = p.story.ticks, year = p.x(12) - p.x(0), wide = all.length > 1 && all[0].text.length > 3 && all[1].text.length > 3 ? 44 : 30, every = Math.max(1, Math.ceil(wide / year));
    return all.map((tick, k) => line(p.x(tick.month), p.share.bottom, p.x(tick.month), p.share.bottom + 5, 'coop-axis')
      + (k % every ? '' : text(Math.min(p.end - 8, p.x(Math.min(tick.month + 6, p.story.months - 1))), p.share.bottom + 19, tick.text, 'coop-t2', 'middle'))).join('');
  }

  function closing(p) {
    if (!p.story.closed || p.story.closed.month < 0) return '';
    const at = p.x(p.story.closed.month), room = p.end - at > 150;
    return text(room ? at + 8 : at - 8, p.share.bottom - 10, p.story.labels.closed, 'coop-strong coop-halo', room ? 'start' : 'end');
  }

  function values(p, at) {
    const { prices, share } = p.story, alive = at < p.open, own = { world: prices.world[at], trader: prices.trader[at], grey: share.grey[at], share: share.run[at] };
    return { ...own, total: alive ? prices.total[at] : null, advance: alive ? prices.advance[at] : null, before: share.before ? share.before[at] : null };
  }

  function beside(p, v, labels, percent) {
    const words = p.story.labels, names = { ...words, grey: words.grey.length > (p.narrow ? 20 : 24) ? labels.grey_short : words.grey }, coop = window.coop;
    const made = (keys, y, say) => keys.filter(key => !none(v[key])).map(key => ({ key, name: names[key], value: say(v[key]), y: y(v[key]) }));
    return coop.apart(made(['world', 'total', 'trader', 'advance'], p.price, coop.whole), 18, p.gap.top + 6, p.gap.bottom - 2)
      .concat(coop.apart(made(p.story.equal ? ['share'] : ['grey', 'before', 'share'], p.part, percent), 18, p.share.top - 6, p.share.bottom + 12))
      .map(one => `<g class="coop-label coop-label-${one.key}">${text(p.end + 12, one.y + 4, one.name, '')}${text(p.width, one.y + 4, one.value, '', 'end')}</g>`).join('');
  }

  function inGap(p, v, at) {
    if (none(v.advance) || none(v.trader)) return '';
    const tall = Math.abs(p.price(v.advance) - p.price(v.trader)), gap = v.trader - v.advance, words = p.story.labels.gap;
    if (tall < 24 || gap <= 0) return '';
    const x = p.x(at), end = x - p.left > 130, rise = p.story.rise, begins = rise && at < rise[1] ? p.x(rise[0]) : p.left, anchor = end ? 'end' : 'start';
    const many = tall > 46 && !p.small && (x < begins || x - begins > 7 * words.length + 14), y = (p.price(v.advance) + p.price(v.trader)) / 2 + (many ? 0 : 6);
    return text(end ? x - 9 : x + 9, y, '+' + window.coop.whole(gap), 'coop-gap-number', anchor) + (many ? text(end ? x - 9 : x + 9, y + 17, words, 'coop-gap-words', anchor) : '');
  }

  function spoken(p, v, at, percent) {
    const coop = window.coop, w = p.story.labels, say = (name, value, how) => none(value) ? '' : `${name} ${how(value)}; `;
    return `${p.story.times[at]}: ${say(w.trader, v.trader, coop.usd)}${say(w.advance, v.advance, coop.usd)}${say(w.total, v.total, coop.usd)}`
      + `${say(w.share_title + ':', v.share, percent)}${say(w.grey, v.grey, percent)}${coop.isClosed(p.story, at) ? p.story.closed.label : ''}`;
  }

  function coopCharts(root, labels) {
    let p = null, story = null, month = 0, version = -1, language = 'en', svg = null, held = false;
    const find = name => svg.querySelector(`[data-part=${name}]`), percent = share => window.coop.percent(share, language);

    function draw(grow) {
      p = placed(story, Math.max(260, root.clientWidth || 868));
      const w = story.labels, { drawn, grey, before } = lines(p), { gap, share } = p, from = story.ranges.share[0];
      const paid = story.paid.map(at => path(`M${p.x(at).toFixed(1)} ${gap.bottom - 3}l2.4 3l-2.4 3l-2.4 -3Z`, 'coop-paid')).join('');
      const keys = [['trader', w.trader], ['advance', labels.key_coop], ['total', w.total], ['grey', w.grey.length > 24 ? labels.grey_short : w.grey]];
      root.innerHTML = `<h2>${safe(p.small ? labels.gap_short : w.gap_title)} <span>(${safe(p.small ? labels.unit_short : w.unit)})</span></h2>`
        + `<svg viewBox="0 0 ${p.width} ${p.tall}" width="${p.width}" height="${p.tall}" role="img" data-story><defs>`
        + '<pattern id="coop-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--coop-t)"/><line y2="6" stroke="var(--coop)" stroke-width="1.1" opacity=".55"/></pattern>'
        + `<clipPath id="coop-past"><rect data-part="past" x="${p.left - 4}" y="0" height="${p.tall}"/></clipPath><clipPath id="coop-next"><rect data-part="next" y="0" height="${p.tall}"/></clipPath>`
        + `<clipPath id="coop-grown"><rect class="${grow ? 'coop-grow' : ''}" width="${p.width}" height="${p.tall}"/></clipPath></defs>`
        + (story.rise ? `<rect x="${p.x(story.rise[0])}" y="${gap.top}" width="${Math.max(0, p.x(story.rise[1]) - p.x(story.rise[0]))}" height="${share.bottom - gap.top}" class="coop-rise"/>` : '')
        + `${ticks(p, percent)}${marks(p)}<g clip-path="url(#coop-grown)"><g clip-path="url(#coop-past)">${drawn}</g><g clip-path="url(#coop-next)" opacity=".28">${drawn}</g></g>`
        + `${before}${grey}${paid}${line(p.left, gap.bottom, p.end, gap.bottom, 'coop-axis')}${line(p.left, share.bottom, p.end, share.bottom, 'coop-axis')}${years(p)}${closing(p)}`
        + `<line data-part="now" y1="${gap.top - 4}" y2="${share.bottom + 4}" class="coop-now"/><text x="0" y="${share.top - 18}" class="coop-heading coop-halo">${safe(p.small ? labels.share_short : w.share_title)}`
        + (from > 0 ? `<tspan class="coop-from" dx="6">(${safe(w.from.replace('{share}', percent(from)))})</tspan>` : '') + '</text><g data-part="moving"></g></svg>'
        + (p.small ? `<p class="coop-key">${keys.map(([key, words]) => `<span><svg width="24" height="8" aria-hidden="true"><path d="M0 4H24" class="coop-${key}"/></svg> ${safe(words)}</span>`).join('')}</p>` : '');
      svg = root.querySelector('svg[data-story]');
      move(month);
    }

    function move(to) {
      month = to;
      if (!svg) return;
      const v = values(p, month), x = p.x(month), set = (name, given) => Object.entries(given).forEach(([key, value]) => find(name).setAttribute(key, value));
      set('past', { width: Math.max(0, x - p.left + 4) });
      set('next', { x, width: Math.max(0, p.end - x + 4) });
      set('now', { x1: x, x2: x });
      const dots = [['trader', p.price], ['total', p.price], ['advance', p.price], ['grey', p.part], ['share', p.part]].filter(([key]) => !none(v[key]));
      find('moving').innerHTML = inGap(p, v, month) + dots.map(([key, y]) => `<circle cx="${x}" cy="${y(v[key])}" r="5.5" class="coop-dot coop-dot-${key}"/>`).join('')
        + (p.small ? '' : text(p.width, p.gap.top - 10, story.times[month], 'coop-t2', 'end') + beside(p, v, labels, percent));
      svg.setAttribute('aria-label', spoken(p, v, month, percent));
      svg.dataset.month = month;
    }

    function at(event) {
      const box = svg.getBoundingClientRect(), x = (event.clientX - box.left) * p.width / box.width;
      if (x >= p.left - 8 && x <= p.end + 8) window.coop.go((x - p.left) / (p.end - p.left) * (story.months - 1));
    }
    const mouse = { pointerdown(event) { if (svg && svg.contains(event.target)) { held = event.pointerType !== 'touch'; at(event); if (held) svg.setPointerCapture(event.pointerId); } },
      pointermove(event) { if (held) at(event); }, pointerup() { held = false; }, pointercancel() { held = false; } };
    Object.entries(mouse).forEach(([name, act]) => root.addEventListener(name, act));
    const watch = new ResizeObserver(() => { if (story && p && Math.max(260, root.clientWidth) !== p.width) draw(false); });
    watch.observe(root);
    return {
      show(given, to, number, speaks) { const grow = number !== version; [story, month, version, language] = [given, to, number, speaks]; draw(grow); },
      move, destroy() { watch.disconnect(); },
    };
  }
  window.coopCharts = coopCharts;
})();
