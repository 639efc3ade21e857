"""What the page /about says: what the test found, what the model assumes, its sources and limits, licence, citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import coopsim
from coopsim.language import in_own_words
from coopsim.language import text as _
from coopsim.report.kept_claim import kept_claim


@dataclass(frozen=True)
class Section:
    """A heading and its points."""

    title: str
    points: tuple[str, ...]


def sections(language: str) -> list[Section]:
    """The page, in order.

    >>> [len(section.points) > 0 for section in sections("es")]
    [True, True, True, True, True, True]
    """

    def of(title: str, *points: str) -> Section:
        return Section(title, points)

    return [
        of(
            _("The question", language),
            _(
                "Lorenzo Castillo of Peru's Junta Nacional del Café says: good coffee prices benefit producers and bring "
                "problems to their cooperatives; low prices harm producers and the cohesion of the cooperatives. coopsim lets "
                "you see when that happens in a model, when it does not, and why.",
                language,
            ),
        ),
        of(
            _("What the model assumes", language),
            _(
                "Time goes month by month; the harvest is from April to September. Coffee is counted in quintals (qq) of 46 kg "
                "of green coffee, money in US dollars of 2025.",
                language,
            ),
            _(
                "Each month a family compares what the cooperative pays today, what it promises for later (worth less the less "
                "she trusts it), the trader's price at the gate, her loyalty, the services and what her neighbours do. "
                "First she covers what the household needs that month.",
                language,
            ),
            _(
                "The cooperative has a fixed cost, an advance, a second payment, contracts signed ahead, a credit line and "
                "reserves. It closes when its accounts say so; no rule closes it because the price is high or members are few.",
                language,
            ),
            _(
                "Traders follow the world price with a lag, slower when it rises. Their number stays the same unless a "
                "scenario lets them come or go with their profit.",
                language,
            ),
            _(
                "Trust moves only on promises that fell due: it falls fast and comes back slowly. No rule knows the words boom "
                "or good price; seven mechanisms can harm the cooperative in a boom and six can help it.",
                language,
            ),
        ),
        of(
            _("Where the numbers come from", language),
            _(
                "World prices: World Bank Commodity Price Data (The Pink Sheet), CC BY 4.0. Consumer prices: US Bureau of Labor "
                "Statistics. Fairtrade minimum prices: Fairtrade International.",
                language,
            ),
            _(
                "Every parameter names its source in its help, or says that it is our assumption. The command "
                '"coopsim parameters" lists them all, and "coopsim validate" compares the model with patterns seen in the field, '
                "also those that it fails.",
                language,
            ),
        ),
        of(
            _("What it cannot say", language),
            _(
                "A simulation says what follows from its assumptions, not what happened in Peru. Real families and "
                "cooperatives are not in it, and no picture here is a forecast.",
                language,
            ),
            _(
                "One run is one possible story. Only the comparison of many runs speaks for or against the claim: at least 50, "
                'with their spread. The full test is the command "coopsim claim".',
                language,
            ),
            _(
                "The default cooperative is barely viable, as Castillo describes it. Stronger cooperatives are affected less; "
                "that is why results on survival are shown for several sizes.",
                language,
            ),
        ),
        of(
            _("Privacy and licence", language),
            _(
                "The pages work without internet and send nothing to anybody. No account is needed and nobody is tracked.",
                language,
            ),
            _("Program and documentation: Apache License 2.0. You may use, copy, change and teach with it.", language),
        ),
        of(
            _("How to cite it", language),
            _(
                "The coopsim contributors. coopsim {version}: coffee farmers between cooperative and market. Apache-2.0.",
                language,
            ).format(version=coopsim.__version__),
            _(
                "Name the World Bank for the price figures, and give scenario, seed and version, as every download does.",
                language,
            ),
        ),
    ]


def verdict_shown(language: str) -> dict[str, Any]:
    """The lines of `coopsim claim` that came with this version, as the page takes them, with the runs that they stand on.

    >>> "3,780" in verdict_shown("en")["labels"]["runs"]
    True
    """
    kept = kept_claim(language)

    def worded(sentence: str) -> str:
        return in_own_words(sentence, language)

    runs = _(
        'Printed by "coopsim claim" (version {version}, scenario {scenario}, seed {seed}): {cooperatives} imagined cooperatives, '
        "{runs} runs of each, {all} in all; each with a rise, with a fall and with neither. A run whose cooperative closes "
        "before the price changes does not count: {dropped} % of them.",
        language,
    )
    older = _("The model has changed since these lines were measured.", language)
    return {
        "title": _("What the full test found", language),
        **{name: worded(getattr(kept, name)) for name in ("question", "answer", "scale")},
        "lines": [line | {"label": worded(line["label"]), "word": worded(line["word"])} for line in kept.lines],
        "paragraphs": [worded(part) for part in kept.paragraphs],
        "labels": {
            "line": _("What the claim says", language),
            "word": _("Answer", language),
            "runs": runs.format(
                version=kept.version,
                scenario=kept.scenario,
                seed=kept.seed,
                cooperatives=kept.cooperatives,
                runs=kept.runs,
                all=f"{kept.cooperatives * kept.runs:,}",
                dropped=round(100 * kept.dropped_share),
            ),
            "older": older if kept.older else "",
        },
    }
