"""When it changes: what traders pass on, how often the advance is announced, and how the cooperative sells and pays."""

from __future__ import annotations

from coopsim.claim.documents import Cell, H2dPart, Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.answer import HARM, has_answer
from coopsim.report.claim_text.quoted import Quoted, value_at

SELLS_MORE = (HARM, "side_selling_only")
H2D = "parts.H2d."


def turns(quoted: Quoted) -> str:
    """Where members begin to sell more outside, and the ways to sell and pay under which they do so most and least."""
    language = quoted.language
    sentences = [sentence for sentence in _both(quoted) if sentence]
    if not sentences:
        sentences = [_("nothing that was varied changes it clearly.", language)]
    return _("When it changes: {sentences}", language).format(sentences=" ".join(sentences))


def _both(quoted: Quoted) -> tuple[str, str]:
    """By what traders pass on, then by how the cooperative sells and pays: a headline between two ends has both with it."""
    first = _pass_through(quoted)
    ends = _ends(quoted)
    if ends:
        return first, ends
    crossing = quoted.verdict.part("H2d").crossing if first else None
    return first, _ways(quoted, after_crossing=crossing is not None and crossing.value is not None)


def _pass_through(quoted: Quoted) -> str:
    """The crossing, or that there is none in the range; "" where it was not looked for."""
    verdict, language = quoted.verdict, quoted.language
    part = next((one for one in verdict.parts if isinstance(one, H2dPart)), None)
    if part is None or not part.by_pass_through:
        return ""
    sourced = part.sourced_low is not None and part.sourced_high is not None
    if part.crossing is None or part.crossing.value is None:
        if not sourced:
            return _("it does not depend on what traders pass on of a rise.", language)
        sentence = _("it does not depend on what traders pass on of 100 dollars of a rise (in Peru, {low} to {high}).", language)
        return sentence.format(low=quoted.rest(H2D + "sourced_high"), high=quoted.rest(H2D + "sourced_low"))
    if _falls_with_margin(part):
        sentence = _("members sell more outside if traders pass on more than {rest} of 100 dollars of a rise", language)
    else:
        sentence = _("members sell more outside if traders pass on less than {rest} of 100 dollars of a rise", language)
    sentence = sentence.format(rest=quoted.rest(H2D + "crossing.value"))
    if not sourced:
        return sentence + "."
    peru = _(" (in Peru, {low} to {high}).", language)
    return sentence + peru.format(low=quoted.rest(H2D + "sourced_high"), high=quoted.rest(H2D + "sourced_low"))


def _falls_with_margin(part: H2dPart) -> bool:
    """Whether offers fall less where traders keep more of a rise."""
    at = sorted((point.margin_share, point.effect) for point in part.by_pass_through if point.effect is not None)
    return not at or at[0][1] >= at[-1][1]


def _ends(quoted: Quoted) -> str:
    """What becomes of the harm at the two ends between which the scenario's own pool lies; "" where it lies between none."""
    verdict, language = quoted.verdict, quoted.language
    if verdict.headline_between is None or not has_answer(verdict):
        return ""
    place = {cell.cell: at for at, cell in enumerate(verdict.cells) if cell.classes is not None}
    if not set(verdict.headline_between) <= set(place):
        return ""
    season, market = (quoted.sum_of_100(f"cells.{place[end]}.classes.{HARM}.share") for end in verdict.headline_between)
    sentence = _(
        "How often the advance is set is not known: if it stands for the season, members sell more outside and the co-op"
        " suffers in {season} of 100 cases; if it follows the market, in {market}.",
        language,
    )
    return sentence.format(season=season, market=market)


def _ways(quoted: Quoted, after_crossing: bool) -> str:
    """The ways to sell and pay that differ clearly: where members sell outside more often than here, and less often."""
    verdict, language = quoted.verdict, quoted.language
    if not has_answer(verdict):
        return ""
    here = sum(value_at(verdict, f"parts.H2.classes.{name}.share") for name in SELLS_MORE)
    differing = {
        place: _sells_more(cell)
        for place, cell in enumerate(verdict.cells)
        if cell.divides and cell.classes is not None and cell.cell != verdict.headline_cell
    }
    most = max(differing, key=lambda place: differing[place], default=None)
    least = min(differing, key=lambda place: differing[place], default=None)
    beyond = {
        "more": most if most is not None and differing[most] > here else None,
        "less": least if least is not None and differing[least] < here else None,
    }
    sentences = {
        ("more", "less"): _("{they} in {p} of 100 cases with {way}; in {q} with {other}.", language),
        ("more",): _("{they} in {p} of 100 cases with {way}.", language),
        ("less",): _("{they} in only {q} of 100 cases with {other}.", language),
    }
    given = {name: place for name, place in beyond.items() if place is not None}
    if not given:
        return ""
    places = {"p": given.get("more"), "q": given.get("less")}
    values = {name: _of_100(quoted, place) for name, place in places.items() if place is not None}
    ways = {name: _way(verdict, given[key], language) for name, key in (("way", "more"), ("other", "less")) if key in given}
    they = _("They do", language) if after_crossing else _("members sell more outside", language)
    return sentences[tuple(given)].format(they=they, **values, **ways)


def _sells_more(cell: Cell) -> float:
    """In what share of a cell's worlds members sell more outside."""
    assert cell.classes is not None
    return float(sum(getattr(cell.classes, name).share for name in SELLS_MORE))


def _of_100(quoted: Quoted, place: int) -> str:
    """The same, so many of 100 cases."""
    return quoted.sum_of_100(*(f"cells.{place}.classes.{name}.share" for name in SELLS_MORE))


def _way(verdict: Verdict, place: int, language: str) -> str:
    """In what a cell differs from the scenario's own way to sell and pay."""
    cell = verdict.cells[place]
    sale, _slash, member = verdict.headline_cell.partition("/")
    ways = [] if cell.sale_price == sale else [_sale(cell, language)]
    if cell.cell.partition("/")[2] != member or not ways:
        ways.append(_member(cell, language))
    return _(" and ", language).join(ways)


def _sale(cell: Cell, language: str) -> str:
    if cell.sale_price == "open":
        return _("sales at open prices", language)
    return _("sales at a fixed price", language)


def _member(cell: Cell, language: str) -> str:
    if cell.member_price == "fixed":
        return _("members' price fixed for the season", language)
    if cell.member_price == "indexed":
        return _("members' price following the market", language)
    if cell.advance_review is not None and cell.advance_review >= 12:
        return _("the advance fixed for the season", language)
    return _("the advance following the market", language)
