"""The sentences of the start page, each made of the kept lives: no number is typed."""

from __future__ import annotations

from statistics import median
from typing import Any

from coopsim.language import text as _
from coopsim.web.lives import BEGINS, CLOSE, LAST, SEASON, SHOWN, Lives
from coopsim.web.story.figures import month_names, per_cent, usd
from coopsim.web.story.valley import numbered_years, with_words

BETS = ("more", "same", "less")


def outcome(difference: int) -> str:
    """What a bet calls a difference of so many sacks.

    >>> outcome(-9), outcome(2), outcome(3)
    ('less', 'same', 'more')
    """
    return "more" if difference >= CLOSE else "less" if difference <= -CLOSE else "same"


def counted(lives: Lives) -> dict[str, int]:
    """In how many lives each bet came true."""
    outcomes = [outcome(life.difference) for life in lives.comparable if life.difference is not None]
    return {bet: outcomes.count(bet) for bet in BETS}


def bet_texts(language: str) -> dict[str, tuple[str, str]]:
    """Each bet: its name, and why one might think so."""
    return {
        "more": (_("More sacks arrive", language), _("a good price is good for all", language)),
        "same": (_("As many arrive", language), _("a member is a member", language)),
        "less": (_("Fewer arrive", language), _("the truck pays in cash", language)),
    }


def bet_screen(lives: Lives, language: str) -> dict[str, str]:
    """The first screen."""
    form = _(
        "{families} families, one collection point, one truck. Of every 100 sacks of the members, {sacks} reached the "
        "cooperative last year. Now the world price rises {size} for two years. <b>Before you look, bet</b>: in the second "
        "harvest, do more sacks arrive than if the price had not moved, as many, or fewer?",
        language,
    )
    values = lives.valley
    return {
        "title": _("The price of coffee rises. Does more reach the cooperative?", language),
        "text": form.format(
            families=len(values["distance_km"]), sacks=values["sacks"][BEGINS - 1], size=per_cent(lives.rise_share, language)
        ),
        "same": _("“As many”: less than {close} sacks apart.", language).format(close=CLOSE),
    }


def family_screen(lives: Lives, language: str) -> dict[str, str]:
    """The second screen: what she did in the year, and that not all do so."""
    family = lives.family
    with_rise, without = (per_cent(share, language) for share in family["shares"])
    year = _("In that year she delivered {with_rise} of her coffee; if the world price had not moved, {without}.", language)
    others = _(
        "Not all do so: of the {members} families that are members with the rise and without it, {less} delivered clearly less "
        "because of the rise and {more} clearly more.",
        language,
    )
    return {
        "year": year.format(with_rise=with_rise, without=without),
        "others": others.format(**{name: family[name] for name in ("members", "less", "more")}),
        "name": _("Family {n}", language).format(n=family["slot"]),
        "when": _("Year {year}, {month}: the world price is up", language).format(
            year=family["month"] // 12 + 1, month=month_names(language)[(family["month"] + 3) % 12]
        ),
    }


def valley_screen(language: str) -> dict[str, str]:
    """The third screen."""
    return {
        "title": _("Two years of the valley in ten seconds", language),
        "text": _("Every house is a family. Coffee for the cooperative goes up, coffee for the truck goes down.", language),
        "play": _("Play the two years", language),
        "again": _("Once more", language),
    }


def life_screen(lives: Lives, language: str) -> dict[str, str]:
    """The fourth screen: one run, its gap and its coffee; both halves of the matter."""
    chart, at = lives.chart, LAST - 1 - SHOWN[0]
    gap, grey_gap = ((chart[f"{name}trader"][at] or 0) - (chart[f"{name}advance"][at] or 0) for name in ("", "grey_"))
    sacks, grey = lives.valley["sacks"][LAST - 1], lives.valley["grey"][LAST - 1]
    earned, otherwise = lives.life.income or (0.0, 0.0)
    wider = _("Without the rise the trader pays {grey} per quintal more than the advance; with it, {gap}.", language)
    coffee = _("Of 100 sacks {sacks} arrive; without the rise, {grey}.", language)
    money = _(
        "And yet in that year a member family had {income} left of its coffee on average; without the rise, {otherwise}.",
        language,
    )
    return {
        "title": _("First the gap, then the coffee", language),
        "gap": wider.format(gap=usd(gap), grey=usd(grey_gap)),
        "coffee": coffee.format(sacks=sacks, grey=grey),
        "money": money.format(income=usd(round(earned, -2)), otherwise=usd(round(otherwise, -2))),
        "one": _(
            "This is one life: of the {n} in which the cooperative was open, the one with the difference in the middle.", language
        ).format(n=len(lives.comparable)),
    }


def lives_screen(lives: Lives, language: str) -> dict[str, str]:
    """The fifth screen: how often, by how much, who closed, and what the whole rise and all years say."""
    differences = [life.difference for life in lives.comparable if life.difference is not None]
    runs, less = len(differences), counted(lives)["less"]
    every = _("It was not bad luck: in the second harvest fewer sacks arrived in all {runs} lives.", language)
    most = _("In the second harvest fewer sacks arrived in {less} of {runs} lives.", language)
    spread = _("In the {runs} that were open: from {low} to {high} sacks, {middle} in the middle.", language)
    return {
        "title": (every if less == runs else most).format(less=less, runs=runs),
        "text": _(
            "The same story {n} times, with other rains, other expenses and other families. Each dot is one life of the "
            "cooperative, in year {year}.",
            language,
        ).format(n=len(lives.lives), year=SEASON + 1),
        "spread": spread.format(
            runs=runs, low=signed(min(differences)), high=signed(max(differences)), middle=signed(round(median(differences)))
        ),
        "closed": closed_text(lives, language),
        "longer": longer_text(lives, language),
        "arrow": _("{n} sacks in the middle", language).format(n=signed(round(median(differences)))),
        "without": _("without a rise", language),
        "with": _("with a rise of {size}", language).format(size=per_cent(lives.rise_share, language)),
        "unit": _("{n} of 100 sacks", language),
        "shut": _("{n} were closed before", language).format(n=len(lives.lives) - runs),
        "bet": _("You bet “{bet}”: that happened in {n} of {runs} lives.", language),
        "no_bet": _("You have not bet yet.", language),
        "aria": _("Two rows of {runs} dots, without and with the rise. {spread}", language),
    }


def closed_text(lives: Lives, language: str) -> str:
    """How many closed with the rise and without it; of the lives that were open when it began."""
    with_rise = sum(life.closed is not None for life in lives.comparable)
    without = sum(life.grey_closed is not None for life in lives.comparable)
    form = _("Of these {runs}, closed by the end of the twelve years: {n} with the rise, {m} without it.", language)
    return form.format(runs=len(lives.comparable), n=with_rise, m=without)


def longer_text(lives: Lives, language: str) -> str:
    """The same for both harvests of the rise together, and for all years: one year is not the whole matter."""
    both, every = (
        round(median(pair[0] - pair[1] for pair in pairs if pair is not None))
        for pairs in ([life.both for life in lives.comparable], [life.every for life in lives.comparable])
    )
    form = _("But over both harvests of the rise together: {both} in the middle; over all twelve years: {every}.", language)
    return form.format(both=signed(both), every=signed(every))


def signed(number: int) -> str:
    """A difference with its sign.

    >>> signed(-8), signed(0), signed(3)
    ('−8', '0', '+3')
    """
    return f"{'−' if number < 0 else '+' if number else ''}{abs(number)}"


def valley_data(lives: Lives, language: str) -> dict[str, Any]:
    """The valley of the life in the middle, in words."""
    numbers, names = lives.valley, month_names(language)
    form = _("year {year}, {month}", language)
    times = [form.format(year=month // 12 + 1, month=names[(month + 3) % 12]) for month in range(len(numbers["sacks"]))]
    years = numbered_years(len(numbers["season_ends"]), language)
    return with_words(numbers, times, years, _("without a rise", language), language)
