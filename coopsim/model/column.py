"""What a declared column says: name, unit, meaning and title in both languages, formula, and whom it counts."""

from __future__ import annotations

from dataclasses import dataclass

MEMBERS, FARMERS, COOPERATIVE = "members now", "all farmers", "the cooperative"  # whom a column counts


@dataclass(frozen=True)
class Column:
    """One column of one table.

    Parameters
    ----------
    name, unit : str
        As in the file; a share is a number from 0 to 1.
    en, es : str
        What it says, in a sentence.
    label_en, label_es : str
        Its title on heads and axes, 32 letters at most; empty where the sentence is as short.
    formula : str
        How it is made of other columns, in their names; empty for what is simply counted or read.
    counts : str
        Whom it counts; empty for keys.
    """

    name: str
    unit: str
    en: str
    es: str
    label_en: str = ""
    label_es: str = ""
    formula: str = ""
    counts: str = ""

    def label(self, language: str = "en") -> str:
        """The title on heads and axes.

        >>> Column("trust", "0 to 1", "Trust that promises are kept", "", label_en="Trust").label()
        'Trust'
        """
        return (self.label_es or self.es) if language == "es" else (self.label_en or self.en)


def of_members(name: str, unit: str, en: str, es: str, label_en: str = "", label_es: str = "", formula: str = "") -> Column:
    """A column that counts the members of the season."""
    return Column(name, unit, en, es, label_en, label_es, formula, MEMBERS)


def of_cooperative(name: str, unit: str, en: str, es: str, label_en: str = "", label_es: str = "", formula: str = "") -> Column:
    """A column about the cooperative."""
    return Column(name, unit, en, es, label_en, label_es, formula, COOPERATIVE)
