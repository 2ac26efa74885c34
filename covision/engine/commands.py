"""What a person can ask for in a meeting: imperatives, read from a form and judged by `decide`."""

from .events import Help, TextRef
from .plain import value
from .process import Process


@value
class OpenMeeting:
    frame: Process
    minutes: int
    rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False


@value
class OpenAlone:
    """Somebody begins to coach herself; `frame` and `process` are as they are run alone."""

    frame: Process
    process: Process
    minutes: int


@value
class AskToComeIn:
    pass


@value
class TakePlace:
    """A member of the circle comes in, or back; only the action that has looked at the membership gives this command."""


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
class Write:
    """A new contribution under the random name `card`. `length` is in characters; `opened`: the text begins with the
    process's opening word, or the kind's own. `anyway`: although the writer's part is to hold back. `to` is the seat it is
    addressed to, where the kind asks for one. `cards` are put under it, if it is a heading."""

    card: str
    kind: str
    text: TextRef
    length: int
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False
    to: int = 0
    anyway: bool = False
    cards: tuple[str, ...] = ()


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
    """Put these cards under the heading `card`."""

    card: str
    cards: tuple[str, ...]


@value
class TakeOut:
    """Take a card out from under its heading; of a heading, all its cards."""

    card: str


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


@value
class ProposeCase:
    card: str


@value
class AcceptCase:
    """`processes` are those to choose from; the one that fits whose problem it is gets proposed."""

    processes: tuple[Process, ...] = ()


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


@value
class StartClock:
    pass


@value
class PauseClock:
    pass


@value
class AddTime:
    """Minutes more, or fewer when negative."""

    minutes: int


@value
class SpreadTime:
    pass


@value
class AskMoreTime:
    pass


@value
class EndStep:
    """On to what comes next. `step` guards against two people deciding at once: it names the step the person saw.
    `then`: after a round, “round” for one more, “turn” for the next person's case or “final”; in between, the id of a way.
    `anyway`: go on although something is missing."""

    step: str
    then: str = ""
    anyway: bool = False
    ready: int = 0


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
    """`seat` is the one whose turn the person saw; her own, or as holder of the bar somebody else's."""

    seat: int


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


@value
class HandOver:
    seat: int


@value
class TakeSteering:
    """`away`: whether the holder has been out of reach for the waiting time; the caller knows it from presence."""

    away: bool = False


@value
class TakeBack:
    pass


@value
class ChangeWay:
    spoken: bool


@value
class ChooseHelp:
    """How much Covision helps: the holder of the bar decides at once, from anybody else it is one of two voices."""

    help: Help


@value
class ShareSheet:
    round: int


@value
class KeepSheet:
    round: int


Command = (
    OpenMeeting
    | OpenAlone
    | AskToComeIn
    | TakePlace
    | LosePlace
    | LetIn
    | TurnAway
    | Leave
    | VoiceRemoval
    | ConfirmAgreement
    | Write
    | SendQuestion
    | Rewrite
    | Withdraw
    | Bring
    | Gather
    | TakeOut
    | Reveal
    | MarkCard
    | UnmarkCard
    | MoveCard
    | ProposeCase
    | AcceptCase
    | PassCase
    | PickProcess
    | AskForRole
    | TakeRole
    | DeclineRole
    | GiveBackRole
    | StartClock
    | PauseClock
    | AddTime
    | SpreadTime
    | AskMoreTime
    | EndStep
    | WishWay
    | DropWish
    | EndTurn
    | AgreeToGoOn
    | GoBack
    | UndoStep
    | HandOver
    | TakeSteering
    | TakeBack
    | ChangeWay
    | ChooseHelp
    | ShareSheet
    | KeepSheet
)
