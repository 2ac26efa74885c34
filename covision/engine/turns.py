"""Whose turn it fairly is: who had a part longest ago, or never. Nothing is counted, nobody is ranked."""

from collections.abc import Sequence
from typing import Literal

from .plain import value

Reason = Literal["", "first", "longest", "lot", "second"]


@value
class PastRole:
    who: int  # a seat or a member, as the caller numbers them
    role: str
    when: int  # the larger, the later


@value
class Due:
    who: int
    reason: Reason


def last_had(history: Sequence[PastRole], who: int, role: str) -> int:
    """0 for never."""
    return max((past.when for past in history if (past.who, past.role) == (who, role)), default=0)


def last_of_all(history: Sequence[PastRole], who: int) -> int:
    return max((past.when for past in history if past.who == who), default=0)


def whose_turn(role: str, able: Sequence[int], history: Sequence[PastRole]) -> Due | None:
    """Who of them had the role longest ago; among equals whose last role of any kind lies furthest back, and
    then the first in order."""
    if not able:
        return None
    who = min(
        able, key=lambda candidate: (last_had(history, candidate, role), last_of_all(history, candidate))
    )
    return Due(who, reason_for(role, who, history))


def reason_for(role: str, who: int, history: Sequence[PastRole]) -> Reason:
    if not any(past.role == role for past in history):
        return ""
    return "longest" if last_had(history, who, role) else "first"
