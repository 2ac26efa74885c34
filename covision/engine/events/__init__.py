"""What has happened in a meeting: past-tense facts without any text, which are stored for ever.

Names in `EVENTS` and the fields are promises: a field is only added with a default, a meaning never changes.
"""

from .cards import (
    CardBrought,
    CardRewritten,
    CardsGathered,
    CardsRevealed,
    CardsTakenOut,
    CardWithdrawn,
    CardWritten,
    Marked,
    MarkMoved,
    MarksRevealed,
    TextRef,
    Unmarked,
)
from .meeting import (
    Help,
    HelpChosen,
    HelpVoiced,
    MeetingClosed,
    MeetingOpened,
    SheetKept,
    SheetShared,
    WayChanged,
)
from .people import (
    AgreementConfirmed,
    PersonAdmitted,
    PersonAsked,
    PersonLeft,
    PersonRemoved,
    PersonTurnedAway,
    RemovalVoiced,
    SteeringHandedOver,
    SteeringTaken,
    SteeringTakenBack,
)
from .rounds import (
    CaseAccepted,
    CasePassed,
    CaseProposed,
    ProcessPicked,
    RoleAsked,
    RoleDeclined,
    RoleGivenBack,
    RoleSeat,
    RoleTaken,
    RoundBegan,
    RoundTurned,
)
from .steps import (
    ClockPaused,
    ClockStarted,
    GoingOnAgreed,
    GroupsFormed,
    HeldBackNot,
    MoreTimeAsked,
    PlannedStep,
    StepBegan,
    StepEnded,
    StepUndone,
    TimeAdded,
    TimeSpread,
    TurnEnded,
    WayWished,
    WentOnAnyway,
    WishDropped,
)

__all__ = (
    "EVENTS",
    "AgreementConfirmed",
    "CardBrought",
    "CardRewritten",
    "CardWithdrawn",
    "CardWritten",
    "CardsGathered",
    "CardsRevealed",
    "CardsTakenOut",
    "CaseAccepted",
    "CasePassed",
    "CaseProposed",
    "ClockPaused",
    "ClockStarted",
    "Event",
    "GoingOnAgreed",
    "GroupsFormed",
    "HeldBackNot",
    "Help",
    "HelpChosen",
    "HelpVoiced",
    "MarkMoved",
    "Marked",
    "MarksRevealed",
    "MeetingClosed",
    "MeetingOpened",
    "MoreTimeAsked",
    "PersonAdmitted",
    "PersonAsked",
    "PersonLeft",
    "PersonRemoved",
    "PersonTurnedAway",
    "PlannedStep",
    "ProcessPicked",
    "RemovalVoiced",
    "RoleAsked",
    "RoleDeclined",
    "RoleGivenBack",
    "RoleSeat",
    "RoleTaken",
    "RoundBegan",
    "RoundTurned",
    "SheetKept",
    "SheetShared",
    "SteeringHandedOver",
    "SteeringTaken",
    "SteeringTakenBack",
    "StepBegan",
    "StepEnded",
    "StepUndone",
    "TextRef",
    "TimeAdded",
    "TimeSpread",
    "TurnEnded",
    "Unmarked",
    "WayChanged",
    "WayWished",
    "WentOnAnyway",
    "WishDropped",
)


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
