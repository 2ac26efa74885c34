"""Which case is worked on, by which process, and who plays which part."""

from typing import NamedTuple

from covision.engine.plain import value
from covision.engine.process import Process


class RoleSeat(NamedTuple):
    """Somebody has a role, is asked to take it, or has declined it."""

    role: str
    seat: int


@value
class CaseProposed:
    card: str


@value
class CaseAccepted:
    card: str


@value
class CasePassed:
    card: str


@value
class ProcessPicked:
    process: Process


@value
class RoleAsked:
    role: str
    seat: int


@value
class RoleTaken:
    role: str
    seat: int


@value
class RoleDeclined:
    role: str
    seat: int


@value
class RoleGivenBack:
    role: str
    seat: int


@value
class RoundBegan:
    """Everybody without a role got the one for the rest."""

    round: int


@value
class RoundTurned:
    """The process goes on with somebody else's case."""

    round: int
    parts: tuple[RoleSeat, ...]  # all of the new round
    case: str = ""
