"""A process as data: its steps, roles, kinds of contribution and marks, without a word of any language."""

from typing import Literal, get_args

from .plain import value
from .rules import Groups, Turns, Way

Macro = Literal["initial", "main", "final"]
Field = Literal["none", "problem", "change", "solution"]
Shape = Literal["card", "field"]
Readers = Literal["all", "author", "addressee", "final"]
Act = Literal["agree", "choose", "cast"]
Owner = Literal["client", "group"]
Experience = Literal["none", "some", "much"]
Helps = Literal["ideas", "questions"]
Naming = Literal["name", "role", "reveal", "nobody"]
Strength = Literal["hint", "confirm", "hard"]
Timer = Literal["advises", "closes"]
Cast = Literal["fewest", "rota", "chance", "second"]
Evidence = Literal["sourced", "inferred", "unverified"]

EVERYONE = "everyone"


@value
class Tag:
    """A question answered by ticking."""

    id: str
    options: tuple[str, ...]
    many: bool = False  # several options may be ticked
    # ticked, all of them, before the group may work on the contribution (method.md 3.4)
    must: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()  # not ticked, any of them, before the group may work on it


@value
class Kind:
    id: str
    shape: Shape = "card"  # a card stands beside others; a field is one text per round that is replaced
    limit: int = 600  # characters
    # by all, its author only, the author and the one person it is addressed to, or all from the final phase on
    seen: Readers = "all"
    opening: bool = False  # begins with the process's fixed first word
    dated: bool = False  # asks for a date
    spoken: bool = False  # not written where a group talks
    becomes: str = ""  # the kind a parked card may turn into
    replies: str = ""  # the kind of card it must answer
    soon: int = 0  # one of them should be due within so many hours
    back: bool = False  # tells what came of a commitment and is offered beside it
    asked: bool = False  # weeks later its owner is asked whether it was reached
    begins: bool = False  # asks for this kind's own opening words
    bound: bool = False  # only written as an answer to somebody else
    # under what it stands: the name, the part, the name once it is revealed, or nothing
    signed: Naming = "name"
    gathers: str = ""  # it is a heading, under which cards of that kind are put together
    prepared: bool = False  # the client may write it at home; it is offered to them when the round begins
    tags: tuple[Tag, ...] = ()

    def fits(self, picked: tuple[str, ...]) -> bool:
        """Whether a contribution with these tags passes its suitability check (method.md 3.4)."""
        ticked = all(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.must)
        return ticked and not self.unfit(picked)

    def unfit(self, picked: tuple[str, ...]) -> bool:
        return any(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.unfit)


@value
class May:
    role: str
    kinds: tuple[str, ...]
    most: int = 0  # of a kind, by each person in the step; 0: any number
    least: int = 0  # expected of each person
    # “confirm”: who writes anyway confirms it and the group is told; “hint”: it only says so
    strength: Strength = "hard"


@value
class Mark:
    """Something said about a contribution without words: kept, chosen, a vote, a consent."""

    id: str
    by: tuple[str, ...]  # roles
    on: tuple[str, ...]  # kinds
    # everybody marks on their own and marks are counted; else the roles keep one common list
    each: bool = False
    dots: int = 0  # the most one person may give in the step
    hidden: bool = False  # seen by nobody, not even as a count, before they are revealed
    ordered: bool = False  # the common list has an order
    picks: bool = False  # what it is on travels to later steps and to the result sheet
    scale: str = ""  # marks of one scale exclude each other on a card
    complete: bool = False  # should be on every card before the step ends, given by each where each marks


@value
class Question:
    id: str
    role: str
    kind: str = ""  # sent as such a contribution where the role may make it


@value
class Step:
    id: str
    macro: Macro
    micro: int = 0  # its number in the resource model; 0 where a method counts its own
    field: Field = "none"
    minutes: int = 0  # 0: untimed
    each: int = 0  # minutes more for every person who takes part
    days: int = 0  # its length in a meeting held in writing
    act: Act | None = None
    silent: bool = False  # its outputs are seen by their author only until they are revealed
    still: bool = False  # nothing is said or written but to oneself
    each_round: bool = False  # of the frame: comes again before every round
    state: bool = False  # offers the private state check at its end (method.md 2.2)
    aside: bool = False  # reached by a way only; from it the group goes on after the step it came from
    only_ways: bool = False  # there is no way on but its ways
    prepared: bool = False  # can be thought through at home
    firm: Strength = "confirm"  # how strongly its outputs are asked for
    timer: Timer = "advises"  # “closes”: once the time is up nothing more is written
    evidence: Evidence = "sourced"  # how well the step is known from its source
    may: tuple[May, ...] = ()
    marks: tuple[Mark, ...] = ()
    ways: tuple[Way, ...] = ()
    turns: Turns | None = None  # go round
    groups: Groups | None = None  # work apart for a while
    listens: tuple[str, ...] = ()  # roles that follow and write nothing
    absent: tuple[str, ...] = ()  # roles that neither see nor hear the step
    casts: tuple[str, ...] = ()  # roles that may be taken and given back in it
    outputs: tuple[str, ...] = ()  # kinds the step should leave
    carried: tuple[str, ...] = ()  # kinds shown at the top
    questions: tuple[Question, ...] = ()


@value
class Role:
    id: str
    least: int = 0
    most: int = 0
    rest: bool = False  # everybody without another part
    brings: bool = False  # brought the case
    steers: bool = False  # holds the steering bar
    apart: bool = False  # takes no part in content
    beside: tuple[str, ...] = ()  # roles that may be held as well
    # who is proposed: had fewest parts; not for longest; by lot; the second who came in
    cast: Cast = "fewest"


@value
class Fit:
    """What a process is good for, beyond its case and its smallest group."""

    most: int = 0  # people; 0: any number
    experience: Experience = "none"  # how used to one another's coaching a group should be
    helps: Helps = "ideas"  # what those who help give


@value
class Process:
    """A method, or the frame of initial and final phase that every meeting has."""

    id: str
    version: int
    case: Literal["none", "personal", "shared"] = "none"  # which problems it is for
    owner: Owner = "client"  # whom the result sheet belongs to
    least: int = 2  # people in the smallest group
    fit: Fit = Fit()
    proposed: bool = False  # among the first to be proposed for its problems
    each_once: bool = False  # after the last step the next person brings a case, until everybody has
    sheet: tuple[str, ...] = ()  # kinds on the result sheet in order; empty: all
    roles: tuple[Role, ...] = ()
    kinds: tuple[Kind, ...] = ()
    steps: tuple[Step, ...] = ()

    def step(self, id: str) -> Step:
        return _index(self).steps[id]

    def has_step(self, id: str) -> bool:
        return id in _index(self).steps

    def kind(self, id: str) -> Kind | None:
        return _index(self).kinds.get(id)

    def heading_of(self, kind: str) -> Kind | None:
        return _index(self).headings.get(kind)

    def role(self, id: str) -> Role | None:
        return _index(self).roles.get(id)

    def beside(self, role: str) -> tuple[str, ...]:
        definition = self.role(role)
        return definition.beside if definition else ()

    def apart(self) -> set[str]:
        return {role.id for role in self.roles if role.apart}

    def line(self) -> tuple[Step, ...]:
        """The steps of the main phase that come by themselves, one after the other."""
        return _index(self).line

    def field_of(self, kind: str) -> Field:
        fields = (step.field for step in self.steps for may in step.may if kind in may.kinds)
        return next((field for field in fields if field != "none"), "solution")

    def brings(self) -> str:
        return next((role.id for role in self.roles if role.brings), "")

    def steers(self) -> str:
        return next((role.id for role in self.roles if role.steers), "")

    def of(self, macro: Macro) -> tuple[Step, ...]:
        return _index(self).macros[macro]


class _Index:
    """The parts of a process by their ids. It keeps its process, so that no other gets the same identity."""

    __slots__ = ("headings", "kinds", "line", "macros", "process", "roles", "steps")

    def __init__(self, process: Process) -> None:
        self.process = process
        self.steps = {step.id: step for step in process.steps}
        self.kinds = {kind.id: kind for kind in process.kinds}
        self.headings = {kind.gathers: kind for kind in process.kinds if kind.gathers}
        self.macros: dict[Macro, tuple[Step, ...]] = {
            macro: tuple(step for step in process.steps if step.macro == macro) for macro in get_args(Macro)
        }
        self.line = tuple(step for step in self.macros["main"] if not step.aside)
        self.roles = {role.id: role for role in process.roles}


_shared: dict[Process, Process] = {}
_indexes: dict[int, _Index] = {}
MOST_SHARED = 500


def shared_process(process: Process) -> Process:
    """The one object for all processes that are equal, so that thousands of meetings share it."""
    if len(_shared) > MOST_SHARED:
        _shared.clear()
    return _shared.setdefault(process, process)


def _index(process: Process) -> _Index:
    index = _indexes.get(id(process))
    if index is None:
        if len(_indexes) > MOST_SHARED:
            _indexes.clear()
        index = _indexes[id(process)] = _Index(process)
    return index
