"""The layout that was not chosen: a block (rows, fields, farmers) behind a light view with `household.trust`; for the trial only.

A view is an address, the distance from one field to the next, and a place: no reference is counted, so whoever uses it must keep
the block alive. Sixty lines of Numba's extension API, which may change between its versions.
"""

from __future__ import annotations

import operator
from typing import Any

from numba import njit, types
from numba.core import cgutils
from numba.core.imputils import lower_setattr_generic
from numba.core.typing import signature
from numba.extending import intrinsic, make_attribute_wrapper, models, overload, overload_attribute, register_model

from benchmarks.season import FIELDS, season_of

NUMBERS = types.CPointer(types.float64)


class Row(types.Type):  # type: ignore[misc]
    """The households of one row of the block."""


class Household(types.Type):  # type: ignore[misc]
    """One household of the block."""


ROW, HOUSEHOLD = Row("RowOfHouseholds"), Household("ViewOfHousehold")


@register_model(Row)
@register_model(Household)
class _Model(models.StructModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, [("numbers", NUMBERS), ("apart", types.intp), ("place", types.intp)])


for _kind in (Row, Household):
    for _name in ("numbers", "apart", "place"):
        make_attribute_wrapper(_kind, _name, f"_{_name}")


@intrinsic
def row_of(typing: Any, block: Any, row: Any) -> Any:
    """The households of a row of a block (rows, fields, farmers)."""

    def make(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        array = context.make_array(sig.args[0])(context, builder, args[0])
        _rows, fields, farmers = cgutils.unpack_tuple(builder, array.shape)
        made = cgutils.create_struct_proxy(ROW)(context, builder)
        made.numbers = array.data
        made.apart, made.place = farmers, builder.mul(args[1], builder.mul(fields, farmers))
        return made._getvalue()

    return ROW(block, types.intp), make


@intrinsic
def _household_of(typing: Any, row: Any, i: Any) -> Any:
    def make(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        of = cgutils.create_struct_proxy(ROW)(context, builder, value=args[0])
        made = cgutils.create_struct_proxy(HOUSEHOLD)(context, builder)
        made.numbers, made.apart, made.place = of.numbers, of.apart, builder.add(of.place, args[1])
        return made._getvalue()

    return HOUSEHOLD(ROW, types.intp), make


@overload(operator.getitem)
def _getitem(row, i):  # type: ignore[no-untyped-def]
    return (lambda row, i: _household_of(row, i)) if isinstance(row, Row) else None


def _give(name: str, place: int) -> Any:
    overload_attribute(Household, name)(lambda h: lambda h: h._numbers[place * h._apart + h._place])

    def put(h: Any, value: float) -> None:
        h._numbers[place * h._apart + h._place] = value

    return put


_PUT = {name: _give(name, place) for place, name in enumerate(FIELDS)}


@lower_setattr_generic(Household)
def _setattr(context: Any, builder: Any, sig: Any, args: Any, name: str) -> Any:
    target, value = args
    number = context.cast(builder, value, sig.args[1], types.float64)
    return context.compile_internal(builder, _PUT[name], signature(types.none, HOUSEHOLD, types.float64), (target, number))


@njit(nogil=True, error_model="numpy")
def seasons(block: Any, neighbours: Any, due: Any, months: Any, districts: Any, uniforms: Any) -> None:
    """A season of every row of the block."""
    for row in range(len(block)):
        season_of(row_of(block, row), neighbours[row], due[row], months[row], districts[row], uniforms[row])
