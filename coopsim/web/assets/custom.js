// What the pieces of a page share: the run that is shown, the month under the cursor, whether it plays. No server is asked for it.
// (The words of Solara's own messages stand in coopsim/web/frame.py, in the visitor's language.)
window.coop = (() => {
  const PACE = { slow: 220, normal: 110, fast: 45 }; // milliseconds a month
  const state = { story: null, month: 0, playing: false, pace: 'normal', wall: false, wallChart: 'share', panel: '', version: 0, language: 'en' };
  let timer = null, target = null, moved = null, heard = () => {}; // heard: a page without Vue draws then
  const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const last = () => state.story ? state.story.months - 1 : 0;
  const clamp = month => Math.max(0, Math.min(last(), Math.round(month)));

  function stop() { clearTimeout(timer); timer = null; target = null; state.playing = false; }
  function tick() {
    timer = setTimeout(() => {
      const end = target === null ? last() : target, step = still() ? 12 : 1;
      state.month = clamp(Math.min(end, state.month + step));
      if (state.month >= end) { const asked = target === null; stop(); if (asked && moved) moved(state.month); } else tick();
      heard();
    }, still() ? 700 : PACE[target === null ? state.pace : 'fast']);
  }
  function play(end = null) {
    clearTimeout(timer);
    target = end;
    if (state.month >= (end === null ? last() : end)) state.month = 0;
    state.playing = true;
    tick();
    heard();
  }
  function go(month) { stop(); state.month = clamp(month); if (moved) moved(state.month); heard(); }
  function toggle() { if (state.playing) { stop(); if (moved) moved(state.month); heard(); } else play(); }

  // A story arrives. `fresh`: another scenario or luck, so the cursor moves; a lever leaves it where it is.
  function show(story, month, fresh, intro) {
    const first = !state.story;
    state.story = Object.freeze(story);
    state.version += 1;
    if (!fresh && !first) { state.month = clamp(state.month); heard(); return; }
    stop();
    state.month = clamp(month === null ? story.opens_at : month);
    if (intro && month === null && story.rise && !still() && story.rise[0] < story.opens_at) {
      state.month = clamp(story.rise[0] - 3);
      play(story.opens_at);
    }
    heard();
  }

  const whole = number => String(Math.abs(Math.round(number))).replace(/\B(?=(\d{3})+$)/g, ',');
  const signed = number => (Math.round(number) < 0 ? '−' : '');
  const usd = number => number === null ? '–' : signed(number) + 'US$\u00a0' + whole(number);
  // large amounts in thousands: "US$ 78 mil"
  function money(number, thousand) {
    if (number === null || number === undefined) return '–';
    const thousands = Math.round(number / 1000);
    return Math.abs(number) < 10000 ? usd(number) : signed(thousands) + 'US$\u00a0' + whole(thousands) + '\u00a0' + thousand;
  }
  const points = share => Math.round(100 * share);
  const percent = (share, language) => share === null || share === undefined ? '–' : points(share) + (language === 'es' ? '\u00a0%' : '%');
  // the last season that has ended by the end of a month; -1: none
  const season = (story, month) => story.season_ends.filter(end => end <= month).length - 1;
  const isClosed = (story, month) => Boolean(story.closed) && month >= story.closed.month;

  // A line through the numbers that exist, between two months (the second not included).
  function line(values, x, y, from = 0, until = values.length) {
    let path = '', pen = false;
    for (let month = from; month < Math.min(until, values.length); month++) {
      const value = values[month];
      if (value === null || value === undefined) { pen = false; continue; }
      path += (pen ? 'L' : 'M') + x(month).toFixed(1) + ' ' + y(value).toFixed(1);
      pen = true;
    }
    return path;
  }
  // The area between two lines, in pieces where both exist.
  function area(high, low, x, y, until = high.length) {
    let path = '', up = [], down = [];
    const close = () => { if (up.length > 1) path += 'M' + up.concat(down).join('L') + 'Z'; up = []; down = []; };
    for (let month = 0; month < Math.min(until, high.length); month++) {
      if (high[month] === null || low[month] === null) { close(); continue; }
      const at = x(month).toFixed(1) + ' ';
      up.push(at + y(high[month]).toFixed(1));
      down.unshift(at + y(low[month]).toFixed(1));
    }
    close();
    return path;
  }
  // Labels kept apart: each at least `room` below the one before, none outside [top, bottom].
  function apart(labels, room, top, bottom) {
    const sorted = labels.slice().sort((a, b) => a.y - b.y);
    sorted.forEach((one, k) => { one.y = Math.max(one.y, k ? sorted[k - 1].y + room : top); });
    for (let k = sorted.length - 1; k >= 0; k--) sorted[k].y = Math.min(sorted[k].y, k === sorted.length - 1 ? bottom : sorted[k + 1].y - room);
    return sorted;
  }
  function steps(low, high, wished) {
    const rough = (high - low) / wished, power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = [1, 2, 2.5, 5, 10].map(k => k * power).find(k => k >= rough - 1e-9), found = [];
    for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + 1e-9; value += step) found.push(Number(value.toPrecision(8)));
    return found;
  }
  // After a language was changed or the page reloaded: what undo and redo know, kept by the browser for this tab.
  const kept = {
    write(page, value) { try { sessionStorage.setItem('coopsim:' + page, JSON.stringify(value)); } catch (full) { /* then undo forgets */ } },
    read(page) { try { return JSON.parse(sessionStorage.getItem('coopsim:' + page)); } catch (odd) { return null; } },
  };
  return {
    state, play, stop, toggle, go, show, usd, money, percent, points, whole, signed, season, isClosed, line, area, apart, steps, still, kept,
    whenMoved(call) { moved = call; },
    whenHeard(call) { heard = call; },
  };
})();
