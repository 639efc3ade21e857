"""A short scenario file to start from: size, land, harvest year, office, credit and price, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coopsim.language import current
from coopsim.language import text as _
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import Parameter
from coopsim.scenario.renamed import SCHEMA
from coopsim.scenario.tables import parameters
from coopsim.scenario.written import span, written

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "time": ("start", "years", "season_opens", "harvest_shares"),
    "price": ("source",),
    "population": ("farmers", "hectares"),
    "intermediary": ("number",),
    "cooperative": (
        "members",
        "fixed_cost_usd_per_year",
        "fee_usd_per_qq",
        "opening_reserve_usd",
        "credit_line_usd",
        "advance_share",
        "payment_delay_months",
    ),
}
LONGEST = 60  # letters of a list of choices; of a longer one `coopsim parameters NAME` speaks
COMMENT_AT = 36  # column of the comments, where the value leaves room


def short_template(name: str, base: str, document: Mapping[str, Any]) -> str:
    """A scenario file that says the values of `base` that people change first; all else is as in the base.

    A cooperative is replaced as a whole, so what the base's says beyond the defaults stands below its first lines.
    """
    lines = [
        "# " + _("A scenario of coopsim: change what is otherwise where you are. All that is not here is as in the base."),
        "# " + _("Office, reserve, credit line and traders are whole amounts: change them with the size."),
        "# " + _("Check it with: coopsim scenarios check FILE"),
        f"schema = {SCHEMA}",
        f"base   = {written(base)}",
        f"title  = {written({'en': name, 'es': name})}",
    ]
    for table, keys in CHOSEN.items():
        if table != "cooperative":
            lines += [f"[{table}]", *_lines(table, keys, document[table])]
        if table == "price":
            lines.append("# " + _('your own: source = "file", path = "prices.csv", unit = "usc_per_lb" (coopsim prices check)'))
    for policy in document["cooperative"]:
        default = CooperativePolicy().model_dump(exclude_none=True)
        others = [key for key, value in policy.items() if default.get(key) != value and key not in CHOSEN["cooperative"]]
        lines += ["[[cooperative]]", f"id = {written(policy['id'])}"]
        lines += [f"count = {policy['count']}"] if "count" in policy else []
        lines += _lines("cooperative", CHOSEN["cooperative"], policy)
        lines += _lines("cooperative", [key for key in others if key not in ("id", "count")], policy)
    return "\n".join(lines) + "\n"


def _lines(table: str, keys: Any, values: Mapping[str, Any]) -> Iterator[str]:
    """A line for each key: its value, and in a comment what it is."""
    declared = {one.name.rpartition(".")[2]: one for one in parameters() if one.table == table}
    for key in keys:
        if key in values:
            line = f"{key} = {written(_plain(values[key]))}"
            yield f"{line:<{COMMENT_AT}}  # {_meaning(declared[key])}" if key in declared else line


def _plain(value: Any) -> Any:
    """A value; of a uniform distribution the two ends alone, which its mean follows."""
    if isinstance(value, Mapping) and value.get("distribution") == "uniform":
        return {name: part for name, part in value.items() if name not in ("mean", "sd")}
    return value


def _meaning(parameter: Parameter) -> str:
    title = parameter.label_es if current() == "es" else parameter.label_en
    facts = "; ".join(fact for fact in (_(parameter.unit), span(parameter)) if 0 < len(fact) <= LONGEST)
    return f"{title} ({facts})" if facts else title
