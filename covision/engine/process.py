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
    """A question answered by ticking. `many` allows several options; every option in `must` has to be ticked, and
    none in `unfit`, before the group may work on the contribution (method.md 3.4)."""

    id: str
    options: tuple[str, ...]
    many: bool = False
    must: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


@value
class Kind:
    """A kind of contribution. A card stands beside others, a field is one text per round that is replaced.

    `limit` is in characters. `seen` says who reads it: all, its author only, its author and the one person it is addressed
    to (somebody who led a round), or all from the final phase on.
    `opening` asks for the process's fixed first word. `dated` asks for a date. `spoken` kinds are not written where a
    group talks. `becomes` names the kind a parked card may turn into. `replies` must answer a card of that kind.
    `soon`: one of them should be due within so many hours. `back` kinds tell what came of a commitment and are offered
    beside it. `asked`: weeks later its owner is asked whether it was reached. `begins` asks for this kind's own opening
    words. `bound` kinds are only written as an answer to somebody else. `signed` says under what a card stands: the name,
    the part, the name once it is revealed, or nothing. `gathers`: a heading, under which cards of that kind are put together.
    `prepared`: whoever brings the case may write it at home; it is offered to her when the round begins.
    """

    id: str
    shape: Shape = "card"
    limit: int = 600
    seen: Readers = "all"
    opening: bool = False
    dated: bool = False
    spoken: bool = False
    becomes: str = ""
    replies: str = ""
    soon: int = 0
    back: bool = False
    asked: bool = False
    begins: bool = False
    bound: bool = False
    signed: Naming = "name"
    gathers: str = ""
    prepared: bool = False
    tags: tuple[Tag, ...] = ()

    def fits(self, picked: tuple[str, ...]) -> bool:
        """Whether a contribution with these tags passes its suitability check (method.md 3.4)."""
        ticked = all(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.must)
        return ticked and not self.unfit(picked)

    def unfit(self, picked: tuple[str, ...]) -> bool:
        return any(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.unfit)


@value
class May:
    """Whoever holds `role` may make contributions of these `kinds`: each person at most `most` of a kind in the step,
    and `least` are expected of each. Where the `strength` is “confirm”, the part is to hold back: who writes anyway has
    to confirm it and the group is told; “hint” only says so beside the field."""

    role: str
    kinds: tuple[str, ...]
    most: int = 0
    least: int = 0
    strength: Strength = "hard"


@value
class Mark:
    """Something said about a contribution without words: kept, chosen, a vote, a consent.

    `by` are roles, `on` are kinds. With `each`, every person marks for herself and marks are counted; without, the
    roles in `by` keep one common list, in an order if `ordered`. `dots` is the most one person may give in the step.
    `hidden` marks are seen by nobody, not even as a count, before they are revealed. What a mark that `picks` is on
    travels on to later steps and to the result sheet. Marks of one `scale` exclude each other on a card. A `complete`
    mark should be on every card before the step ends, given by each where each marks for herself.
    """

    id: str
    by: tuple[str, ...]
    on: tuple[str, ...]
    each: bool = False
    dots: int = 0
    hidden: bool = False
    ordered: bool = False
    picks: bool = False
    scale: str = ""
    complete: bool = False


@value
class Question:
    """A guiding question for `role`, ready to be sent as a contribution of `kind` where the role may make it."""

    id: str
    role: str
    kind: str = ""


@value
class Step:
    """One step. `micro` numbers it among the micro steps of the resource model, 0 where a method counts its own.

    `minutes` 0 is untimed, `each` adds minutes for every person who takes part, `days` is its length in a meeting held
    in writing. `silent`: what the step collects is seen by its author only until it is revealed; `still`: nothing is
    said or written but to oneself. `outputs` are the kinds the step should leave; `firm` is how strongly. `carried` are
    kinds shown at the top. `state` offers the private state check at its end (method.md 2.2). `each_round` steps of the
    frame come again before every round.

    `ways` lead elsewhere than to the next step; with `only_ways` there is no other way on. An `aside` step is reached by
    a way only, and from it the group goes on after the step it came from. `turns` go round, `groups` work apart for a
    while. `listens` are roles that follow and write nothing, `absent` ones neither see nor hear the step. `casts` are
    parts that may be taken and given back in it. `timer` “closes”: once the time is up nothing more is written.
    `prepared`: can be thought through at home. `evidence` says how well the step is known from its source.
    """

    id: str
    macro: Macro
    micro: int = 0
    field: Field = "none"
    minutes: int = 0
    each: int = 0
    days: int = 0
    act: Act | None = None
    silent: bool = False
    still: bool = False
    each_round: bool = False
    state: bool = False
    aside: bool = False
    only_ways: bool = False
    prepared: bool = False
    firm: Strength = "confirm"
    timer: Timer = "advises"
    evidence: Evidence = "sourced"
    may: tuple[May, ...] = ()
    marks: tuple[Mark, ...] = ()
    ways: tuple[Way, ...] = ()
    turns: Turns | None = None
    groups: Groups | None = None
    listens: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    casts: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@value
class Role:
    """A part somebody plays in a round. `rest`: everybody without another part. `brings`: brought the case.
    `steers`: holds the steering bar. `apart`: takes no part in content. `beside`: roles one may hold as well. `cast` says
    who is proposed for it: whoever had the fewest parts, if somebody has to take it; or in any case whoever has not had it
    for longest, somebody by lot, or the second who came in. It only proposes; people decide."""

    id: str
    least: int = 0
    most: int = 0
    rest: bool = False
    brings: bool = False
    steers: bool = False
    apart: bool = False
    beside: tuple[str, ...] = ()
    cast: Cast = "fewest"


@value
class Fit:
    """What a process is good for, beyond its case and its smallest group. `most` people (0: any number), `experience`
    is how used to one another's coaching a group should be, and `helps` is what those who help give."""

    most: int = 0
    experience: Experience = "none"
    helps: Helps = "ideas"


@value
class Process:
    """A method, or the frame of initial and final phase that every meeting has. `least` is the smallest group;
    `fit` says what it suits. `case` says which problems it is for; `proposed`: it is the first to be
    proposed for them. `owner` is whom the result sheet belongs to, `sheet` the kinds on it in order (all where empty).
    `each_once`: after the last step the next person brings a case, until everybody has.
    """

    id: str
    version: int
    case: Literal["none", "personal", "shared"] = "none"
    owner: Owner = "client"
    least: int = 2
    fit: Fit = Fit()
    proposed: bool = False
    each_once: bool = False
    sheet: tuple[str, ...] = ()
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
        """The kind of heading under which cards of a kind are put together, if there is one."""
        return _index(self).headings.get(kind)

    def role(self, id: str) -> Role | None:
        return _index(self).roles.get(id)

    def line(self) -> tuple[Step, ...]:
        """The steps of the main phase that come by themselves, one after the other."""
        return _index(self).line

    def field_of(self, kind: str) -> Field:
        """The field of the first step in which a kind can be contributed."""
        fields = (step.field for step in self.steps for may in step.may if kind in may.kinds)
        return next((field for field in fields if field != "none"), "solution")

    def brings(self) -> str:
        """The role of whoever brought the case, or nothing where the problem is shared."""
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
    """This will give the one object for all processes that are equal, so that thousands of meetings share it."""
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
