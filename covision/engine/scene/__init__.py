"""All that one viewer may see and do in a meeting now, in regions that pages and the line push one by one.

A scene holds references to texts, seat numbers and the ids of a process's words; never a text, never a name.
"""

from covision.engine.plain import value

from .board import Board, CaseView, CastView, PreparedPart, ProcessFor, SheetLink
from .cards import CardList, CardView, Carried, MarkView
from .composer import CardForm, Composer, LookBack, OwnStep
from .head import ClockView, Head, PathGroup, PathItem, PathView, Top, Where
from .part import Guide, Part, RoleCandidate, RoleView, TurnView, WayView
from .people import Asks, Knock, People, PersonView, RoleAsk
from .steering import HelpView, Hints, HintView, NextView, Steering

__all__ = (
    "REGIONS",
    "Asks",
    "Board",
    "CardForm",
    "CardList",
    "CardView",
    "Carried",
    "CaseView",
    "CastView",
    "ClockView",
    "Composer",
    "Guide",
    "Head",
    "HelpView",
    "HintView",
    "Hints",
    "Knock",
    "LookBack",
    "MarkView",
    "NextView",
    "OwnStep",
    "Part",
    "PathGroup",
    "PathItem",
    "PathView",
    "People",
    "PersonView",
    "PreparedPart",
    "ProcessFor",
    "RoleAsk",
    "RoleCandidate",
    "RoleView",
    "Scene",
    "SheetLink",
    "Steering",
    "Top",
    "TurnView",
    "WayView",
    "Where",
)


@value
class Scene:
    """One viewer's meeting. Somebody who only asks to come in gets `top` with standing “asking” and nothing else."""

    me: int
    top: Top
    clock: ClockView | None = None
    path: PathView | None = None
    head: Head | None = None
    carried: Carried | None = None
    part: Part | None = None
    asks: Asks | None = None
    lookback: LookBack | None = None
    board: Board | None = None
    composer: Composer | None = None
    people: People | None = None
    help: HelpView | None = None
    hints: Hints | None = None
    steering: Steering | None = None


REGIONS = (
    "top",
    "clock",
    "path",
    "head",
    "asks",
    "lookback",
    "carried",
    "part",
    "board",
    "composer",
    "people",
    "help",
    "hints",
    "steering",
)
