"""A calibration in sentences: what was read, what was estimated, what cannot be told apart, and how near the prediction came."""

from __future__ import annotations

from collections.abc import Iterator

from coopsim.calibration.calibrate import Calibration
from coopsim.calibration.posterior import FEWEST_DRAWS
from coopsim.calibration.unknowns import HARVEST_ERROR, SD
from coopsim.language import text as _
from coopsim.report.numbers import count, fixed, per_cent, rounded
from coopsim.report.words import theory_words
from coopsim.scenario import parameters

PARTLY = 0.1  # of the rows: from so many on it is said that a part of a lot was delivered


def unknown_words(name: str, language: str | None = None) -> str:
    """What is estimated, by its title: of a spread, that it is one."""
    if name == HARVEST_ERROR:
        return _("Error of the harvest figure", language)
    declared = next(one for one in parameters() if one.name == name.removesuffix(SD))
    title = declared.label_es if (language or "en") == "es" else declared.label_en
    return _("{title}, spread between members", language).format(title=title) if name.endswith(SD) else title


def unit_words(name: str, language: str | None = None) -> str:
    """The unit of what is estimated."""
    unit = "share" if name == HARVEST_ERROR else next(one.unit for one in parameters() if one.name == name.removesuffix(SD))
    return _(unit, language)


def calibration_sentences(fitted: Calibration, language: str) -> list[str]:
    """What was read, in which way it was estimated, what cannot be told apart, and how near the prediction came."""
    rows = fitted.ledger.rows
    facts = {"rows": count(len(rows)), "members": count(rows["member"].nunique()), "periods": count(rows["month"].nunique())}
    heads = _("{rows} rows of {members} members in {periods} periods, fitted with the rule {rule}.", language)
    sentences = [heads.format(rule=theory_words(fitted.rule, language), **facts)]
    sentences += [_("Note: {sentence}.", language).format(sentence=note) for note in fitted.notes]
    sentences += _doubts(fitted, language)
    sentences += _ridges(fitted, language)
    return [*sentences, *_held_out(fitted, language)]


def _doubts(fitted: Calibration, language: str) -> Iterator[str]:
    rows, several = fitted.ledger.rows, fitted.ledger.by == "season"
    if (rows["delivered_qq"] > 0).all() and not several:
        yield _(
            "No row says 0 delivered: if months in which a member had coffee and delivered nothing are left out, loyalty and "
            "trust come out too high.",
            language,
        )
    if fitted.ledger.harvest == "measured" and not several and fitted.method == "likelihood":
        part = rows["delivered_qq"] / rows["harvest_qq"]
        partly = float(((part > 0.05) & (part < 0.95)).mean())
        if partly >= PARTLY:
            sentence = _(
                "In {share} of the rows a part of the harvest was delivered; a rule delivers a lot whole or not at all: "
                "--lots says how many lots a row stands for.",
                language,
            )
            yield sentence.format(share=per_cent(partly))
    if fitted.independent < FEWEST_DRAWS:
        yield _("Only {n} draws count as independent: the ends of the intervals are rough.", language).format(
            n=count(int(fitted.independent))
        )


def _ridges(fitted: Calibration, language: str) -> Iterator[str]:
    ridges = fitted.ridges
    if ridges.seen_once:
        yield _(
            "Members are seen once each: the mean of loyalty, its spread and chance cannot be told apart; rows of the same "
            "member in several periods would.",
            language,
        )
    for first, second, together in ridges.pairs:
        way = _("they rise together", language) if together > 0 else _("one rises as the other falls", language)
        sentence = _(
            "The ledger cannot tell apart {first} and {second} (correlation {r}: {way}); use them together, as they are written.",
            language,
        )
        names = {"first": unknown_words(first, language), "second": unknown_words(second, language)}
        yield sentence.format(r=fixed(together, 2), way=way, **names)
    for name in ridges.little:
        sentence = _("The ledger says little of {name}: its interval is nearly as wide as the range allowed.", language)
        yield sentence.format(name=unknown_words(name, language))


def _held_out(fitted: Calibration, language: str) -> Iterator[str]:
    held = fitted.held_out
    if not held.seasons:
        yield _("No season was held back: nothing tells how well it predicts.", language)
        return
    sentence = _(
        "Seasons held back at the end, and predicted by a fit without them: {seasons}. {inside} of {periods} periods lie in the "
        "90 % band; the prediction is off by {error} points on average, the mean of the seasons before by {usual}.",
        language,
    )
    inside = f"{round(held.inside_share * held.periods)}"
    errors = {"error": fixed(100 * held.mean_error_share, 1), "usual": fixed(100 * held.usual_error_share, 1)}
    yield sentence.format(seasons=held.seasons, periods=held.periods, inside=inside, **errors)


def table_rows(fitted: Calibration, language: str) -> list[tuple[str, ...]]:
    """What was estimated as cells: title, median, interval, unit."""
    return [
        (
            unknown_words(row["parameter"], language),
            rounded(row["median"]),
            _("{low} to {high}", language).format(low=rounded(row["low"]), high=rounded(row["high"])),
            unit_words(row["parameter"], language),
        )
        for row in fitted.table.to_dict("records")
    ]
