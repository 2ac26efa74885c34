"""All that one viewer may see and do in a meeting now, in regions that pages and the line push one by one.

A scene holds references to texts, seat numbers and the ids of a process's words; never a text, never a name.
"""

from datetime import datetime
from typing import Literal

from .events import Help
from .plain import value
from .process import Evidence, Field, Macro, Naming, Shape, Strength, Tag
from .turns import Reason

Where = Literal["done", "now", "ahead"]


@value
class MarkView:
    """A mark on a card as the viewer sees it: `count` of marks (0 or 1 in a common list), `mine`, `rank` from 1 in
    an ordered list, what the viewer may do with it."""

    mark: str
    count: int = 0
    mine: bool = False
    rank: int = 0
    counted: bool = False
    may_give: bool = False
    may_take: bool = False
    may_rise: bool = False
    may_sink: bool = False

    @property
    def may_act(self) -> bool:
        return self.may_give or self.may_take or self.may_rise or self.may_sink


@value
class CardView:
    """A contribution as the viewer sees it. Where it does not stand under a name (`unsigned`), `seat` is 0 and `signed`
    the part of whoever wrote it, if that is told; `may_answer` is the kind of answer the viewer may give. `text` is a reference, or `prompt` names a guiding question
    (“step.question” of `process`) that everybody reads in their own language."""

    id: str
    process: str
    kind: str
    seat: int
    mine: bool
    to: int = 0
    text: str = ""
    language: str = ""
    prompt: str = ""
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    unfit: bool = False
    unchecked: bool = False
    parked: bool = False
    unsigned: bool = False
    signed: str = ""
    marks: tuple[MarkView, ...] = ()
    answers: tuple["CardView", ...] = ()
    may_edit: bool = False
    may_withdraw: bool = False
    may_answer: str = ""
    may_bring: bool = False
    may_propose: bool = False

    @property
    def kept(self) -> bool:
        """Whether a common list holds it."""
        return any(mark.count and not mark.counted for mark in self.marks)

    @property
    def may_act(self) -> bool:
        return self.may_bring or self.may_propose or any(mark.may_act for mark in self.marks)


@value
class CardList:
    """Cards of one kind. `hidden`: the group does not see them yet, the viewer sees her own. `conversation`: questions
    with their answers, in order. `field` is where what is carried was won."""

    id: str
    process: str
    kind: str
    cards: tuple[CardView, ...]
    hidden: bool = False
    conversation: bool = False
    field: Field = "none"


@value
class Top:
    """`case` is the seat whose case it is, 0 for a shared problem or none; `spoken`: the group talks."""

    standing: Literal["asking", "in"]
    macro: Macro
    field: Field
    round: int
    rounds: int
    case: int
    spoken: bool
    rehearsal: bool
    closed: bool
    looking: bool


@value
class ClockView:
    """`ends` is set while the clock runs, and with it `finish`, when the meeting ends as planned from here; else `left`
    seconds remain. `later` seconds are planned after this step."""

    length: int
    running: bool
    ends: datetime | None
    finish: datetime | None
    left: int
    later: int
    more_asked: bool
    may_ask: bool
    may_steer: bool
    lost: bool


@value
class PathItem:
    round: int
    process: str
    step: str
    micro: int
    field: Field
    where: Where
    looked_at: bool
    seconds: int
    planned: int
    mine: bool
    ready: int


@value
class PathGroup:
    macro: Macro
    round: int
    rounds: int
    items: tuple[PathItem, ...]


@value
class PathView:
    field: Field
    groups: tuple[PathGroup, ...]


@value
class Head:
    """`round`/`step` name the step, the `micro`th of `of` (0: not counted), gone through for the `lap`th time after the
    first; `looking`: not the one the group is in; `client` is a seat or 0; `sure` says how well the step is known."""

    process: str
    round: int
    step: str
    micro: int
    field: Field
    looking: bool
    client: int
    of: int = 7
    lap: int = 0
    still: bool = False
    sure: Evidence = "sourced"


@value
class Carried:
    """What was won stays in sight: fields and kept cards of earlier steps."""

    lists: tuple[CardList, ...]


@value
class Guide:
    """A guiding question; `sendable` if the viewer may send it with one click."""

    question: str
    sendable: bool


@value
class TurnView:
    """Whose turn it is (0: all have had one), who comes `after`, and whether the viewer may pass it on."""

    seat: int
    mine: bool
    may_pass: bool
    after: tuple[int, ...]


@value
class WayView:
    """A way from the step to `to`. `by` decides: a role, the “group”, or the holder of the bar where it is empty. `wishes`
    counts those who wish for it, `of` is how many take part; `open`: the holder may take it now; `mine`: the viewer decides."""

    way: str
    to: str
    by: str
    mine: bool
    wishes: int
    of: int
    wished: bool
    may_wish: bool
    open: bool


@value
class Part:
    """What the viewer is here: roles of `process`, the first the leading one; her guiding questions; and how much is
    explained to her. `listens`: she follows and writes nothing, `away`: she is not there; `group` are those she works
    with."""

    process: str
    step: str
    roles: tuple[str, ...]
    guides: tuple[Guide, ...]
    ready: bool
    guidance: Literal["full", "short", "question"] = "full"
    listens: bool = False
    away: bool = False
    group: tuple[int, ...] = ()
    turn: TurnView | None = None
    ways: tuple[WayView, ...] = ()
    parts: tuple["RoleView", ...] = ()
    only_ways: bool = False


@value
class Candidate:
    """A person for a role: `fair` is the proposal and `reason` what the circle's history says for it, `asked` and `declined`
    what happened so far; `feels_ready`: the person says so; `wishes`: they have said beforehand that they would take it."""

    seat: int
    fair: bool
    asked: bool
    declined: bool
    may_ask: bool
    feels_ready: bool = False
    reason: Reason = ""
    wishes: bool = False


@value
class RoleView:
    process: str
    role: str
    least: int
    most: int
    rest: bool
    seats: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    may_take: bool
    may_give_back: bool


@value
class CastView:
    """The parts of the coming round: the process picked, whose problem it is (`proposed`), how many `people` take part and
    how many the process needs (`least`). `ways` are the processes the circle works by, with whose problem each is for."""

    process: str
    proposed: str
    case: CardView | None
    may_pick: bool
    ways: tuple[tuple[str, str], ...]
    roles: tuple[RoleView, ...]
    least: int
    people: int


@value
class CaseView:
    """The choosing: what is proposed, whether the viewer is asked, whether votes are revealed."""

    proposed: CardView | None
    asked_me: bool
    accepted: CardView | None
    votes_left: int
    revealed: bool
    nothing_left: bool


@value
class Board:
    """`left` are problems of the viewer's own that were not chosen, and that she may keep."""

    lists: tuple[CardList, ...]
    case: CaseView | None = None
    cast: CastView | None = None
    agree: bool = False
    agreed: bool = False
    sheets: tuple["SheetLink", ...] = ()
    left: tuple[CardView, ...] = ()


@value
class SheetLink:
    """A result sheet the viewer may open. `voices` of `owners` want it shared, where several own it."""

    round: int
    owner: bool
    shared: bool
    mine_given: bool
    voices: int
    owners: int
    client: int


@value
class Form:
    """One thing the viewer may write. `current` is the field's card that would be replaced; `left` is how many more of
    them, 0 where that is free; `holds_back` how strongly her part is asked not to; `signed` under what it will stand; `to`
    are seats of which one alone will read it."""

    process: str
    kind: str
    shape: Shape
    limit: int
    opening: bool
    dated: bool
    tags: tuple[Tag, ...]
    private: bool
    current: str = ""
    current_text: str = ""
    reply: str = ""
    to: tuple[int, ...] = ()
    begins: bool = False
    holds_back: Strength = "hard"
    left: int = 0
    signed: Naming = "name"


@value
class Composer:
    """`cases` are texts of the viewer's own open cases, each of which she may bring."""

    forms: tuple[Form, ...]
    place: str
    cases: tuple[str, ...] = ()


@value
class OwnStep:
    """A commitment of the viewer's own from an earlier meeting: `id` is also the reference of its text."""

    id: str
    due: str
    said: str = ""


@value
class LookBack:
    """What the viewer took on in this circle, for her own eyes; `kind` of `process` is what she may tell of it."""

    process: str
    kind: str
    limit: int
    steps: tuple[OwnStep, ...]


@value
class Knock:
    """Somebody who asks to come in."""

    seat: int


@value
class RoleAsk:
    """The viewer is asked to take a role."""

    process: str
    role: str


@value
class Asks:
    """What waits for the viewer's yes or no; `wishes` of others how Covision should help need a second voice."""

    knocks: tuple[Knock, ...]
    roles: tuple[RoleAsk, ...]
    case: CardView | None
    steering: Literal["", "take", "take-back"]
    holder: int
    wishes: tuple[Help, ...] = ()


@value
class PersonView:
    seat: int
    me: bool
    process: str
    roles: tuple[str, ...]
    holds_bar: bool
    here: bool
    agreed: bool
    may_remove: bool
    removal_voiced: bool
    may_hand_over: bool


@value
class People:
    seats: tuple[PersonView, ...]
    log: tuple[tuple[str, int, tuple[str, ...]], ...]


@value
class NextView:
    """Where “next” leads: a step, or the meeting's end if `step` is empty. `then` is what the command must carry."""

    process: str
    step: str
    round: int
    then: str


@value
class Steering:
    """The bar of whoever holds it. `held`: Covision does; then anybody whose part allows it `may_take` it. `turn` are
    those not heard yet, in the order of the word, for the holder or, where Covision holds, for all. `missing` are kinds or “people” that the step should have left; `reveal` names
    what can be revealed now; `undo_until` is set for ten seconds after a step change."""

    holds: bool
    holder: int
    step: str
    nexts: tuple[NextView, ...]
    back: NextView | None
    missing: tuple[str, ...]
    reveal: Literal["", "cards", "marks"]
    undo_until: datetime | None
    running: bool
    timed: bool
    spoken: bool
    heirs: tuple[int, ...]
    held: bool = False
    may_take: bool = False
    turn: tuple[int, ...] = ()
    firm: Strength = "confirm"
    agreed: int = 0
    may_agree: bool = False


@value
class HelpView:
    """How much Covision helps: `decides` if the viewer's word is enough; `mine` is her voice, which wants a second; `own` whether she gets hints on what she wrote herself."""

    help: Help
    may_choose: bool
    decides: bool
    mine: Literal["", "off", "whisper", "hold"]
    own: bool


@value
class HintView:
    """A quiet hint. `what` names a rule, with the `text` it speaks of and whose it is; or something noticed in the step,
    with the `seats` or `kinds` it is about."""

    id: str
    what: str
    text: str = ""
    language: str = ""
    seat: int = 0
    seats: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()


@value
class Hints:
    """What only this viewer is told."""

    process: str
    items: tuple[HintView, ...]


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
