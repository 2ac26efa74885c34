"""What a person can ask for in a meeting: imperatives, read from a form and judged by `decide`."""

from .events import Help, TextRef
from .plain import value
from .process import Process

# -- coming, going, holding the steering bar, and sharing a sheet --------------------------------------------


@value
class OpenMeeting:
    frame: Process
    minutes: int
    rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False


@value
class OpenAlone:
    """`frame` and `process` are as they are run alone."""

    frame: Process
    process: Process
    minutes: int


@value
class AskToComeIn:
    pass


@value
class TakePlace:
    """A member of the circle comes in, or back; only the action that has looked at the membership gives this
    command."""


@value
class LosePlace:
    """The circle has ended somebody's membership; nobody in the meeting decides about it."""


@value
class LetIn:
    seat: int


@value
class TurnAway:
    seat: int


@value
class Leave:
    pass


@value
class VoiceRemoval:
    seat: int


@value
class ConfirmAgreement:
    pass


@value
class HandOver:
    seat: int


@value
class TakeSteering:
    # the holder has been out of reach for the waiting time, as the caller knows from presence
    away: bool = False


@value
class TakeBack:
    pass


@value
class ChangeWay:
    spoken: bool


@value
class ChooseHelp:
    """The holder of the bar decides at once; from anybody else it is one of two voices."""

    help: Help


@value
class ShareSheet:
    round: int


@value
class KeepSheet:
    round: int


# -- writing, putting together, revealing and marking --------------------------------------------------------


@value
class Write:
    card: str  # a random name for it
    kind: str
    text: TextRef
    length: int  # characters
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False  # the text begins with the process's opening word, or the kind's own
    to: int = 0  # the seat it is addressed to, where the kind asks for one
    anyway: bool = False  # although the writer's role is to hold back
    cards: tuple[str, ...] = ()  # put under it, if it is a heading


@value
class SendQuestion:
    card: str
    question: str


@value
class Rewrite:
    card: str
    text: TextRef
    length: int
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False


@value
class Withdraw:
    card: str


@value
class Bring:
    card: str


@value
class Gather:
    card: str  # the heading
    cards: tuple[str, ...]


@value
class TakeOut:
    card: str  # of a heading, all its cards


@value
class Reveal:
    pass


@value
class MarkCard:
    card: str
    mark: str


@value
class UnmarkCard:
    card: str
    mark: str


@value
class MoveCard:
    card: str
    mark: str
    up: bool = True


# -- choosing a case, a process and roles --------------------------------------------------------------------


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


# -- leading on, and the clock -------------------------------------------------------------------------------


@value
class StartClock:
    pass


@value
class PauseClock:
    pass


@value
class AddTime:
    minutes: int  # fewer when negative


@value
class SpreadTime:
    pass


@value
class AskMoreTime:
    pass


@value
class EndStep:
    step: str  # the one the person saw: two people may decide at once
    # after a round: “round”, “turn” for the next person’s case or “final”; in between: the id of a way
    then: str = ""
    anyway: bool = False  # although something is missing
    ready: int = 0  # how many said they are
    away: tuple[int, ...] = ()  # seats out of reach, as the caller knows from presence


@value
class WishWay:
    step: str
    way: str


@value
class DropWish:
    step: str
    way: str


@value
class EndTurn:
    seat: int  # whose turn the person saw: their own, or as holder of the bar somebody else's


@value
class AgreeToGoOn:
    step: str


@value
class GoBack:
    step: str
    ready: int = 0


@value
class UndoStep:
    pass
