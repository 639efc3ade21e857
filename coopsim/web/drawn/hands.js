// Two hands as SVG: the trader's bills today; the cooperative's today, and later as she counts them. coopHands(element, picture)
(function () {
  const PALM = 'M-150 2C-140 -4 120 -4 128 2C150 4 176 -10 186 -20C198 -26 204 -12 194 -2C170 26 140 44 92 50L-40 54C-80 54 -96 50 -120 44L-210 44V4Z';
  const CSS = '.ch svg{display:block;width:100%;height:auto;font-variant-numeric:tabular-nums}.ch text{fill:var(--ink);font-family:inherit}.ch svg .c{fill:var(--coop);font-weight:700}.ch svg .d{fill:var(--door);font-weight:700}.ch svg .t{fill:var(--ink2)}' +
    '.ch .bill{transition:transform .4s}@media (prefers-reduced-motion:reduce){.ch .bill{transition:none}}';
  function hand(x, y, way, k) {
    return `<g transform="translate(${x},${y}) scale(${way * k},${k})"><path d="${PALM}" fill="#B9825A" stroke="var(--ink)" stroke-width="2" stroke-linejoin="round"/><path d="M-210 -4H-262V56H-210Z" fill="var(--ink)"/></g>`;
  }
  function bills(x, y, wide, high, from, amount, face) {  // whole bills of US$ 10; the last one is as high as what is left
    let out = '', left = amount, at = y - from * high / 10;
    while (left > 0.5) {
      const tall = Math.max(1.5, high * Math.min(10, left) / 10 - 2);
      at -= high * Math.min(10, left) / 10; left -= 10;
      out += `<rect class="bill" x="${x - wide / 2}" y="${at.toFixed(1)}" width="${wide}" height="${tall.toFixed(1)}" rx="2" ${face}/>`;
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
    const H = palm + (narrow ? 34 : 62), k = narrow ? 0.42 : 1, x1 = narrow ? 95 : 280, x2 = narrow ? 295 : 900, wide = narrow ? 74 : 160;
    const y = amount => palm - 6 - amount * high / 10, coop = p.advance + p.counted, N = narrow ? 22 : 40, S = narrow ? 13 : 18;
    let out = `<style>${CSS}</style>` + say(x1, 20, narrow ? 15 : 21, 'middle', 'd', L.trader) + say(x2, 20, narrow ? 15 : 21, 'middle', 'c', L.coop) + hand(x1, palm, 1, k) + hand(x2, palm, -1, k);
    out += bills(x1, palm - 4, wide, high, 0, p.trader, 'fill="var(--door-t)" stroke="var(--door)" stroke-width="1.4"');
    out += bills(x2, palm - 4, wide, high, 0, p.advance, 'fill="var(--coop)" stroke="var(--surface)" stroke-width="1"');
    out += bills(x2, palm - 4, wide, high, p.advance, p.counted, 'fill="var(--coop-t)" stroke="var(--coop)" stroke-width="1.4"');
    out += bills(x2, palm - 4, wide, high, coop, p.uncounted, 'fill="none" stroke="var(--base)" stroke-width="1.4" stroke-dasharray="4 4"');
    out += `<path d="M${x1 + wide / 2 + 4} ${y(p.trader)}H${x2 + wide / 2}" stroke="var(--door)" stroke-width="1.6" stroke-dasharray="3 5"/>`;
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
      (narrow ? `<ul class="ch-key">${[['d', p.trader, L.today], ['c', p.advance, L.advance], ['c', '+ ' + p.counted, L.later]].map(r => `<li><b class="${r[0]}" style="color:var(--${r[0] === 'd' ? 'door' : 'coop'})">${r[1]}</b> ${r[2]}</li>`).join('')}${p.uncounted > 0.5 ? `<li>${L.uncounted}</li>` : ''}</ul>` : '');
  }
  window.coopHands = coopHands;
})();
