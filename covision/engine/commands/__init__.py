"""What a person can ask for in a meeting: imperatives, read from a form and judged by `decide`."""

from .cards import (
    Bring,
    Gather,
    MarkCard,
    MoveCard,
    Reveal,
    Rewrite,
    SendQuestion,
    TakeOut,
    UnmarkCard,
    Withdraw,
    Write,
)
from .people import (
    AskToComeIn,
    ChangeWay,
    ChooseHelp,
    ConfirmAgreement,
    HandOver,
    KeepSheet,
    Leave,
    LetIn,
    LosePlace,
    OpenAlone,
    OpenMeeting,
    ShareSheet,
    TakeBack,
    TakePlace,
    TakeSteering,
    TurnAway,
    VoiceRemoval,
)
from .rounds import (
    AcceptCase,
    AskForRole,
    DeclineRole,
    GiveBackRole,
    PassCase,
    PickProcess,
    ProposeCase,
    TakeRole,
)
from .steps import (
    AddTime,
    AgreeToGoOn,
    AskMoreTime,
    DropWish,
    EndStep,
    EndTurn,
    GoBack,
    PauseClock,
    SpreadTime,
    StartClock,
    UndoStep,
    WishWay,
)

__all__ = (
    "AcceptCase",
    "AddTime",
    "AgreeToGoOn",
    "AskForRole",
    "AskMoreTime",
    "AskToComeIn",
    "Bring",
    "ChangeWay",
    "ChooseHelp",
    "Command",
    "ConfirmAgreement",
    "DeclineRole",
    "DropWish",
    "EndStep",
    "EndTurn",
    "Gather",
    "GiveBackRole",
    "GoBack",
    "HandOver",
    "KeepSheet",
    "Leave",
    "LetIn",
    "LosePlace",
    "MarkCard",
    "MoveCard",
    "OpenAlone",
    "OpenMeeting",
    "PassCase",
    "PauseClock",
    "PickProcess",
    "ProposeCase",
    "Reveal",
    "Rewrite",
    "SendQuestion",
    "ShareSheet",
    "SpreadTime",
    "StartClock",
    "TakeBack",
    "TakeOut",
    "TakePlace",
    "TakeRole",
    "TakeSteering",
    "TurnAway",
    "UndoStep",
    "UnmarkCard",
    "VoiceRemoval",
    "WishWay",
    "Withdraw",
    "Write",
)


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
