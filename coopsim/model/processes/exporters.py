"""Exporters above the traders: what a trader is paid by them, and what it costs him to call several."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations import exporters as equations
from coopsim.equations import traders


@equation
def kept_by_exporters(district: Any) -> Any:
    """What exporters keep per quintal this month; nothing where traders export themselves."""
    return equations.kept_by_exporters_usd_per_qq(
        district.exporter_markdown_usd_per_qq, district.exporters, district.calls_per_sale
    )


@equation
def paid_to_traders_usd_per_qq(district: Any, world_price_usd_per_qq: Any) -> Any:
    """What traders get for their coffee at a world price: the export price, less what exporters keep."""
    export = traders.export_price_usd_per_qq(world_price_usd_per_qq, district.trader_differential_usd_per_qq)
    return export - kept_by_exporters(district)


@equation
def calls(district: Any) -> Any:
    """What calling several exporters costs a trader per quintal, out of his margin."""
    return equations.calls_usd_per_qq(district.call_cost_usd_per_qq, district.exporters, district.calls_per_sale)
