/* The cockpit and the projector: ask for the state, show it when it has changed, send what is pressed. One place after another. */
(() => {
  const page = document.getElementById('cockpit') || document.getElementById('screen'), trainer = page.id === 'cockpit';
  const content = document.getElementById('content'), message = document.getElementById('message');
  const labels = JSON.parse(page.dataset.labels), language = document.documentElement.lang, key = page.dataset.key;
  let version = '', left = 0, at = 0, runs = false, sending = 0, queue = Promise.resolve(), problem = '';
  let valley = null;  // the one that is drawn, and of what
  const typed = new Set();  // boxes whose number is not sent yet: meanwhile nothing is drawn anew under the trainer's hands

  const clock = () => {
    const timer = document.getElementById('clock');
    if (!timer) return;
    const seconds = Math.round(left - (runs ? (performance.now() - at) / 1000 : 0)), whole = Math.abs(seconds);
    timer.textContent = `${seconds < 0 ? '−' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
    timer.classList.toggle('over', seconds < 0);
  };
  const say = text => { if (message && message.textContent !== text) message.textContent = text; };
  const draw = () => {
    const place = content.querySelector('[data-valley]'), data = place && place.dataset.valley;
    if (!data) { if (valley) valley.drawn.destroy(); valley = null; return; }
    if (valley && valley.data === data) place.replaceWith(valley.place);
    else {
      if (valley) valley.drawn.destroy();
      valley = { data, place, drawn: window.coopValley(place, JSON.parse(data), { wall: true }) };
      if (!trainer) valley.drawn.step(0);
    }
    content.querySelectorAll('.houses [data-house]').forEach(one => { one.innerHTML = window.coopHouse(one.dataset.house); });
  };
  const show = state => {
    if (state.html !== undefined && sending === 0 && typed.size === 0) {
      const active = document.activeElement && document.activeElement.id;
      content.innerHTML = state.html;
      version = state.version;
      draw();
      if (active && document.getElementById(active)) document.getElementById(active).focus();
    }
    if (trainer) { left = state.left; runs = state.runs; at = performance.now(); clock(); }
    say(problem || (state.saved === false ? labels.unsaved : ''));
  };
  const ask = async () => {
    try {
      const control = new AbortController(), limit = setTimeout(() => control.abort(), 20000);
      const answer = await fetch(`${page.dataset.state}?lang=${language}&key=${encodeURIComponent(key)}&v=${version}`, { signal: control.signal });
      clearTimeout(limit);
      if (answer.ok) show(await answer.json()); else say(labels.lost);
    } catch (error) { say(labels.lost); }
    setTimeout(ask, trainer ? 500 : 250);
  };
  const send = event => {
    sending += 1;
    queue = queue.then(async () => {
      try {
        const answer = await fetch(page.dataset.do, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Workshop-Key': key }, body: JSON.stringify({ ...event, lang: language }) });
        const state = await answer.json();
        problem = state.error || '';
        sending -= 1;
        show(state);
      } catch (error) { sending -= 1; say(labels.lost); }
    });
  };
  const counted = input => {
    const value = Math.max(0, Math.min(60, Math.round(Number(input.value) || 0)));
    input.value = value;
    typed.delete(input.id);
    if (input.dataset.kind === 'people') return send({ kind: 'people', people: Math.max(1, value) });
    const box = input.closest('fieldset'), cards = {};
    box.querySelectorAll('input').forEach(one => { cards[one.id] = Math.round(Number(one.value) || 0); });
    return send({ kind: 'count', question: box.dataset.question, cards });
  };
  if (trainer) {
    page.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (!button || button.disabled) return;
      if (button.dataset.event) send(JSON.parse(button.dataset.event));
      if (button.dataset.add) { const input = document.getElementById(button.dataset.to); input.value = Number(input.value) + Number(button.dataset.add); counted(input); }
    });
    page.addEventListener('input', event => typed.add(event.target.id));
    page.addEventListener('focusout', event => { if (event.target.dataset.kind && typed.has(event.target.id)) counted(event.target); });
    page.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.dataset.kind) counted(event.target); });
    document.addEventListener('keydown', event => {
      if (event.target.closest('input, button, a') || event.ctrlKey || event.altKey || event.metaKey) return;
      const name = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back', ' ': 'next' }[event.key];
      if (name) { event.preventDefault(); document.getElementById(name).click(); }
    });
    setInterval(clock, 250);
  }
  ask();
})();
