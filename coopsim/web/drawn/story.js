// What stands around the story's charts, in words: the large number, how the cooperative is, a lever's value. For Explore and its light page.
window.coopStory = (() => {
  const none = value => value === null || value === undefined;
  const sign = language => language === 'es' ? '\u00a0%' : '%';

  function sentence(story, month) { return story.sentences.texts[story.sentences.of_month[month]]; }
  function time(story, month) { return story.times[month].replace(/^./, letter => letter.toUpperCase()); }

  // The share in a month beside that of the grey run; once closed, when and why.
  function number(story, month, labels, language) {
    const coop = window.coop, words = story.labels, shut = coop.isClosed(story, month), now = story.share.run[month], grey = story.share.grey[month];
    const season = coop.season(story, month), income = season < 0 ? null : story.income.run[season], other = season < 0 ? null : story.income.grey[season];
    const points = none(now) || none(grey) ? null : coop.points(now) - coop.points(grey);
    const beside = story.grey_closed && month >= story.grey_closed.month ? words.grey + ': ' + story.grey_closed.label
      : none(grey) ? '' : words.grey + ': ' + coop.percent(grey, language) + (shut ? ', ' + words.open : '');
    return {
      shut, now, sign: sign(language), open: '● ' + words.open, grey: words.grey, beside,
      difference: points === null ? '' : (points > 0 ? '+' : '') + coop.signed(points) + Math.abs(points) + ' ' + (Math.abs(points) === 1 ? labels.point : words.points),
      what: shut ? story.closed.why + ' ' + story.closed.members : labels.what,
      income: none(income) ? null : coop.usd(income), incomeGrey: none(other) || story.equal ? null : coop.usd(other),
    };
  }

  // How the cooperative is at the end of a month.
  function health(story, month, names) {
    const coop = window.coop, value = key => story.health[key][month], shut = coop.isClosed(story, month);
    const usd = key => none(value(key)) ? '–' : coop.money(value(key), names.thousand), qq = key => none(value(key)) ? '–' : coop.whole(value(key)) + ' qq';
    return [
      { key: 'open', name: names.cooperative, text: shut ? '✕ ' + names.shut : '● ' + names.open, bad: shut },
      { key: 'cash', name: names.cash, text: usd('cash_usd'), bad: !none(value('funds_usd')) && value('funds_usd') < 1 },
      { key: 'reserve', name: names.reserve, text: usd('reserve_usd'), bad: false },
      { key: 'debt', name: names.debt, text: none(value('lender_usd')) ? '–' : coop.money(value('lender_usd') + value('buyers_usd'), names.thousand), bad: false },
      { key: 'members', name: names.members, text: usd('owed_members_usd'), bad: false },
      { key: 'refused', name: names.refused, text: qq('refused_qq'), bad: value('refused_qq') >= 1 },
      { key: 'late', name: names.late, text: none(value('late_usd')) ? '–' : value('late_usd') < 1 ? names.none : usd('late_usd'), bad: value('late_usd') >= 1 },
      { key: 'ahead', name: names.ahead, text: qq('ahead_qq'), bad: false },
    ];
  }

  // A lever's value in words or with its unit.
  function lever(one, value, thousand, language) {
    if (one.words.length) return one.words.reduce((a, b) => (Math.abs(b.value - value) < Math.abs(a.value - value) ? b : a)).text;
    const exact = one.fall ? 100 / (1 + value) - 100 : value * one.times, shown = Math.sign(exact) * Math.round(Math.abs(exact));
    if (one.money) return (one.signed && shown > 0 ? '+' : '') + window.coop.money(value, thousand);
    return (one.signed && shown > 0 ? '+' : '') + window.coop.signed(shown) + window.coop.whole(shown) + (one.unit === '%' ? sign(language) : ' ' + (shown === 1 ? one.unitOne : one.unit));
  }

  // The next event after a month; after the last one, the first.
  function event(story, month) {
    const all = story.events.filter(one => one.month > 0);
    return all.find(one => one.month > month) || all[0] || null;
  }
  return { sentence, time, number, health, lever, event };
})();
