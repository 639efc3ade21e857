"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { lessons, ui } = data;
  const language = document.documentElement.lang;
  const main = document.getElementById("lesson");
  const states = lessons.map(fresh);
  let open = 0;

  function fresh(lesson) {
    return { bet: null, seen: false, shown: 0, at: lesson.sliders.map((one) => one.start), did: [] };
  }
  const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const number = (value, digits = 0) => value.toLocaleString(language === "es" ? "es-PE" : "en", { maximumFractionDigits: digits });
  const usd = (value) => "US$ " + number(value);
  const list = (items, kind = "") => `<ul${kind}>` + items.map((item) => `<li>${escape(item)}</li>`).join("") + "</ul>";

  // ---- the grid: corners around a place, and their weights (a straight line between neighbouring runs)
  function corners(lesson, at) {
    let found = [{ index: 0, weight: 1, stops: [] }];
    lesson.sliders.forEach((slider, place) => {
      const low = Math.min(Math.floor(at[place]), slider.stops.length - 1);
      const part = at[place] - low;
      const ends = part > 1e-9 ? [[low, 1 - part], [low + 1, part]] : [[low, 1]];
      found = found.flatMap((one) => ends.map(([stop, weight]) => ({
        index: one.index * slider.stops.length + stop, weight: one.weight * weight, stops: [...one.stops, stop],
      })));
    });
    return found;
  }
  function mixed(grid, around, chart) {
    const parts = around.map((one) => grid[one.index][chart]);
    if (parts.some((part) => !part)) return null;
    return parts[0].map((row, line) => row.map((_v, k) => {
      const values = parts.map((part) => part[line][k]);
      return values.some((value) => value === null) ? null : values.reduce((sum, value, i) => sum + value * around[i].weight, 0);
    }));
  }
  function stopText(slider, place) {
    const value = slider.stops[place];
    return slider.named ? value : `${number(value, 2)} ${slider.unit}`;
  }
  function whereText(lesson, state) {
    const around = corners(lesson, state.at);
    const names = around.map((one) => one.stops.map((stop, i) => `${lesson.sliders[i].label}: ${stopText(lesson.sliders[i], stop)}`).join(", "));
    return fill(around.length > 1 ? ui.between : ui.exactly, { runs: names.join(" | ") });
  }

  // ---- a chart: the same axes whatever the sliders say, so that what moves is the coffee and not the scale
  const scales = new Map();
  function scale(lesson, chart) {
    const key = `${lesson.number}.${chart}`;
    if (!scales.has(key)) {
      const every = [...lesson.current, ...lesson.baseline].flatMap((point) => (point[chart] ? point[chart].flat() : []));
      const known = every.filter((value) => value !== null);
      let top = Math.max(...known), low = Math.min(...known);
      if (lesson.charts[chart].unit === "%" && top - low < 20) [low, top] = [(top + low) / 2 - 10, (top + low) / 2 + 10]; // what hardly moves looks so
      scales.set(key, ticks(low > top * 0.5 ? low : 0, top));
    }
    return scales.get(key);
  }
  function ticks(low, high) {
    const rough = (high - low || 1) / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
    const found = [];
    for (let v = Math.floor(low / step + 1e-9) * step; v < high + step * 0.999; v += step) found.push(v);
    return found;
  }
  function draw(lesson, state, chart) {
    const around = corners(lesson, state.at);
    const now = mixed(lesson.current, around, chart), base = mixed(lesson.baseline, around, chart);
    if (!now || !base) return `<p class="note">${escape(ui.no_number)}</p>`;
    const marks = scale(lesson, chart), low = marks[0], high = marks[marks.length - 1];
    const n = now[1].length, width = 340, height = 210, left = 48, right = 10, top = 8, bottom = 34;
    const x = (k) => left + (width - left - right) * (k + 0.5) / n;
    const y = (v) => height - bottom - (height - top - bottom) * (v - low) / (high - low);
    const shown = Math.min(state.shown, n);
    const path = (row, count) => {
      let pen = "M", d = "";
      row.slice(0, count).forEach((v, k) => { if (v === null) { pen = "M"; return; } d += `${pen}${x(k).toFixed(1)} ${y(v).toFixed(1)}`; pen = "L"; });
      return d;
    };
    const range = [...Array(shown).keys()].filter((k) => now[0][k] !== null);
    const area = range.length > 1 ? "M" + range.map((k) => `${x(k).toFixed(1)} ${y(now[2][k]).toFixed(1)}`).join("L") + "L" + range.slice().reverse().map((k) => `${x(k).toFixed(1)} ${y(now[0][k]).toFixed(1)}`).join("L") + "Z" : "";
    const last = shown - 1, title = lesson.charts[chart];
    const say = (v) => number(v, title.money || Math.abs(v) >= 20 ? 0 : 1);
    const value = last >= 0 && now[1][last] !== null ? `${ui.harvest} ${shown}: ${say(now[1][last])} (${say(now[0][last])}–${say(now[2][last])}); ${ui.baseline}: ${base[1][last] === null ? "–" : say(base[1][last])}` : ui.no_number;
    return `<figure><figcaption>${escape(title.title)}${title.unit ? ` (${escape(title.unit)})` : ""}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title.title)}. ${escape(value)}">
${marks.map((v) => `<line class="axis" x1="${left}" x2="${width - right}" y1="${y(v)}" y2="${y(v)}"/><text x="${left - 5}" y="${y(v) + 4}" text-anchor="end">${number(v, 1)}</text>`).join("")}
${lesson.from > 1 ? `<line class="event" x1="${(x(lesson.from - 1) + x(lesson.from - 2)) / 2}" x2="${(x(lesson.from - 1) + x(lesson.from - 2)) / 2}" y1="${top}" y2="${height - bottom}"/>` : ""}
${[...Array(n).keys()].map((k) => `<text x="${x(k)}" y="${height - bottom + 15}" text-anchor="middle">${k + 1}</text>`).join("")}
<text x="${(left + width) / 2}" y="${height - 4}" text-anchor="middle">${escape(ui.harvest)}</text>
<path class="band" d="${area}"/><path class="base" d="${path(base[1], n)}"/><path class="now" d="${path(now[1], shown)}"/>
${range.map((k) => `<circle class="dot" cx="${x(k).toFixed(1)}" cy="${y(now[1][k]).toFixed(1)}" r="3.2"/>`).join("")}
</svg><p class="note">${escape(value)}</p></figure>`;
  }
  const legend = `<p class="legend"><span><svg viewBox="0 0 32 12"><path class="now" d="M1 6H31"/><circle class="dot" cx="16" cy="6" r="3.2"/></svg> ${escape(ui.current)}</span><span><svg viewBox="0 0 32 12"><path class="base" d="M1 6H31"/></svg> ${escape(ui.baseline)}</span><span><svg viewBox="0 0 32 12"><path class="band" d="M1 1H31V11H1Z"/></svg> ${escape(ui.band)}</span></p>`;

  // ---- the parts of a lesson
  function betPart(lesson, state) {
    return `<fieldset${state.seen ? ' class="placed"' : ""}><legend>${escape(ui.bet_first)}</legend><p><strong>${escape(lesson.question)}</strong></p>
${lesson.bets.map((bet, i) => `<label class="bet${state.seen && state.bet === i ? " chosen" : ""}"><input type="radio" name="bet" value="${i}"${state.bet === i ? " checked" : ""}${state.seen ? " disabled" : ""}> <span>${state.seen && state.bet === i ? "▸ " : ""}${escape(bet.text)}</span></label>`).join("")}
${state.seen ? "" : `<button type="button" class="main" data-do="see"${state.bet === null ? " disabled" : ""}>${escape(ui.see)}</button>`}</fieldset>`;
  }
  function sliderPart(lesson, state) {
    return lesson.sliders.map((slider, i) => slider.named
      ? `<div class="slider"><label for="s${i}">${escape(slider.label)}</label><select id="s${i}" data-slider="${i}">${slider.stops.map((stop, k) => `<option value="${k}"${state.at[i] === k ? " selected" : ""}>${escape(stop)}</option>`).join("")}</select></div>`
      : `<div class="slider"><label for="s${i}">${escape(slider.label)}: <output>${escape(valueAt(slider, state.at[i]))}</output></label>
<input type="range" id="s${i}" data-slider="${i}" min="0" max="${slider.stops.length - 1}" step="0.25" value="${state.at[i]}" aria-valuetext="${escape(valueAt(slider, state.at[i]))}">
<div class="stops" aria-hidden="true">${slider.stops.map((stop) => `<span>${number(stop, 2)}</span>`).join("")}</div></div>`).join("");
  }
  function valueAt(slider, at) {
    const low = Math.min(Math.floor(at), slider.stops.length - 1), high = Math.min(low + 1, slider.stops.length - 1);
    return `${number(slider.stops[low] + (slider.stops[high] - slider.stops[low]) * (at - low), 2)} ${slider.unit}`;
  }
  function answerPart(lesson, state) {
    return `<div class="answer"><p class="verdict">${escape(lesson.bets[state.bet].right ? ui.right : ui.not_right)}</p>
<h3>${escape(ui.wrong_bet)}</h3><p>${escape(lesson.wrong)}</p><h3>${escape(ui.refutes)}</h3><p>${escape(lesson.refutes)}</p>
<h3>${escape(ui.mechanism)}</h3><p>${escape(lesson.mechanism)}</p></div>`;
  }
  const restPart = (lesson) => `<h3>${escape(ui.not_shown)}</h3><p>${escape(lesson.not_shown)}</p><h3>${escape(ui.ask)}</h3>${list(lesson.ask)}`;
  const commandPart = (lesson, state) => `<p class="note printed-off">${escape(ui.command)}: <code>coopsim run ${escape(lesson.commands[corners(lesson, state.at)[0].index])}</code></p>`;

  function chartsPart(lesson, state) {
    const n = lesson.current.find((point) => point.length)[0][1].length, done = state.shown >= n;
    const steps = done ? "" : `<p class="choices stay"><button type="button" class="main" data-do="next">${escape(ui.next_harvest)} (${state.shown + 1})</button> <button type="button" data-do="all">${escape(ui.all_harvests)}</button></p>`;
    return `<div id="charts">${chartsOnly(lesson, state)}</div>${legend}${steps}` + (done
      ? answerPart(lesson, state) + `<h3>${escape(ui.try)}</h3>${list(lesson.look, ' class="printed-off"')}<div id="where">${whereOnly(lesson, state)}</div>` + restPart(lesson) + `<div class="dock">${sliderPart(lesson, state)}</div>` : "");
  }
  const beforePart = (lesson, state) => `<div id="charts">${chartsOnly(lesson, { ...state, shown: Math.max(1, lesson.from - 1) })}</div><p class="note">${escape(ui.so_far)}</p>`;
  const chartsOnly = (lesson, state) => `<div class="charts">${lesson.charts.map((_c, i) => draw(lesson, state, i)).join("")}</div>`;
  const whereOnly = (lesson, state) => `<p class="note" role="status">${escape(whereText(lesson, state))}</p>${commandPart(lesson, state)}`;

  // ---- lesson 1: one farmer, month by month
  function farmPart(lesson, state) {
    const year = lesson.years[state.at[0]], months = year.months.length, done = state.did.length;
    const way = (count) => state.did.slice(0, count).reduce((sum, choice) => sum * 3 + choice, 0);
    const inHand = (count) => (count ? year.received[count - 1][way(count)] : 0);
    const hand = handPart(year, state, inHand);
    if (done < months) {
      const m = year.months[done];
      const rows = [[ui.coffee, `${number(m.lot_qq, 1)} qq`], [ui.world, `${usd(m.world_price_usd_per_qq)}/qq`], [ui.at_door, `${usd(m.at_farm_usd_per_qq)}/qq`],
        [ui.advance, `${usd(m.advance_usd_per_qq)}/qq`], [ui.promise, `${usd(m.promised_usd_per_qq)}/qq`], [ui.need, usd(m.need_usd)]];
      return `${calendar(year, state)}<table>${rows.map(([name, value]) => `<tr><th scope="row">${escape(name)}</th><td class="number">${escape(value)}</td></tr>`).join("")}</table>
<p><strong>${escape(ui.decide)}</strong></p><p class="choices">${!state.seen ? "" : [ui.sell, ui.half, ui.deliver].map((name, i) => `<button type="button" data-did="${i}">${escape(name)}</button>`).join("")}</p>${hand}`;
    }
    const every = 3 ** months, september = year.received[months - 1], all = way(months);
    const less = (value) => fill(value < 0 ? ui.less : ui.more, { usd: usd(Math.abs(value)) });
    const rows = [[ui.you, september[all], year.year[all], year.harvest], [ui.all_trader, september[0], year.year[0], year.harvest],
      [ui.all_cooperative, september[every - 1], year.year[every - 1], year.harvest], [ui.rule, year.rule[0], year.rule[1], year.harvest], [ui.neighbour, null, year.neighbour[0], year.neighbour[1]]];
    const own = fill(ui.own_year, { by_harvest: less(september[every - 1] - september[0]), in_year: less(year.year[every - 1] - year.year[0]) });
    return `${calendar(year, state)}${hand}<table><tr><th></th><th class="number">${escape(ui.by_september)}</th><th class="number">${escape(ui.by_year)}</th><th class="number">${escape(ui.per_qq)}</th></tr>
${rows.map(([name, september, whole, harvest]) => `<tr><th scope="row">${escape(name)}</th><td class="number">${september === null ? "–" : usd(september)}</td><td class="number">${usd(whole)}</td><td class="number">${usd(whole / harvest)}</td></tr>`).join("")}</table><p>${escape(own)}</p>
${answerPart(lesson, state)}<details><summary>${escape(ui.why)}</summary><table class="why"><tr><th></th><th>${escape(ui.to_cooperative)}</th><th>${escape(ui.because)}</th></tr>${year.why.map((text, k) => `<tr><td>${escape(year.names[k])}</td><td class="number">${number(100 * year.rule_shares[k])} %</td><td>${escape(text)}</td></tr>`).join("")}</table></details>
<h3>${escape(ui.try)}</h3>${list(lesson.look, ' class="printed-off"')}${sliderPart(lesson, state)}${commandPart(lesson, state)}${restPart(lesson)}`;
  }

  const calendar = (year, state) => `<p class="months">${year.names.map((name, k) => `<span${k === state.did.length ? ' class="at" aria-current="step"' : ""}>${escape(name)}${k < state.did.length ? " " + ["○", "◐", "●"][state.did[k]] : ""}</span>`).join("")}</p>`;
  // a coin is 100 dollars; those of the last month move in from the side that pays them
  function handPart(year, state, inHand) {
    const done = state.did.length;
    let coins = "";
    state.did.forEach((choice, k) => {
      const m = year.months[k], came = inHand(k + 1) - inHand(k), fly = k === done - 1 ? " flies" : "";
      const trader = Math.max(0, Math.min(came, (1 - choice / 2) * m.lot_qq * m.at_farm_usd_per_qq));
      for (let n = 0; n < Math.round(trader / 100); n += 1) coins += `<i class="coin trader${fly}"></i>`;
      for (let n = 0; n < Math.round(came / 100) - Math.round(trader / 100); n += 1) coins += `<i class="coin${fly}"></i>`;
    });
    const texts = done ? [fill(ui.in_month, { month: year.names[done - 1], paid: fill(ui.in_month_paid, { usd: number(inHand(done) - inHand(done - 1)) }) })] : [];
    if (done && year.near[done - 1] !== null) texts.push(fill(ui.took, { share: Math.round(100 * year.near[done - 1]) }));
    return `<div class="hand"><h3>${escape(ui.hand)}: <span id="in-hand">${usd(inHand(done))}</span></h3><p class="coins" aria-hidden="true">${coins}</p><p role="status">${escape(texts.join(" "))}</p></div>`;
  }

  function show(focus) {
    const lesson = lessons[open], state = states[open];
    document.getElementById("lessons").innerHTML = lessons.map((one, i) => `<button type="button" data-open="${i}"${i === open ? ' aria-current="page"' : ""} aria-label="${escape(ui.lesson)} ${one.number}: ${escape(one.title)}">${one.number}</button>`).join("");
    main.innerHTML = `<h2>${lesson.number}. ${escape(lesson.title)}</h2><p>${escape(lesson.story)}</p>${betPart(lesson, state)}`
      + (lesson.years ? farmPart(lesson, state) : state.seen ? chartsPart(lesson, state) : beforePart(lesson, state));
    if (focus) { const next = main.querySelector(focus); if (next) next.focus(); }
  }
  function step(by) {
    const lesson = lessons[open], state = states[open];
    if (!state.seen) return;
    if (lesson.years) { if (by < 0) state.did.pop(); show("[data-did]"); return; }
    const n = lesson.current.find((point) => point.length)[0][1].length;
    state.shown = Math.max(1, Math.min(n, state.shown + by));
    show("[data-do=next]");
  }
  function see() {
    const lesson = lessons[open], state = states[open];
    if (state.bet === null) return;
    state.seen = true;
    state.shown = Math.max(1, lesson.from - 1);
    show(lesson.years ? "[data-did]" : "[data-do=next]");
  }
  function again() { if (window.confirm(ui.sure)) { states[open] = fresh(lessons[open]); show(); } }
  function keys() { const list = document.getElementById("keys-list"); list.hidden = !list.hidden; }
  function theme() {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  }

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("button");
    if (!hit) return;
    if ("open" in hit.dataset) { open = Number(hit.dataset.open); show(); scrollTo(0, 0); main.focus({ preventScroll: true }); }
    else if ("did" in hit.dataset) { states[open].did.push(Number(hit.dataset.did)); show("[data-did]"); }
    else if (hit.dataset.do === "see") see();
    else if (hit.dataset.do === "next") step(1);
    else if (hit.dataset.do === "all") step(1000);
    else ({ print: () => window.print(), theme, again, keys })[hit.id]?.();
  });
  main.addEventListener("change", (event) => {
    if (event.target.name === "bet") { states[open].bet = Number(event.target.value); main.querySelector("[data-do=see]").disabled = false; }
  });
  main.addEventListener("input", (event) => {
    const which = event.target.dataset.slider;
    if (which === undefined) return;
    const lesson = lessons[open], state = states[open], slider = lesson.sliders[which];
    state.at[which] = Number(event.target.value);
    if (lesson.years) { state.did = []; show("[data-did]"); return; }
    if (!slider.named) {
      const said = valueAt(slider, state.at[which]);
      event.target.closest(".slider").querySelector("output").textContent = said;
      event.target.setAttribute("aria-valuetext", said);
    }
    document.getElementById("charts").innerHTML = chartsOnly(lesson, state);
    document.getElementById("where").innerHTML = whereOnly(lesson, state);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const busy = /^(INPUT|SELECT|BUTTON|SUMMARY|A)$/.test(event.target.tagName);
    if (/^[1-5]$/.test(event.key)) { open = Number(event.key) - 1; show(); scrollTo(0, 0); }
    else if (event.key === "?") keys();
    else if (event.key === "r" || event.key === "R") again();
    else if (event.key === "p" || event.key === "P") window.print();
    else if (event.key === "ArrowRight" && !/^(INPUT|SELECT)$/.test(event.target.tagName)) step(1);
    else if (event.key === "ArrowLeft" && !/^(INPUT|SELECT)$/.test(event.target.tagName)) step(-1);
    else if (event.key === " " && !busy) { event.preventDefault(); step(1); }
  });
  const asked = /^#([1-5])$/.exec(location.hash);
  if (asked) open = Number(asked[1]) - 1;
  show();
})();
