"""Which case is worked on, by which process, and who plays which part."""

from covision.engine.plain import value
from covision.engine.process import Process


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
    parts: tuple[tuple[str, int], ...]  # all of the new round
    case: str = ""
