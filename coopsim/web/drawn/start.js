// The start page: six screens that work without this file; here the bet, the keys, the valley that moves.
(function () {
  const data = JSON.parse(document.getElementById('data').textContent), find = id => document.getElementById(id);
  const screens = [...document.querySelectorAll('.screen')], still = matchMedia('(prefers-reduced-motion: reduce)');
  const keep = { get: () => { try { return sessionStorage.getItem('coopsim-bet'); } catch (e) { return null; } },
                 set: bet => { try { sessionStorage.setItem('coopsim-bet', bet); } catch (e) { /* a bet for this page only */ } } };
  let bet = keep.get(), here = 0, large = null, played = false, width = 0, decided = null, shown = false;

  function showBet() {
    document.querySelectorAll('[data-bet]').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.bet === bet)));
    find('your-bet').textContent = data.bets[bet] || data.no_bet;
  }
  document.querySelectorAll('[data-bet]').forEach(button => button.addEventListener('click', () => {
    bet = button.dataset.bet; keep.set(bet); showBet(); find('noted').textContent = data.noted[bet]; setTimeout(go, 1200, 1);
  }));
  showBet();

  function go(place) {
    const next = screens[Math.max(0, Math.min(screens.length - 1, place))];
    next.scrollIntoView({ behavior: still.matches ? 'auto' : 'smooth', block: 'start' });
    history.replaceState(null, '', '#' + next.id);
  }
  addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const down = event.key === 'ArrowDown' || event.key === 'PageDown', up = event.key === 'ArrowUp' || event.key === 'PageUp';
    if (!down && !up) return;
    const box = screens[here].getBoundingClientRect();
    if (down && box.bottom > innerHeight + 40) return;  // the rest of a long screen first
    if (up && box.top < -40) return;
    event.preventDefault(); go(here + (down ? 1 : -1));
  });

  const dots = [...document.querySelectorAll('.places a')], speak = find('speak');
  function arrive() {
    const middle = innerHeight / 2;
    const at = screens.findIndex(s => { const b = s.getBoundingClientRect(); return b.top <= middle && b.bottom > middle; });
    if (at < 0) return;
    here = at; document.body.dataset.screen = screens[at].id;
    dots.forEach((dot, k) => k === at ? dot.setAttribute('aria-current', 'true') : dot.removeAttribute('aria-current'));
    speak.hash = screens[at].id; screens[at].classList.add('seen');
    if (screens[at].id === 'family' && decided && !shown && !still.matches) { shown = true; setTimeout(decided.play, 900); }
    if (screens[at].id === 'valley' && !played) { played = true; play(); }
  }
  let waiting = false;
  addEventListener('scroll', () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; arrive(); }); } }, { passive: true });
  addEventListener('resize', arrive);

  find('theme').addEventListener('click', () => {
    const dark = document.body.classList.contains('theme--dark');
    document.body.className = dark ? 'theme--light' : 'theme--dark';
    try { localStorage.setItem(':solara:theme.variant', JSON.stringify(dark ? 'light' : 'dark')); } catch (e) { /* not kept */ }
  });

  const [before, begins, ends] = data.months;
  coopValley(find('valley-small'), data.valley, { flat: true, month: before });
  large = coopValley(find('valley-large'), data.valley, { month: before, onShow: tell });
  function tell(month, season) {
    find('valley-when').textContent = data.valley.times[month].replace(/^./, letter => letter.toUpperCase());
    find('valley-says').textContent = data.valley.says[season];
    const letters = data.valley.seasons[season], L = data.valley.labels;
    const rows = 'fhon'.split('').map(kind => `<li>${coopHouse(kind)} ${L[kind]} <b>${letters.split(kind).length - 1}</b></li>`).join('');
    if (find('valley-key').dataset.letters !== letters) { find('valley-key').dataset.letters = letters; find('valley-key').innerHTML = rows; }
  }
  const button = find('valley-play');
  function play() {
    button.textContent = '■ ' + data.valley.labels.stop;
    large.play(begins, ends, 10000 / (ends - begins + 1), () => { button.textContent = '↻ ' + data.again; });
  }
  button.addEventListener('click', () => {
    if (large.playing()) { large.stop(); button.textContent = '▶ ' + data.play; } else play();
  });
  tell(before, data.valley.shown[before]);

  const hands = find('hands');
  function drawHands() { const narrow = hands.clientWidth < 620; if (narrow !== width) { width = narrow; decided = coopHands(hands, data.hands, { onChosen: () => find('family').classList.add('decided') }); } }
  drawHands(); addEventListener('resize', drawHands);
  document.documentElement.classList.add('ready');
  if (location.hash) { const asked = document.querySelector(location.hash.replace(/[^#a-z]/g, '')); if (asked) asked.scrollIntoView(); }
  arrive();
  window.coopStart = { valley: large, go, hands: () => decided };
})();
