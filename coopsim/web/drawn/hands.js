// Two hands as SVG: the trader's bills today; the cooperative's today, and later as she counts them.
// const hands = coopHands(element, picture); hands.play(): the wait fades what comes later, a step a month; then what she chose
// slides into her purse, and `options.onChosen` is called.
(function () {
  const PALM = 'M-150 2C-140 -4 120 -4 128 2C150 4 176 -10 186 -20C198 -26 204 -12 194 -2C170 26 140 44 92 50L-40 54C-80 54 -96 50 -120 44L-210 44V4Z';
  const CSS = '.ch svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}.ch text{fill:var(--ink);font-family:inherit}.ch svg .c{fill:var(--coop);font-weight:700}.ch svg .d{fill:var(--door);font-weight:700}.ch svg .t{fill:var(--ink2)}' +
    '.ch .bill{transition:transform 400ms ease-in-out,opacity 120ms 340ms}.ch .later{transition:fill-opacity 120ms,opacity 120ms}.ch .mark{fill:none;opacity:.55}' +
    '.ch .ch-do{margin:0;text-align:center}@media (prefers-reduced-motion:reduce){.ch .bill,.ch .later{transition:none}}';
  const PURSE = 'M-34 -20C-54 4 -58 40 0 42C58 40 54 4 34 -20ZM-34 -20C-24 -28 24 -28 34 -20C24 -12 -24 -12 -34 -20Z';
  const STEP = 150, FADE = 0.08, PALEST = 0.55;  // ms a month of waiting; how much paler with each
  function hand(x, y, way, k) {
    return `<g transform="translate(${x},${y}) scale(${way * k},${k})"><path d="${PALM}" fill="#B9825A" stroke="var(--ink)" stroke-width="2" stroke-linejoin="round"/><path d="M-210 -4H-262V56H-210Z" fill="var(--ink)"/></g>`;
  }
  function bills(x, y, wide, high, from, amount, name, face) {  // whole bills of US$ 10; the last one is as high as what is left
    let out = '', left = amount, at = y - from * high / 10;
    while (left > 0.5) {
      const tall = Math.max(1.5, high * Math.min(10, left) / 10 - 2);
      at -= high * Math.min(10, left) / 10; left -= 10;
      out += `<rect class="${name}" x="${x - wide / 2}" y="${at.toFixed(1)}" width="${wide}" height="${tall.toFixed(1)}" rx="2" ${face}/>`;
    }
    return out;
  }
  function lines(words, most) {
    const out = ['']; for (const word of words.split(' ')) { if ((out[out.length - 1] + ' ' + word).trim().length > most && out[out.length - 1]) out.push(word); else out[out.length - 1] = (out[out.length - 1] + ' ' + word).trim(); }
    return out;
  }
  function say(x, y, size, anchor, cls, words, most) {
    return lines(words, most || 99).map((line, k) => `<text x="${x}" y="${y + k * size * 1.2}" style="font-size:${size}px" text-anchor="${anchor}" class="${cls}">${line}</text>`).join('');
  }
  function coopHands(root, p, options) {
    root.classList.add('ch');
    const narrow = (root.clientWidth || 1000) < 620, L = p.labels, most = Math.max(p.trader, p.advance + p.counted + p.uncounted, 60);
    const W = narrow ? 390 : 1180, high = narrow ? Math.min(9, 2300 / most) : Math.min(11, 3000 / most), top = 46, palm = top + most * high / 10 + 8;
    const H = palm + (narrow ? 82 : 62), k = narrow ? 0.42 : 1, x1 = narrow ? 95 : 280, x2 = narrow ? 295 : 900, wide = narrow ? 74 : 160;
    const y = amount => palm - 6 - amount * high / 10, coop = p.advance + p.counted, N = narrow ? 22 : 40, S = narrow ? 13 : 18;
    let out = `<style>${CSS}</style>` + say(x1, 20, narrow ? 15 : 21, 'middle', 'd', L.trader) + say(x2, 20, narrow ? 15 : 21, 'middle', 'c', L.coop) + hand(x1, palm, 1, k) + hand(x2, palm, -1, k);
    const trader = 'fill="var(--door-t)" stroke="var(--door)" stroke-width="1.4"', advance = 'fill="var(--coop)" stroke="var(--surface)" stroke-width="1"';
    out += bills(x1, palm - 4, wide, high, 0, p.trader, 'mark', 'stroke="var(--door)" stroke-width="1.4"') + bills(x2, palm - 4, wide, high, 0, p.advance, 'mark', 'stroke="var(--coop)" stroke-width="1.4"');
    out += bills(x1, palm - 4, wide, high, 0, p.trader, 'bill bill-trader', trader) + bills(x2, palm - 4, wide, high, 0, p.advance, 'bill bill-coop', advance);
    out += bills(x2, palm - 4, wide, high, p.advance, p.counted, 'later later-counted', 'fill="var(--coop-t)" stroke="var(--coop)" stroke-width="1.4"');
    out += bills(x2, palm - 4, wide, high, coop, p.uncounted, 'later later-lost', 'fill="var(--coop-t)" fill-opacity="0" stroke="var(--base)" stroke-width="1.4" stroke-dasharray="4 4"');
    out += `<path d="M${x1 + wide / 2 + 4} ${y(p.trader)}H${x2 + wide / 2}" stroke="var(--door)" stroke-width="1.6" stroke-dasharray="3 5"/>`;
    const px = (x1 + x2) / 2, py = narrow ? palm + 44 : palm + 6;
    out += `<g class="purse" transform="translate(${px},${py}) scale(${narrow ? 0.8 : 1})"><path d="${PURSE}" fill="var(--surface)" stroke="var(--ink)" stroke-width="2.4" stroke-linejoin="round"/><path d="M-27 -17H27" stroke="var(--ink)" stroke-width="2"/></g>`;
    out += `<text class="ch-purse" x="${px}" y="${py + (narrow ? 14 : 20)}" style="font-size:${narrow ? 16 : 24}px;font-weight:700" text-anchor="middle">0</text>`;
    if (narrow) {
      out += say(142, y(p.trader / 2), N, 'start', 'd', String(p.trader)) ;
      out += say(248, y(p.advance / 2) + 8, N, 'end', 'c', String(p.advance));
      if (p.counted > 0) out += say(248, y(p.advance + p.counted / 2) + 8, 18, 'end', 'c', '+ ' + p.counted);
    } else {
      out += say(x1 + 96, Math.min(y(p.trader) + 44, palm - 60), N, 'start', 'd', String(p.trader)) + say(x1 + 96, Math.min(y(p.trader) + 70, palm - 34), S, 'start', '', L.today, 20);
      const low = y(p.advance / 2) + 8, mid = Math.min(y(p.advance + p.counted / 2) + 6, low - 78);
      out += say(x2 - 92, low, N, 'end', 'c', String(p.advance)) + say(x2 - 92, low + 26, S, 'end', '', L.advance);
      if (p.counted > 0) out += say(x2 - 92, mid, 30, 'end', 'c', '+ ' + p.counted) + say(x2 - 92, mid + 24, S, 'end', '', L.later, 26);
      if (p.uncounted > 0.5) out += say(x2 + 92, y(coop + p.uncounted / 2), S, 'start', 't', L.uncounted, 18);
    }
    root.innerHTML = `<svg viewBox="0 0 ${W} ${H.toFixed(0)}" role="img" aria-label="${L.aria}">${out}</svg>` +
      (narrow ? `<ul class="ch-key">${[['d', p.trader, L.today], ['c', p.advance, L.advance], ['c', '+ ' + p.counted, L.later]].map(r => `<li><b class="${r[0]}" style="color:var(--${r[0] === 'd' ? 'door' : 'coop'})">${r[1]}</b> ${r[2]}</li>`).join('')}${p.uncounted > 0.5 ? `<li>${L.uncounted}</li>` : ''}</ul>` : '') +
      (p.chosen === null ? '' : `<p class="ch-do"><button type="button" class="pill" data-hands="play">▶ ${L.play}</button></p>`);
    return moved(root, p, [px, py], options || {});
  }

  // What moves: `wait(months)` shows the balance as it looks after so many months of waiting; `choose()` fills the purse.
  function moved(root, p, purse, o) {
    const all = name => [...root.querySelectorAll('.' + name)], still = matchMedia('(prefers-reduced-motion: reduce)');
    const amount = root.querySelector('.ch-purse'), button = root.querySelector('.ch-do button');
    const tops = (bills, share) => bills.slice(bills.length - Math.round(share * bills.length));
    let timer = null;
    function wait(months) {
      const gone = p.months > 0 ? Math.min(1, months / p.months) : 1;
      all('later-counted').forEach(bill => { bill.style.opacity = Math.max(PALEST, 1 - FADE * months).toFixed(2); });
      all('later-lost').forEach(bill => { bill.style.fillOpacity = (1 - gone).toFixed(2); });
    }
    function chosen() { return p.chosen === null ? [] : [...tops(all('bill-trader'), 1 - p.chosen), ...tops(all('bill-coop'), p.chosen)]; }
    function choose() {
      chosen().forEach(bill => {
        const x = +bill.getAttribute('x') + bill.getAttribute('width') / 2, y = +bill.getAttribute('y');
        bill.style.transform = `translate(${(purse[0] - x).toFixed(0)}px,${(purse[1] - 10 - y).toFixed(0)}px)`; bill.style.opacity = 0;
      });
      amount.textContent = p.in_hand;
      if (o.onChosen) o.onChosen();
    }
    function back() { clearTimeout(timer); [...all('bill-trader'), ...all('bill-coop')].forEach(bill => { bill.style.transform = ''; bill.style.opacity = ''; }); amount.textContent = '0'; wait(p.months); }
    function play() {
      back();
      if (still.matches) { choose(); return; }
      const step = month => { wait(month); timer = month < p.months ? setTimeout(step, STEP, month + 1) : setTimeout(choose, 2 * STEP); };
      timer = setTimeout(step, STEP, 0);
    }
    if (button) button.addEventListener('click', play);
    wait(p.months);
    if (p.chosen === null && o.onChosen) o.onChosen();  // nothing to wait for
    return { wait, choose, back, play, stop: () => clearTimeout(timer) };
  }
  window.coopHands = coopHands;
})();
