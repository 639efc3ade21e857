"""The bookkeeper's table: one function for each event, which writes it into the accounts of the cooperative.

An account stands with its natural sign: what is owned, and what is owed, are positive. `cash_of_...` is the cash of the others
(received positive), so that with the cooperative's own cash it sums to zero over the whole world; `coffee_of_...` moves between
holders and sums to zero as well. Each event is noted in the journal, where one is kept. Where one posting serves several events,
it takes the event's number: `books.damages_owed(cooperative, journal, books.WASHOUT, amount)`.
Source: double entry; the events are those of a Peruvian coffee cooperative's year.
"""

from coopsim.model.processes.books.centre import *  # noqa: F403
from coopsim.model.processes.books.closing import *  # noqa: F403
from coopsim.model.processes.books.journal import *  # noqa: F403
from coopsim.model.processes.books.members import *  # noqa: F403
from coopsim.model.processes.books.merger import *  # noqa: F403
from coopsim.model.processes.books.others import *  # noqa: F403
from coopsim.model.processes.books.trade import *  # noqa: F403
