"""All that is said of a verdict, made once: the terminal, the report and the pages show these strings and format no number."""

from coopsim.report.claim_text.build import claim_text
from coopsim.report.claim_text.types import Case, ClaimText, Line, Number, Section

__all__ = ["Case", "ClaimText", "Line", "Number", "Section", "claim_text"]
