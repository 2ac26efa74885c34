"""Which case is worked on, by which process, and who plays which part."""

from typing import NamedTuple

from covision.engine.process import Process

from .stored import stored_as


class RoleSeat(NamedTuple):
    """Somebody has a role, is asked to take it, or has declined it."""

    role: str
    seat: int


@stored_as("case-proposed")
class CaseProposed:
    card: str


@stored_as("case-accepted")
class CaseAccepted:
    card: str


@stored_as("case-passed")
class CasePassed:
    card: str


@stored_as("process-picked")
class ProcessPicked:
    process: Process


@stored_as("role-asked")
class RoleAsked:
    role: str
    seat: int


@stored_as("role-taken")
class RoleTaken:
    role: str
    seat: int


@stored_as("role-declined")
class RoleDeclined:
    role: str
    seat: int


@stored_as("role-given-back")
class RoleGivenBack:
    role: str
    seat: int


@stored_as("round-began")
class RoundBegan:
    """Everybody without a role got the one for the rest."""

    round: int


@stored_as("round-turned")
class RoundTurned:
    """The process goes on with somebody else's case."""

    round: int
    parts: tuple[RoleSeat, ...]  # all of the new round
    case: str = ""
