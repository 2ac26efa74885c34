"""Contributions as a viewer sees them, and what is carried along."""

from covision.engine.plain import value
from covision.engine.process import Field


@value
class MarkView:
    """A mark on a card as the viewer sees it: `count` of marks (0 or 1 in a common list), `mine`, `rank` from 1 in
    an ordered list, what the viewer may do with it."""

    mark: str
    count: int = 0
    is_own: bool = False
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
    (“step.question” of `process`) that everybody reads in their own language. `heads`: it is a heading, `cards` lie under
    it; `may_pick`: it can be put under one."""

    id: str
    process: str
    kind: str
    seat: int
    is_own: bool
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
    heads: bool = False
    cards: tuple["CardView", ...] = ()
    may_pick: bool = False
    may_take_out: bool = False
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
        return (
            self.may_bring
            or self.may_propose
            or self.may_take_out
            or any(mark.may_act for mark in self.marks)
        )


@value
class CardList:
    """Cards of one kind. `hidden`: the group does not see them yet, the viewer sees her own. `conversation`: questions
    with their answers, in order. `field` is where what is carried was won. `heading` is the kind of heading under which
    the viewer may put them together, in up to `limit` characters."""

    id: str
    process: str
    kind: str
    cards: tuple[CardView, ...]
    hidden: bool = False
    conversation: bool = False
    field: Field = "none"
    heading: str = ""
    limit: int = 0


@value
class Carried:
    """What was won stays in sight: fields and kept cards of earlier steps."""

    lists: tuple[CardList, ...]
