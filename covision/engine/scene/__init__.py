"""All that one viewer may see and do in a meeting now, in regions that pages and the line push one by one.

A scene holds references to texts, seat numbers and the ids of a process's words; never a text, never a name.
"""

from dataclasses import fields

from covision.engine.plain import value

from .board import Board
from .cards import Carried
from .composer import Composer, LookBack
from .head import ClockView, Head, PathView, Top
from .part import Part
from .people import Asks, People
from .steering import HelpView, Hints, Steering


@value
class Scene:
    """One viewer's meeting. Somebody who only asks to come in gets `top` with standing “asking” and nothing else."""

    me: int
    top: Top
    clock: ClockView | None = None
    path: PathView | None = None
    head: Head | None = None
    asks: Asks | None = None
    lookback: LookBack | None = None
    carried: Carried | None = None
    part: Part | None = None
    board: Board | None = None
    composer: Composer | None = None
    people: People | None = None
    help: HelpView | None = None
    hints: Hints | None = None
    steering: Steering | None = None


REGIONS = tuple(field.name for field in fields(Scene) if field.name != "me")
