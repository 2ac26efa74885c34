"""Contributions as a viewer sees them, and what is carried along."""

from covision.engine.plain import value
from covision.engine.process import Field


@value
class MarkView:
    mark: str
    count: int = 0  # 0 or 1 in a common list
    is_own: bool = False
    rank: int = 0  # from 1 in an ordered list
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
    id: str
    process: str
    kind: str
    seat: int  # 0 where it does not stand under a name
    is_own: bool
    to: int = 0
    text: str = ""  # a reference
    language: str = ""
    # or a guiding question (“step.question” of `process`) that everybody reads in their own language
    prompt: str = ""
    reply: str = ""
    tags: tuple[str, ...] = ()
    due: str = ""
    unfit: bool = False
    unchecked: bool = False
    parked: bool = False
    unsigned: bool = False
    signed: str = ""  # the role of its author where it is unsigned, if that is told
    marks: tuple[MarkView, ...] = ()
    answers: tuple["CardView", ...] = ()
    heads: bool = False  # it is a heading
    cards: tuple["CardView", ...] = ()  # lie under it
    may_pick: bool = False  # it can be put under a heading
    may_take_out: bool = False
    may_edit: bool = False
    may_withdraw: bool = False
    may_answer: str = ""  # the kind of answer the viewer may give
    may_bring: bool = False
    may_propose: bool = False

    @property
    def shown_tags(self) -> tuple[str, ...]:
        return tuple(tag for tag in self.tags if tag.startswith(("whose:", "urgency:")))

    @property
    def kept(self) -> bool:
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
    id: str
    process: str
    kind: str
    cards: tuple[CardView, ...]
    hidden: bool = False  # the group does not see them yet, the viewer sees their own
    conversation: bool = False  # questions with their answers, in order
    field: Field = "none"  # where what is carried was won
    heading: str = ""  # the kind of heading under which the viewer may put them together
    limit: int = 0  # characters of such a heading


@value
class Carried:
    """What was won stays in sight: fields and kept cards of earlier steps."""

    lists: tuple[CardList, ...]
