"""Two examples for each command, shown below its help; a test reads every one of them as the command would."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, str]] = {
    "claim": ("coopsim claim", "coopsim claim spike-2021 --details --out my-claim"),
    "decide": ("coopsim decide", "coopsim decide X1 X3 --workers 2"),
    "run": (
        "coopsim run castillo --price boom",
        "coopsim run my-village.toml --set advance_share=0.9 --figure pdf",
    ),
    "compare": (
        "coopsim compare castillo castillo --set-b advance_share=0.9",
        "coopsim compare mine.toml theirs.toml --outcome members",
    ),
    "validate": ("coopsim validate", "coopsim validate castillo --rule all"),
    "sweep": ("coopsim sweep member-price --out my-sweep", "coopsim sweep my-design.toml --out my-sweep --replicates auto"),
    "merge": ("coopsim merge part-1 part-2 --out my-sweep", "coopsim merge part-1 part-2 part-3 --out my-sweep --json"),
    "summary": ("coopsim summary my-sweep", "coopsim summary my-sweep --outcome trust_last --out tables --table csv,latex"),
    "sensitivity": ("coopsim sensitivity my-sweep", "coopsim sensitivity my-sweep --out indices --figure pdf"),
    "discover": (
        'coopsim discover my-sweep --where "open < 0.5"',
        'coopsim discover my-sweep --where "trust_last < 0.4 and open > 0.9" --out boxes --table csv',
    ),
    "flips": (
        "coopsim flips my-sweep --outcome delivery_share_mean",
        "coopsim flips my-sweep --outcome trust_last --along advance_share --along margin_share --out map",
    ),
    "calibrate": (
        "coopsim calibrate made-up",
        "coopsim calibrate our-ledger.xlsx --scenario my-village.toml --rule random_utility --out fitted.toml",
    ),
    "policy": ("coopsim policy pay-members", "coopsim policy my-levers.toml --out my-policy --table csv,latex --figure pdf"),
    "report": ("coopsim report my-sweep", "coopsim --lang es report my-claim --out pagina.html"),
    "bundle": ("coopsim bundle my-sweep", "coopsim bundle my-claim --out paper.zip"),
    "reproduce": ("coopsim reproduce paper.zip", "coopsim reproduce paper.zip --workers 4 --json"),
    "app": ("coopsim app", "coopsim app --host 0.0.0.0 --workshop"),
    "kit": ("coopsim kit my-workshop", "coopsim kit my-workshop --lang both --paper letter --no-wheels"),
    "workshop rehearse": ("coopsim workshop rehearse", "coopsim workshop rehearse --plan 45 --people 12"),
    "export lesson": ("coopsim export lesson", "coopsim --lang es export lesson --out lecciones.html"),
    "export comses": ("coopsim export comses", "coopsim export comses my-claim --out model.zip"),
    "scenarios list": ("coopsim scenarios list", "coopsim scenarios list --json"),
    "scenarios show": ("coopsim scenarios show boom", "coopsim scenarios show castillo --resolved"),
    "scenarios check": ("coopsim scenarios check my-village.toml", "coopsim scenarios check my-village.toml --json"),
    "scenarios new": ("coopsim scenarios new my-village --short", "coopsim scenarios new my-boom --base boom"),
    "scenarios schema": ("coopsim scenarios schema", "coopsim scenarios schema > scenario.schema.json"),
    "parameters": ("coopsim parameters", "coopsim parameters payment_delay_months"),
    "columns": ("coopsim columns", "coopsim columns seasons"),
    "schema": ("coopsim schema verdict", "coopsim schema theories > theories.schema.json"),
    "prices list": ("coopsim prices list", "coopsim prices list --json"),
    "prices show": ("coopsim prices show history", "coopsim prices show boom --json"),
    "prices check": ("coopsim prices check my-prices.csv", "coopsim prices check my-prices.csv --column price --unit usc_per_lb"),
}
