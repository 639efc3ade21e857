"""The end of a cooperative: when, why, and what became of its members."""

from __future__ import annotations

from dataclasses import dataclass

from coopsim import Followed
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.web.live import Path
from coopsim.web.story.figures import qq, times, usd

IN_THE_RED, LOW_SALES, NOT_GATHERED = "in_the_red", "low_sales", "not_gathered"


@dataclass(frozen=True)
class Closed:
    """The month at whose end the last cooperative of a run closed (0 the first), why, and what its members were left with."""

    month: int
    cause: str
    net_worth_usd: float
    members: int
    claims_usd: float
    paid_out_usd: float
    has_others: bool = False
    merged_into: str = ""

    def why(self, language: str) -> str:
        """The cause as a sentence."""
        if self.merged_into:
            return _("It goes into another cooperative, {name}, with its coffee, its debts and its members.", language).format(
                name=self.merged_into
            )
        if self.cause == LOW_SALES:
            return _("For three harvests running, it sold too little to pay for its office.", language)
        if self.cause == NOT_GATHERED:
            return _("It shared out everything, and too few would have gained by gathering again.", language)
        return _("It owed {amount} more than it had, for longer than lenders and members bear.", language).format(
            amount=usd(-self.net_worth_usd)
        )

    def members_now(self, language: str) -> str:
        """What became of the members."""
        if self.merged_into:
            form = _("Its {members} members are members of {name} now.", language)
            return form.format(members=qq(self.members), name=self.merged_into)
        if self.has_others:
            left = _("Its {members} members now sell to other cooperatives or to traders.", language)
        else:
            left = _("Its {members} members now sell to traders.", language)
        left = left.format(members=qq(self.members))
        return f"{left} {self._paid(language)}"

    def _paid(self, language: str) -> str:
        if self.claims_usd < 1 and self.paid_out_usd < 1:
            return _("It owed them nothing, and nothing was left to share.", language)
        if self.claims_usd < 1:
            return _("They shared the {paid} that was left.", language).format(paid=usd(self.paid_out_usd))
        if self.paid_out_usd < 1:
            return _("It owed them {owed}; they got nothing.", language).format(owed=usd(self.claims_usd))
        form = _("It owed them {owed}; they got {paid}.", language)
        return form.format(owed=usd(self.claims_usd), paid=usd(self.paid_out_usd))


def closed_of(path: Path) -> Closed | None:
    """The end of a run's cooperative, of the last where all are shown together; None as long as one is open, or opens again."""
    closings = path.followed.closings
    if len({one.cooperative for one in closings}) < number_shown(path):
        return None
    last = max(closings, key=lambda one: one.month)
    if (path.months["alive"][max(last.month + 1, 0) :] > 0).any():
        return None
    return Closed(
        month=last.month,
        cause=last.cause,
        net_worth_usd=last.net_worth_usd,
        members=last.members,
        claims_usd=last.claims_usd,
        paid_out_usd=last.claims_usd * last.claims_paid_share + last.members * last.rest_usd_per_member,
        merged_into=last.merged_into,
        has_others=bool(path.cooperative) and len(neighbours_of(path.followed, path.cooperative)) > 0,
    )


def number_shown(path: Path) -> int:
    """How many cooperatives a run shows: the one that was chosen, or all."""
    return 1 if path.cooperative else len(path.followed.cooperatives)


def neighbours_of(followed: Followed, cooperative: str) -> list[str]:
    """The other cooperatives of its district."""
    district = dict(zip(followed.cooperatives, followed.cooperative_district.tolist(), strict=True))
    return [name for name in followed.cooperatives if name != cooperative and district[name] == district[cooperative]]


def has_stood(path: Path, month: int) -> bool:
    """Whether what is shown was open in any month before: of the story, or of the years before it, in which it closed."""
    return bool((path.months["alive"][:month] > 0).any()) or any(one.month < 0 for one in path.followed.closings)


def open_months(path: Path) -> int:
    """Months of the run during which a cooperative bought coffee."""
    closed = closed_of(path)
    return path.length if closed is None else max(0, min(path.length, closed.month + 1))


def refuse_closed_before(path: Path, language: str) -> None:
    """A run whose cooperative closed before its first month has nothing to show: say so, and why."""
    closed = closed_of(path)
    if closed is not None and closed.month < 0:
        years = (-closed.month - 1) // 12
        if years > 1:
            sentence = _("With these settings the cooperative closes {years} years before the story begins.", language)
        elif years == 1:
            sentence = _("With these settings the cooperative closes a year before the story begins.", language)
        else:
            sentence = _("With these settings the cooperative closes just before the story begins.", language)
        advice = _("Nothing can be shown: undo the last change, or take another luck.", language)
        raise UserMistake(" ".join((sentence.format(years=years), closed.why(language), advice)))


def closed_label(path: Path, closed: Closed, language: str, dated: bool | None = None) -> str:
    """When it closed and where it stood: for the big number of a closed cooperative."""
    return _("closed: {time}", language).format(time=times(path, language, dated)[closed.month])
