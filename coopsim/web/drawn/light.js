// Explore's light page: the levers and the player in plain script; the drawing and the words are those of the full page.
(function () {
  const coop = window.coop, data = JSON.parse(document.getElementById('data').textContent), L = data.labels, speaks = data.language;
  const find = id => document.getElementById(id), safe = text => String(text).replace(/[&<>"]/g, sign => '&#' + sign.charCodeAt(0) + ';');
  const charts = window.coopCharts(find('charts'), L.chart);
  let now = data, past = [], future = [], tab = 1, version = -1, waiting = false, next = null, held = false;
  coop.state.language = speaks;

  // The address, and what undo knows: kept by the browser under the name that the full page reads.
  const fixed = query => { const all = new URLSearchParams(query); ['lang', 't', 'v'].forEach(key => all.delete(key)); return all.toString(); };
  function keep() {
    const query = new URLSearchParams(now.query);
    if (!coop.state.playing && coop.state.story && coop.state.month !== coop.state.story.opens_at) query.set('t', coop.state.month + 1);
    history.replaceState(null, '', '/explore?' + query);
    coop.kept.write('/explore', { at: fixed(now.query), past, future });
    const other = new URLSearchParams(query); other.set('lang', find('speak').lang);
    find('speak').href = '/explore?' + other; find('full').href = '/explore?' + query + '&v=charts';
  }
  function say(text) { find('message').textContent = text; find('message').hidden = !text; }

  async function ask(query, then) {
    waiting = true;
    document.body.classList.add('coop-waits');
    try {
      const got = await (await fetch('/story.json?' + query)).json();
      say(got.refused || got.message || '');
      if (got.story && find('cooperative')) find('cooperative').value = got.story.cooperative;
      if (got.story) { then(); now = got; coop.show(now.story, null, false, false); keep(); }
    } catch (lost) { say(L.failed); }
    waiting = false;
    document.body.classList.remove('coop-waits');
    if (next) { const call = next; next = null; call(); } else drawLevers(!held);
  }

  function changed(one, value) {
    const query = new URLSearchParams(now.query), kept = (query.get('c') || '').split('~').filter(part => part && !part.startsWith(one.code + '.'));
    if (value !== one.usual) kept.push(one.code + '.' + value);
    if (kept.length) query.set('c', kept.join('~')); else query.delete('c');
    return query.toString();
  }
  // One change is under way at a time: the latest place of the slider goes when the last has been drawn; one drag is one step of undo.
  function slide(one, value, again) {
    if (waiting) { next = () => slide(one, value, true); return; }
    const before = now.query;
    ask(changed(one, value), () => { if (!again || !past.length) past = [...past, before].slice(-50); future = []; });
  }
  function back() { const query = past[past.length - 1]; if (query && !waiting) ask(query, () => { future = [now.query, ...future]; past = past.slice(0, -1); }); }
  function forth() { const query = future[0]; if (query && !waiting) ask(query, () => { past = [...past, now.query]; future = future.slice(1); }); }

  const part = (one, value) => Math.max(0, Math.min(100, 100 * (value - one.low) / (one.high - one.low))) + '%';
  function drawLevers(whole) {
    if (!whole) return;
    find('levers').innerHTML = `<div class="coop-tabs" role="group">${now.levers.map((lever, k) => `<button type="button" data-tab="${k}" aria-pressed="${k === tab}">${safe(lever.short)}</button>`).join('')}</div>`
      + now.levers.map((lever, k) => `<div class="coop-lever ${k === tab ? 'coop-lever-on' : ''} ${lever.changed ? 'coop-lever-changed' : ''}" data-lever="${lever.name}">`
        + `<div class="coop-lever-name"><label for="lever-${lever.name}">${safe(lever.label)}: <b>${safe(window.coopStory.lever(lever, lever.value, L.lever.thousand, speaks))}</b></label></div>`
        + `<div class="coop-track"><i class="coop-filled" style="width:${part(lever, lever.value)}"></i><i class="coop-usual ${lever.changed ? 'coop-usual-on' : ''}" style="left:${part(lever, lever.usual)}"></i>`
        + `<input type="range" id="lever-${lever.name}" data-k="${k}" min="${lever.low}" max="${lever.high}" step="${lever.step}" value="${lever.value}" aria-valuetext="${safe(window.coopStory.lever(lever, lever.value, L.lever.thousand, speaks))}"></div>`
        + `<div class="coop-ends"><span>${safe(lever.lowWord)}</span><span>${safe(lever.highWord)}</span></div></div>`).join('');
  }
  find('levers').addEventListener('click', event => { const k = event.target.dataset.tab; if (k !== undefined) { tab = Number(k); drawLevers(true); find('levers').querySelector(`[data-tab="${k}"]`).focus(); } });
  const moved = event => {
    const one = now.levers[Number(event.target.dataset.k)], value = Number(event.target.value), box = event.target.closest('.coop-lever'), text = window.coopStory.lever(one, value, L.lever.thousand, speaks);
    box.querySelector('label b').textContent = text; box.querySelector('.coop-filled').style.width = part(one, value); event.target.setAttribute('aria-valuetext', text);
    return [one, value];
  };
  find('levers').addEventListener('input', event => { const [one, value] = moved(event); slide(one, value, held); held = true; });
  find('levers').addEventListener('change', () => { held = false; if (!waiting) drawLevers(false); });

  function drawPlayer() {
    const P = L.player, s = coop.state, event = window.coopStory.event(s.story, s.month);
    const pill = (what, words, off, name) => `<button type="button" class="coop-pill coop-quiet" data-do="${what}" ${off ? 'disabled' : ''} ${name ? `aria-label="${safe(name)}"` : ''}>${words}</button>`;
    const made = `<button type="button" class="coop-round" data-do="play" aria-label="${safe(s.playing ? P.pause : P.play)}">${s.playing ? '❚❚' : '▶'}</button>`
      + pill('undo', '↶', !past.length, P.undo) + pill('redo', '↷', !future.length, P.redo) + (event ? pill('jump', safe(P.jump + ' ' + event.label)) : '') + pill('step', safe(P.step) + ' ›');
    if (find('player').dataset.made !== made) { const was = document.activeElement && document.activeElement.dataset.do; find('player').innerHTML = made; find('player').dataset.made = made; if (was) { const again = find('player').querySelector(`[data-do=${was}]`); if (again) again.focus(); } }
  }
  const act = { play: () => coop.toggle(), undo: back, redo: forth, step: () => coop.go(coop.state.month + 1), jump: () => coop.go(window.coopStory.event(coop.state.story, coop.state.month).month) };
  find('player').addEventListener('click', event => { const button = event.target.closest('[data-do]'); if (button) act[button.dataset.do](); });

  function draw() {
    const s = coop.state, story = s.story, at = s.month;
    if (version !== s.version) { version = s.version; charts.show(story, at, version, speaks); } else charts.move(at);
    find('sentence').innerHTML = `<b>${safe(window.coopStory.time(story, at))}.</b> ${safe(window.coopStory.sentence(story, at))}`;
    const n = window.coopStory.number(story, at, L.number, speaks);
    const beside = n.shut ? `<b data-alive>${safe(story.closed.label)}</b>${safe(n.beside)}` : story.equal ? `<b data-alive>${safe(n.open)}</b>${safe(n.grey)}` : `<b data-difference>${safe(n.difference)}</b>${safe(n.beside)}`;
    find('number').innerHTML = `<div class="coop-big ${n.shut ? 'coop-big-shut' : ''}"><div class="coop-giant ${n.shut ? 'coop-shut' : ''}" data-giant>`
      + (n.shut ? safe(L.number.shut) : n.now === null ? '–' : coop.points(n.now) + `<small>${n.sign}</small>`) + `</div><div class="coop-beside">${beside}</div></div><p class="coop-income">${safe(n.what)}</p>`
      + (n.income === null ? '' : `<p class="coop-income">${safe(story.labels.income)}: <b>${n.income}</b>${n.incomeGrey === null ? '' : `; ${safe(n.grey)}: ${n.incomeGrey}`}</p>`);
    find('health').innerHTML = window.coopStory.health(story, at, L.health).map(one => `<div class="${one.bad ? 'coop-bad' : ''}" data-health="${one.key}"><dt>${safe(one.name)}</dt><dd>${safe(one.text)}</dd></div>`).join('');
    drawPlayer();
  }

  find('preset').addEventListener('change', event => { location.href = `/explore?lang=${speaks}&p=${event.target.value}`; });
  if (find('cooperative')) find('cooperative').addEventListener('change', event => {
    const query = new URLSearchParams(now.query); query.set('co', event.target.value);
    ask(query.toString(), () => {});  // another view of the same run: no step of undo
  });
  find('full').addEventListener('click', () => { document.cookie = 'coopsim_full=1; path=/; samesite=strict'; });
  find('menu').addEventListener('click', event => { const open = find('pages').classList.toggle('coop-nav-open'); event.currentTarget.setAttribute('aria-expanded', open); });
  find('theme').addEventListener('click', () => {
    const dark = document.body.classList.contains('theme--dark');
    document.body.classList.toggle('theme--dark', !dark); document.body.classList.toggle('theme--light', dark);
    try { localStorage.setItem(':solara:theme.variant', JSON.stringify(dark ? 'light' : 'dark')); } catch (full) { /* for this page only */ }
  });
  if (!data.story) { say(data.refused); return; }
  const before = coop.kept.read('/explore');
  if (before && before.at === fixed(data.query)) { past = before.past || []; future = before.future || []; }
  coop.whenHeard(draw);
  coop.whenMoved(keep);
  say(data.message);
  drawLevers(true);
  coop.show(data.story, data.month, true, true);
  keep();
})();
