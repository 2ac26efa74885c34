"""A process as data: its steps, roles, kinds of contribution and marks, without a word of any language."""

from typing import Literal, get_args

from .plain import value

Macro = Literal["initial", "main", "final"]
Field = Literal["none", "problem", "change", "solution"]
Shape = Literal["card", "field"]
Seen = Literal["all", "author", "addressee", "final"]
Act = Literal["agree", "choose", "cast"]
Owner = Literal["client", "group"]
Experience = Literal["none", "some", "much"]
Helps = Literal["ideas", "questions"]

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
    beside it. `asked`: weeks later its owner is asked whether it was reached.
    """

    id: str
    shape: Shape = "card"
    limit: int = 600
    seen: Seen = "all"
    opening: bool = False
    dated: bool = False
    spoken: bool = False
    becomes: str = ""
    replies: str = ""
    soon: int = 0
    back: bool = False
    asked: bool = False
    tags: tuple[Tag, ...] = ()

    def fits(self, picked: tuple[str, ...]) -> bool:
        """Whether a contribution with these tags passes its suitability check (method.md 3.4)."""
        ticked = all(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.must)
        return ticked and not self.unfit(picked)

    def unfit(self, picked: tuple[str, ...]) -> bool:
        return any(f"{tag.id}:{option}" in picked for tag in self.tags for option in tag.unfit)


@value
class May:
    """Whoever holds `role` may make contributions of these `kinds`."""

    role: str
    kinds: tuple[str, ...]


@value
class Mark:
    """Something said about a contribution without words: kept, chosen, a vote, a consent.

    `by` are roles, `on` are kinds. With `each`, every person marks for herself and marks are counted; without, the
    roles in `by` keep one common list, in an order if `ordered`. `dots` is the most one person may give in the step.
    `hidden` marks are seen by nobody, not even as a count, before they are revealed. What a mark that `picks` is on
    travels on to later steps and to the result sheet.
    """

    id: str
    by: tuple[str, ...]
    on: tuple[str, ...]
    each: bool = False
    dots: int = 0
    hidden: bool = False
    ordered: bool = False
    picks: bool = False


@value
class Question:
    """A guiding question for `role`, ready to be sent as a contribution of `kind` where the role may make it."""

    id: str
    role: str
    kind: str = ""


@value
class Step:
    """One micro step. `minutes` 0 is untimed. `silent`: what the step collects is seen by
    its author only until it is revealed. `outputs` are the kinds the step should leave; `carried` are kinds shown at the top. `state` offers the private
    state check at its end (method.md 2.2). `each_round` steps of the frame come again before every round."""

    id: str
    micro: int
    macro: Macro
    field: Field = "none"
    minutes: int = 0
    act: Act | None = None
    silent: bool = False
    each_round: bool = False
    state: bool = False
    may: tuple[May, ...] = ()
    marks: tuple[Mark, ...] = ()
    outputs: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@value
class Role:
    """A part somebody plays in a round. `rest`: everybody without another part. `brings`: brought the case.
    `steers`: holds the steering bar. `apart`: takes no part in content. `beside`: roles one may hold as well."""

    id: str
    least: int = 0
    most: int = 0
    rest: bool = False
    brings: bool = False
    steers: bool = False
    apart: bool = False
    beside: tuple[str, ...] = ()


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
    `case` says which problems it is for; `owner` is whom the result sheet belongs to."""

    id: str
    version: int
    case: Literal["none", "personal", "shared"] = "none"
    owner: Owner = "client"
    least: int = 2
    fit: Fit = Fit()
    roles: tuple[Role, ...] = ()
    kinds: tuple[Kind, ...] = ()
    steps: tuple[Step, ...] = ()

    def step(self, id: str) -> Step:
        return _index(self).steps[id]

    def has_step(self, id: str) -> bool:
        return id in _index(self).steps

    def kind(self, id: str) -> Kind | None:
        return _index(self).kinds.get(id)

    def role(self, id: str) -> Role | None:
        return _index(self).roles.get(id)

    def of(self, macro: Macro) -> tuple[Step, ...]:
        return _index(self).macros[macro]


class _Index:
    """The parts of a process by their ids. It keeps its process, so that no other gets the same identity."""

    __slots__ = ("kinds", "macros", "process", "roles", "steps")

    def __init__(self, process: Process) -> None:
        self.process = process
        self.steps = {step.id: step for step in process.steps}
        self.kinds = {kind.id: kind for kind in process.kinds}
        self.macros: dict[Macro, tuple[Step, ...]] = {
            macro: tuple(step for step in process.steps if step.macro == macro) for macro in get_args(Macro)
        }
        self.roles = {role.id: role for role in process.roles}


_known: dict[Process, Process] = {}
_indexes: dict[int, _Index] = {}
MOST_KNOWN = 500


def one_of_a_kind(process: Process) -> Process:
    """This will give the one object for all processes that are equal, so that thousands of meetings share it."""
    if len(_known) > MOST_KNOWN:
        _known.clear()
    return _known.setdefault(process, process)


def _index(process: Process) -> _Index:
    found = _indexes.get(id(process))
    if found is None:
        if len(_indexes) > MOST_KNOWN:
            _indexes.clear()
        found = _indexes[id(process)] = _Index(process)
    return found
