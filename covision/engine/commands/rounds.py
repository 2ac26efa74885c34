"""Choosing a case, a process and parts."""

from covision.engine.plain import value
from covision.engine.process import Process


@value
class ProposeCase:
    card: str


@value
class AcceptCase:
    processes: tuple[Process, ...] = ()  # to choose from; the one that fits whose problem it is gets proposed


@value
class PassCase:
    pass


@value
class PickProcess:
    process: Process


@value
class AskForRole:
    role: str
    seat: int


@value
class TakeRole:
    role: str


@value
class DeclineRole:
    role: str


@value
class GiveBackRole:
    role: str
