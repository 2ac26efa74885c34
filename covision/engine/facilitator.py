"""Covision holding the facilitator's part: from the meeting, who is here and ready, and the time, the next thing to do.

It asks the process's own questions, reveals, gives time and leads on when the group is ready. It weighs nothing that
anybody wrote, chooses nothing on its own, and does nothing that a person who holds the bar could not do.
"""

from collections import Counter
from datetime import datetime

from .command import Command
from .commands import AddTime, EndStep, EndTurn, ProposeCase, Reveal, SendQuestion, StartClock
from .deciding.cards import visible
from .deciding.marks import dots_left, to_reveal
from .deciding.missing import missing
from .meeting import NOBODY, Card, Meeting, turn_of
from .plain import value
from .process import Question
from .rules import Way
from .ways import open_ways

BREATH = 3  # seconds after anything happened in which Covision does nothing
PAUSE = 20  # seconds of quiet before it leads on because the time is over
ANSWERED = 12  # seconds of quiet after an answer before the next question
SILENCE = 60  # seconds of quiet after a question before the next one
CLOSING = 0.35  # of the step's time left, when the last question is asked if something is still missing
MORE_MINUTES = 2


@value
class Attendance:
    """What is known beside the meeting and never kept."""

    present: frozenset[int]  # seats with an open line
    ready: frozenset[int]  # seats that said they are ready
    quiet: int  # seconds in which nothing has happened


def next_move(meeting: Meeting, attendance: Attendance, now: datetime) -> Command | None:
    """The command with which Covision goes on now, if any. While nobody is present nothing happens."""
    people = frozenset(seat.number for seat in meeting.people())
    present, ready = people & attendance.present, people & attendance.ready
    if not meeting.covision_leads() or meeting.closed or not present or attendance.quiet < BREATH:
        return None
    if meeting.clock.length and meeting.clock.since is None:
        return StartClock()
    if meeting.clock.more_asked:
        return AddTime(MORE_MINUTES)
    group_says_so = len(ready) >= min(2, len(people)) and 2 * len(ready) > len(present | ready)
    return (
        _reveal(meeting, present, attendance, group_says_so, now)
        or _propose(meeting, attendance)
        or _pass_turn(meeting, attendance)
        or _lead_on(meeting, attendance, group_says_so, now)
        or _ask(meeting, attendance, now)
    )


def turn(meeting: Meeting, present: frozenset[int]) -> tuple[int, ...]:
    """The seats that may contribute something the group sees and have not yet, in the order in which they are
    asked; each step begins with another person. Empty where people write in silence, and where the process
    itself has them go round."""
    step = meeting.step()
    if meeting.closed or step.silent or step.turns or step.macro != "main":
        return ()
    waiting = [
        seat.number
        for seat in meeting.people()
        if _has_word(meeting, seat.number) and seat.number in present and not _heard(meeting, seat.number)
    ]
    before = sum(1 for visit in meeting.visits if visit.ended)
    at = before % len(waiting) if waiting else 0
    return tuple(waiting[at:] + waiting[:at])


def asked_here(meeting: Meeting) -> tuple[str, ...]:
    return tuple(card.prompt for card in _cards_here(meeting) if card.prompt)


def _has_word(meeting: Meeting, seat: int) -> bool:
    round, name = meeting.place()
    process, roles = meeting.process(), meeting.roles(seat, round, name)
    if {*meeting.step().listens, *meeting.step().absent} & set(roles):
        return False
    kinds = (process.kind(id) for may in meeting.step().may if may.role in roles for id in may.kinds)
    return any(kind is not None and kind.seen == "all" for kind in kinds)


def _heard(meeting: Meeting, seat: int) -> bool:
    return any(card.seat == seat and visible(meeting, card, NOBODY) for card in _cards_here(meeting))


def _cards_here(meeting: Meeting) -> tuple[Card, ...]:
    visit = (*meeting.place(), meeting.lap())
    return tuple(
        card for card in meeting.cards if (card.round, card.step, card.lap) == visit and not card.withdrawn
    )


def _is_over(meeting: Meeting, now: datetime) -> bool:
    return meeting.clock.length > 0 and meeting.clock.used(now) >= meeting.clock.length


def _was_undone(meeting: Meeting) -> bool:
    return any((entry.what, entry.details) == ("undone", (meeting.place()[1],)) for entry in meeting.log)


def _reveal(
    meeting: Meeting, present: frozenset[int], attendance: Attendance, group_says_so: bool, now: datetime
) -> Command | None:
    """All who are present have done their part and it is quiet, or the group says so."""
    what = to_reveal(meeting)
    if not what:
        return None
    done = _all_wrote(meeting, present) if what == "cards" else _all_voted(meeting, present)
    quiet = attendance.quiet >= PAUSE
    return Reveal() if group_says_so or (quiet and (done or _is_over(meeting, now))) else None


def _all_wrote(meeting: Meeting, present: frozenset[int]) -> bool:
    outputs = meeting.step().outputs
    wrote = {card.seat for card in _cards_here(meeting) if card.kind in outputs}
    asked = {seat for seat in present if set(meeting.may_write(seat)) & set(outputs)}
    return bool(asked) and asked <= wrote


def _all_voted(meeting: Meeting, present: frozenset[int]) -> bool:
    rules = [rule for rule in meeting.step().marks if rule.hidden and rule.dots]
    return bool(rules) and all(not dots_left(meeting, rule, seat) for rule in rules for seat in present)


def _propose(meeting: Meeting, attendance: Attendance) -> Command | None:
    """The problem with the most votes; among equals the more urgent one, then the one written first."""
    current = meeting.round_now()
    if meeting.step().act != "choose" or current is None or meeting.has_case() or to_reveal(meeting):
        return None
    proposed = meeting.card(current.proposed)
    if proposed is not None and proposed.seat in attendance.present:
        return None
    cases = [card for card in meeting.open_cases() if card.seat in attendance.present]
    if not cases:
        return None
    round = meeting.place()[0]
    votes = Counter(given.card for given in meeting.marks if given.round == round)
    return ProposeCase(max(cases, key=lambda card: (votes[card.id], _urgency(meeting, card))).id)


def _urgency(meeting: Meeting, card: Card) -> int:
    """How far to the end the chosen option stands among those of its question."""
    return sum(
        tag.options.index(option)
        for tag in meeting.kind_of(card).tags
        if not tag.many and not tag.unfit
        for option in tag.options
        if f"{tag.id}:{option}" in card.tags and len(tag.options) > 2
    )


def _pass_turn(meeting: Meeting, attendance: Attendance) -> Command | None:
    seat = turn_of(meeting)
    return EndTurn(seat) if seat and seat not in attendance.present and attendance.quiet >= PAUSE else None


def _lead_on(meeting: Meeting, attendance: Attendance, group_says_so: bool, now: datetime) -> Command | None:
    """When most of those present are ready; or when the time is over, it is quiet and nothing is missing.
    Elsewhere than straight on only where the group wishes to go; a firm rule is left only if somebody agrees
    to it."""
    if to_reveal(meeting) or _waits_for_somebody(meeting):
        return None
    lacking = missing(meeting, now)
    in_time = (
        _is_over(meeting, now) and attendance.quiet >= PAUSE and not lacking and not _was_undone(meeting)
    )
    if not group_says_so and not in_time:
        return None
    if lacking and meeting.step().firm == "hard" and not meeting.agreed:
        return None
    way = _wished_way(meeting)
    if way is not None or meeting.step().only_ways:
        return EndStep(meeting.place()[1], way.id, ready=len(attendance.ready)) if way is not None else None
    nothing_left = meeting.step().act == "choose" and not meeting.has_case()
    return EndStep(
        meeting.place()[1], "final" if nothing_left else "", anyway=group_says_so, ready=len(attendance.ready)
    )


def _wished_way(meeting: Meeting) -> Way | None:
    """A way about which nobody in particular decides has to be the wish of most of the group, unless the
    group can only go on by one of several."""
    of = len(meeting.taking_part(meeting.place()[0]))
    wished = {
        way.id: sum(1 for id, seat in meeting.wishes if id == way.id and meeting.is_in(seat))
        for way in open_ways(meeting)
    }
    enough = 0 if meeting.step().only_ways else of / 2
    ways = [way for way in open_ways(meeting) if wished[way.id] and (way.by or wished[way.id] > enough)]
    return max(ways, key=lambda way: wished[way.id], default=None)


def _waits_for_somebody(meeting: Meeting) -> bool:
    step = meeting.step()
    if step.act == "choose":
        return not meeting.has_case() and bool(meeting.open_cases())
    if step.act == "agree":
        return not all(seat.agreed for seat in meeting.people())
    return False


def _ask(meeting: Meeting, attendance: Attendance, now: datetime) -> Command | None:
    step, round = meeting.step(), meeting.place()[0]
    roles, may = meeting.roles(NOBODY, *meeting.place()), meeting.may_write(NOBODY)
    questions = [question for question in step.questions if question.kind in may and question.role in roles]
    asked_prompts = asked_here(meeting)
    unasked = [
        question
        for question in questions
        if not meeting.card(_name(round, step.id, question))
        and f"{step.id}.{question.id}" not in asked_prompts
    ]
    if not unasked or _is_over(meeting, now):
        return None
    asked = [question for question in questions if question not in unasked]
    left = 1 - meeting.clock.used(now) / meeting.clock.length if meeting.clock.length else 1.0
    if asked and left < CLOSING and missing(meeting, now) and questions[-1] in unasked:
        question = questions[-1]
    elif not asked or _may_ask_again(meeting, attendance, left, len(asked), len(questions)):
        question = unasked[0]
    else:
        return None
    return SendQuestion(_name(round, step.id, question), f"{step.id}.{question.id}")


def _may_ask_again(meeting: Meeting, attendance: Attendance, left: float, asked: int, of: int) -> bool:
    """Where people talk the questions are spread over the time; where they write, an answer or a silence is
    waited for."""
    if meeting.spoken:
        return 1 - left >= asked / of
    last = _cards_here(meeting)[-1:]
    answered = bool(last) and last[0].seat != NOBODY
    return attendance.quiet >= (ANSWERED if answered else SILENCE)


def _name(round: int, step: str, question: Question) -> str:
    return f"asked-{round}-{step}-{question.id}"
