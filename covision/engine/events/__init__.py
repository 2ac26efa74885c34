"""What has happened in a meeting: past-tense facts without any text, which are stored for ever.

Stored names and fields are promises: a field is only added with a default, a meaning never changes.
"""

from typing import get_args

from .cards import CardBrought as CardBrought
from .cards import CardRewritten as CardRewritten
from .cards import CardsGathered as CardsGathered
from .cards import CardsRevealed as CardsRevealed
from .cards import CardsTakenOut as CardsTakenOut
from .cards import CardWithdrawn as CardWithdrawn
from .cards import CardWritten as CardWritten
from .cards import Marked as Marked
from .cards import MarkMoved as MarkMoved
from .cards import MarksRevealed as MarksRevealed
from .cards import TextRef as TextRef
from .cards import Unmarked as Unmarked
from .meeting import Help as Help
from .meeting import HelpChosen as HelpChosen
from .meeting import HelpVoiced as HelpVoiced
from .meeting import MeetingClosed as MeetingClosed
from .meeting import MeetingOpened as MeetingOpened
from .meeting import SheetKept as SheetKept
from .meeting import SheetShared as SheetShared
from .meeting import WayChanged as WayChanged
from .people import AgreementConfirmed as AgreementConfirmed
from .people import PersonAdmitted as PersonAdmitted
from .people import PersonAsked as PersonAsked
from .people import PersonLeft as PersonLeft
from .people import PersonRemoved as PersonRemoved
from .people import PersonTurnedAway as PersonTurnedAway
from .people import RemovalVoiced as RemovalVoiced
from .people import SteeringHandedOver as SteeringHandedOver
from .people import SteeringTaken as SteeringTaken
from .people import SteeringTakenBack as SteeringTakenBack
from .rounds import CaseAccepted as CaseAccepted
from .rounds import CasePassed as CasePassed
from .rounds import CaseProposed as CaseProposed
from .rounds import ProcessPicked as ProcessPicked
from .rounds import RoleAsked as RoleAsked
from .rounds import RoleDeclined as RoleDeclined
from .rounds import RoleGivenBack as RoleGivenBack
from .rounds import RoleSeat as RoleSeat
from .rounds import RoleTaken as RoleTaken
from .rounds import RoundBegan as RoundBegan
from .rounds import RoundTurned as RoundTurned
from .steps import ClockPaused as ClockPaused
from .steps import ClockStarted as ClockStarted
from .steps import GoingOnAgreed as GoingOnAgreed
from .steps import GroupsFormed as GroupsFormed
from .steps import HeldBackNot as HeldBackNot
from .steps import MoreTimeAsked as MoreTimeAsked
from .steps import PlannedStep as PlannedStep
from .steps import StepBegan as StepBegan
from .steps import StepEnded as StepEnded
from .steps import StepUndone as StepUndone
from .steps import TimeAdded as TimeAdded
from .steps import TimeSpread as TimeSpread
from .steps import TurnEnded as TurnEnded
from .steps import WayWished as WayWished
from .steps import WentOnAnyway as WentOnAnyway
from .steps import WishDropped as WishDropped
from .stored import STORED_NAMES

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

EVENTS: dict[str, type[Event]] = {STORED_NAMES[kind]: kind for kind in get_args(Event)}
