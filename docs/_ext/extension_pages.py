"""The count of parameters and the table of extensions of docs/model/index.md, written from the declarations."""

from __future__ import annotations

from collections.abc import Iterator

from coopsim import scenario

SWITCHES = "knock_outs"  # the mechanisms, all on: they act, and they are no numbers


def counts() -> dict[str, int]:
    """How many parameters there are, by what they do in a world at its defaults."""
    extensions = scenario.extensions_by_name()
    found = {"all": 0, "core": 0, "settings": 0, "switches": 0, "off": 0}
    for one in scenario.parameters():
        if one.name == "id":  # a name
            continue
        setting = bool(one.extension) and extensions[one.extension].setting
        kind = "switches" if one.extension == SWITCHES else "settings" if setting else "off" if one.extension else "core"
        found[kind] += 1
        found["all"] += 1
    return found


def extension_table() -> Iterator[str]:
    """An honest count, then one line for each extension."""
    count = counts()
    acting = count["core"] + count["settings"] + count["switches"]
    yield (
        f"Of {count['all']} parameters, **{count['core']} are the core**. The other {count['all'] - count['core']} stand in "
        f"extensions: {count['off']} are off at their defaults, {count['settings']} are settings and {count['switches']} are the "
        f"switches of the mechanisms. Settings and switches act too: in a world at its defaults {acting} parameters act, and "
        f"{count['core']} of them are shown first.\n"
    )
    yield "| Extension | At its defaults | What it adds | Parameters |"
    yield "| --- | --- | --- | --- |"
    for name, extension in scenario.extensions_by_name().items():
        members = ", ".join(f"`{one.name}`" for one in scenario.parameters() if one.extension == name)
        yield f"| `{name}` | {'acts' if extension.setting else 'off'} | {extension.en} | {members} |"
