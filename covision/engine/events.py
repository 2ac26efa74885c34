"""What has happened in a meeting: past-tense facts without any text, which are stored for ever.

Names in `EVENTS` and the fields are promises: a field is only added with a default, a meaning never changes.
"""

from typing import Literal

from .plain import value
from .process import Process

Help = Literal["off", "whisper", "hold"]


@value
class TextRef:
    """Where what somebody wrote is kept: a random reference, its length class (the sealed size in bytes) and its language."""

    id: str
    size: int
    language: str


@value
class MeetingOpened:
    """`minutes` is the whole meeting; `spoken`: the group talks and only outputs are written; `rehearsal`: simulated;
    `alone`: somebody coaches herself, and nobody else can come in."""

    frame: Process
    minutes: int
    rounds: int = 1
    spoken: bool = False
    rehearsal: bool = False
    alone: bool = False


@value
class PersonAsked:
    seat: int


@value
class PersonAdmitted:
    seat: int


@value
class PersonTurnedAway:
    seat: int


@value
class PersonLeft:
    seat: int


@value
class RemovalVoiced:
    seat: int


@value
class PersonRemoved:
    seat: int


@value
class AgreementConfirmed:
    pass


@value
class StepBegan:
    """`round` is 0 in the frame's common steps; `seconds` is the planned length, 0 if untimed. `lap` counts how often the
    round had gone back by a way before; `way` is the one taken to come here (“step.way”)."""

    round: int
    step: str
    seconds: int = 0
    lap: int = 0
    way: str = ""


@value
class StepEnded:
    """`ready` counts those who had said they were ready; nobody's name is kept with it."""

    round: int
    step: str
    ready: int = 0


@value
class StepUndone:
    pass


@value
class ClockStarted:
    pass


@value
class ClockPaused:
    pass


@value
class TimeAdded:
    seconds: int


@value
class TimeSpread:
    """The rest of the planned time was shared out again: seconds for each later (round, step)."""

    later: tuple[tuple[int, str, int], ...]


@value
class MoreTimeAsked:
    """Somebody asks for more time. Whose wish it is, is not kept."""


@value
class CardWritten:
    """A contribution. `prompt` is a guiding question sent as it stands (“step.question”); `due` is an ISO date and time;
    `to` is the one seat it is addressed to, 0 for none."""

    card: str
    kind: str
    text: TextRef | None = None
    prompt: str = ""
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False
    to: int = 0


@value
class CardRewritten:
    card: str
    text: TextRef
    tags: tuple[str, ...] = ()
    due: str = ""
    opened: bool = False


@value
class CardWithdrawn:
    card: str


@value
class CardBrought:
    """A parked thought became a contribution of `kind`."""

    card: str
    kind: str


@value
class CardsGathered:
    """These cards were put under the heading `card`; whose they are has not changed."""

    card: str
    cards: tuple[str, ...]


@value
class CardsTakenOut:
    """These cards lie under no heading any more."""

    cards: tuple[str, ...]


@value
class CardsRevealed:
    pass


@value
class MarksRevealed:
    pass


@value
class Marked:
    card: str
    mark: str


@value
class Unmarked:
    card: str
    mark: str


@value
class MarkMoved:
    """In an ordered list the card went one place up, or down."""

    card: str
    mark: str
    up: bool = True


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
    """Somebody was asked to take a role."""

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
    """Everybody without a part got the part for the rest."""

    round: int


@value
class RoundTurned:
    """The process goes on with somebody else's case: `parts` are all (role, seat) of the new round."""

    round: int
    parts: tuple[tuple[str, int], ...]
    case: str = ""


@value
class WayWished:
    """Somebody who may decide about it, or propose it, wishes for a way from the step now."""

    way: str


@value
class WishDropped:
    way: str


@value
class TurnEnded:
    """Somebody passed, or had said enough; `seat` is whose turn it was."""

    seat: int


@value
class GroupsFormed:
    """Who works with whom in the step that has just begun."""

    groups: tuple[tuple[int, ...], ...]


@value
class HeldBackNot:
    """Somebody whose part was to hold back wrote a contribution of this kind all the same, knowingly."""

    kind: str


@value
class GoingOnAgreed:
    """A second person agrees to leave the step although something firm is missing."""


@value
class WentOnAnyway:
    """The group was told what was missing and went on; `what` is “people” or the kinds that were missing."""

    what: tuple[str, ...]


@value
class SteeringHandedOver:
    seat: int


@value
class SteeringTaken:
    """The holder had been away, somebody else took the bar."""

    seat: int


@value
class SteeringTakenBack:
    seat: int


@value
class WayChanged:
    spoken: bool


@value
class HelpVoiced:
    """Somebody would like Covision to help in this way; a second voice decides."""

    help: Help


@value
class HelpChosen:
    """How much Covision helps from now on. With “hold” the steering bar is nobody's: its seat is 0."""

    help: Help


@value
class SheetShared:
    """One of the owners of the result sheet wants it to be seen by everybody in the meeting."""

    round: int


@value
class SheetKept:
    round: int


@value
class MeetingClosed:
    pass


Event = (
    MeetingOpened
    | PersonAsked
    | PersonAdmitted
    | PersonTurnedAway
    | PersonLeft
    | RemovalVoiced
    | PersonRemoved
    | AgreementConfirmed
    | StepBegan
    | StepEnded
    | StepUndone
    | ClockStarted
    | ClockPaused
    | TimeAdded
    | TimeSpread
    | MoreTimeAsked
    | CardWritten
    | CardRewritten
    | CardWithdrawn
    | CardBrought
    | CardsGathered
    | CardsTakenOut
    | CardsRevealed
    | MarksRevealed
    | Marked
    | Unmarked
    | MarkMoved
    | CaseProposed
    | CaseAccepted
    | CasePassed
    | ProcessPicked
    | RoleAsked
    | RoleTaken
    | RoleDeclined
    | RoleGivenBack
    | RoundBegan
    | RoundTurned
    | WayWished
    | WishDropped
    | TurnEnded
    | GroupsFormed
    | HeldBackNot
    | GoingOnAgreed
    | WentOnAnyway
    | SteeringHandedOver
    | SteeringTaken
    | SteeringTakenBack
    | WayChanged
    | HelpVoiced
    | HelpChosen
    | SheetShared
    | SheetKept
    | MeetingClosed
)

EVENTS: dict[str, type[Event]] = {
    "meeting-opened": MeetingOpened,
    "person-asked": PersonAsked,
    "person-admitted": PersonAdmitted,
    "person-turned-away": PersonTurnedAway,
    "person-left": PersonLeft,
    "removal-voiced": RemovalVoiced,
    "person-removed": PersonRemoved,
    "agreement-confirmed": AgreementConfirmed,
    "step-began": StepBegan,
    "step-ended": StepEnded,
    "step-undone": StepUndone,
    "clock-started": ClockStarted,
    "clock-paused": ClockPaused,
    "time-added": TimeAdded,
    "time-spread": TimeSpread,
    "more-time-asked": MoreTimeAsked,
    "card-written": CardWritten,
    "card-rewritten": CardRewritten,
    "card-withdrawn": CardWithdrawn,
    "card-brought": CardBrought,
    "cards-gathered": CardsGathered,
    "cards-taken-out": CardsTakenOut,
    "cards-revealed": CardsRevealed,
    "marks-revealed": MarksRevealed,
    "marked": Marked,
    "unmarked": Unmarked,
    "mark-moved": MarkMoved,
    "case-proposed": CaseProposed,
    "case-accepted": CaseAccepted,
    "case-passed": CasePassed,
    "process-picked": ProcessPicked,
    "role-asked": RoleAsked,
    "role-taken": RoleTaken,
    "role-declined": RoleDeclined,
    "role-given-back": RoleGivenBack,
    "round-began": RoundBegan,
    "round-turned": RoundTurned,
    "way-wished": WayWished,
    "wish-dropped": WishDropped,
    "turn-ended": TurnEnded,
    "groups-formed": GroupsFormed,
    "held-back-not": HeldBackNot,
    "going-on-agreed": GoingOnAgreed,
    "went-on-anyway": WentOnAnyway,
    "steering-handed-over": SteeringHandedOver,
    "steering-taken": SteeringTaken,
    "steering-taken-back": SteeringTakenBack,
    "way-changed": WayChanged,
    "help-voiced": HelpVoiced,
    "help-chosen": HelpChosen,
    "sheet-shared": SheetShared,
    "sheet-kept": SheetKept,
    "meeting-closed": MeetingClosed,
}
