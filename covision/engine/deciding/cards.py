"""Contributions: who may write what in which step, and what becomes of it. The text itself is never looked at."""

from datetime import datetime, timedelta

from covision.engine.commands import Rewrite, SendQuestion, Write
from covision.engine.events import CardBrought, CardRewritten, CardWithdrawn, CardWritten, Event
from covision.engine.meeting import Card, Meeting
from covision.engine.process import Kind
from covision.engine.refusals import Refused

from . import permits
from .permits import written_here

MOST_CARDS = 60
AT_MOST_AHEAD = timedelta(days=730)


def write(meeting: Meeting, command: Write, by: int, now: datetime) -> tuple[Event, ...]:
    """:raises Refused: the role may not make this kind in this step, the text is too long, or something is missing."""
    kind = _allowed_kind(meeting, command.kind, by)
    if meeting.card(command.card):
        raise Refused("This contribution is there already.")
    check_text(kind, command.length, command.opened)
    check_tags(kind, command.tags)
    _check_due(kind, command.due, now)
    _check_reply(meeting, kind, command.reply, by)
    to = _addressee(meeting, kind, command.to, by)
    _check_number(meeting, kind, by)
    permits.check_time(meeting, kind, now)
    aside = permits.holding_back(meeting, kind.id, by, command.anyway)
    return (
        *aside,
        CardWritten(
            command.card,
            kind.id,
            command.text,
            "",
            command.reply,
            command.tags,
            command.due if kind.dated else "",
            command.opened,
            to,
        ),
    )


def send_question(meeting: Meeting, command: SendQuestion, by: int) -> tuple[Event, ...]:
    step = meeting.step()
    roles = meeting.roles(by, *meeting.place())
    question = next(
        (q for q in step.questions if q.kind and q.role in roles and f"{step.id}.{q.id}" == command.question),
        None,
    )
    if question is None:
        raise Refused("This question does not belong to your part in this step.", "forbidden")
    kind = _allowed_kind(meeting, question.kind, by)
    if meeting.card(command.card):
        raise Refused("This contribution is there already.")
    _check_number(meeting, kind, by)
    return (CardWritten(command.card, question.kind, None, command.question),)


def rewrite(meeting: Meeting, command: Rewrite, by: int, now: datetime) -> tuple[Event, ...]:
    card = own_card(meeting, command.card, by)
    if not may_change(meeting, card, by):
        raise Refused("This contribution belongs to an earlier step and stays as it is.")
    kind = meeting.kind_of(card)
    check_text(kind, command.length, command.opened)
    check_tags(kind, command.tags)
    _check_due(kind, command.due, now)
    permits.check_time(meeting, kind, now)
    return (
        CardRewritten(card.id, command.text, command.tags, command.due if kind.dated else "", command.opened),
    )


def withdraw(meeting: Meeting, id: str, by: int) -> tuple[Event, ...]:
    card = own_card(meeting, id, by)
    if any(card.id in {round.case, round.proposed} for round in meeting.rounds):
        raise Refused("The group is working on this problem. Say pass if you do not want to bring it.")
    if not may_withdraw(meeting, card, by):
        raise Refused("This contribution belongs to an earlier step and stays as it is.")
    return (CardWithdrawn(card.id),)


def may_withdraw(meeting: Meeting, card: Card, by: int) -> bool:
    """Unless the group works on it: what only its author sees, a problem, and what may still be changed."""
    private = meeting.kind_of(card).seen == "author" or card.kind == "problem"
    return private or may_change(meeting, card, by)


def bring(meeting: Meeting, id: str, by: int) -> tuple[Event, ...]:
    card = own_card(meeting, id, by)
    kind = meeting.kind_of(card)
    if not kind.becomes or card.round != meeting.place()[0]:
        raise Refused("Only a parked thought of this round can be brought in.", "invalid")
    if not may_bring(meeting, card):
        raise Refused("Its time has not come yet. Your thought stays parked, only you see it.")
    return (CardBrought(card.id, kind.becomes),)


def may_bring(meeting: Meeting, card: Card) -> bool:
    """Whether a parked thought may come in: the step has a place for what it becomes. So a facilitator who
    shares the problem can bring in what they wrote down beforehand without giving advice now (method.md 1.2)."""
    becomes = meeting.kind_of(card).becomes
    fitting = any(becomes in may.kinds for may in meeting.step().may)
    return bool(becomes) and fitting and card.round == meeting.place()[0] and not meeting.closed


def own_card(meeting: Meeting, id: str, by: int) -> Card:
    """What others wrote answers like what does not exist.

    :raises Refused: it is no card of this person.
    """
    card = meeting.card(id)
    if card is None or card.seat != by:
        raise Refused("There is no such contribution of yours.", "gone")
    return card


def may_change(meeting: Meeting, card: Card, by: int) -> bool:
    return (
        card.seat == by
        and not card.replaced
        and card.kind in meeting.may_write(by)
        and card.round == meeting.place()[0]
        and not (meeting.kind_of(card).shape == "field" and card.step != meeting.place()[1])
    )


def visible(meeting: Meeting, card: Card, viewer: int) -> bool:
    if card.withdrawn:
        return False
    if card.seat == viewer:
        return True
    match meeting.kind_of(card).seen:
        case "author":
            return False
        case "addressee":
            return card.to == viewer
        case "final":
            assert meeting.frame is not None
            return bool(meeting.visits) and meeting.place()[1] == meeting.frame.of("final")[-1].id
        case "all":
            return meeting.shows_card(card) and not permits.is_out_of_sight(meeting, card, viewer)


def _allowed_kind(meeting: Meeting, id: str, by: int) -> Kind:
    kind = meeting.process().kind(id)
    if kind is None:
        raise Refused("This step does not know such a contribution.", "invalid")
    if id not in meeting.may_write(by):
        permits.refuse_turn(meeting, id, by)
        permits.refuse_listener(meeting, by)
        if any(id in may.kinds for may in meeting.step().may):
            raise Refused(
                "Your part in this step is another one. Keep the thought, its time may come.", "forbidden"
            )
        raise Refused("This does not belong into the step the group is in now.")
    return kind


def check_text(kind: Kind, length: int, opened: bool) -> None:
    """Check a text from outside, whether for a card or for a case that is prepared.

    :raises Refused: it is missing, too long, or does not begin as it has to.
    """
    if length == 0:
        raise Refused("There is no text yet.", "invalid")
    if length > kind.limit:
        raise Refused(
            "This text has {size} characters. At most {limit} are possible here.",
            "invalid",
            size=length,
            limit=kind.limit,
        )
    if kind.begins and not opened:
        raise Refused("This has to begin with the opening words that stand beside the field.", "invalid")
    if kind.opening and not opened:
        raise Refused("This sentence has to begin with “I”, or with “We” for a shared problem.", "invalid")


def check_tags(kind: Kind, tags: tuple[str, ...]) -> None:
    """:raises Refused: something was picked that was not offered, or a question is not answered."""
    offered = {f"{tag.id}:{option}" for tag in kind.tags for option in tag.options}
    if not set(tags) <= offered or len(set(tags)) < len(tags):
        raise Refused("This choice is not among those offered.", "invalid")
    for tag in kind.tags:
        picked = sum(f"{tag.id}:{option}" in tags for option in tag.options)
        if picked != 1 and not tag.many:
            raise Refused("Please answer every question beside the text.", "invalid")


def _check_due(kind: Kind, due: str, now: datetime) -> None:
    if not kind.dated:
        return
    try:
        when = datetime.fromisoformat(due)
    except ValueError:
        raise Refused("Please say when: a day and a time.", "invalid") from None
    if when.tzinfo is None or not now - timedelta(minutes=5) <= when <= now + AT_MOST_AHEAD:
        raise Refused("Please choose a day and a time that is still to come, within two years.", "invalid")


def _check_reply(meeting: Meeting, kind: Kind, reply: str, by: int) -> None:
    if not reply:
        if kind.bound:
            raise Refused(
                "Here a statement only answers a question. Choose the question you answer, or ask one.",
                "invalid",
            )
        return
    asked = meeting.card(reply)
    if not kind.replies or asked is None or asked.kind != kind.replies or asked.round != meeting.place()[0]:
        raise Refused("The question this answers is not there.", "gone")
    if kind.bound and asked.seat == by:
        raise Refused("Somebody else answers your question.")


def _addressee(meeting: Meeting, kind: Kind, to: int, by: int) -> int:
    if kind.seen != "addressee":
        return 0
    leaders = meeting.leaders(by)
    if to not in leaders and (to or len(leaders) != 1):
        raise Refused("Please choose whom it is for.", "invalid")
    return to or leaders[0]


def _check_number(meeting: Meeting, kind: Kind, by: int) -> None:
    written = written_here(meeting, by, kind.id)
    if kind.shape == "card" and written >= MOST_CARDS:
        raise Refused(
            "You have written {most} contributions in this step. That is the most.", "large", most=MOST_CARDS
        )
    if permits.reported(meeting, kind.id, by):
        raise Refused("Your group has written this already. Whoever wrote it can still change it.")
    most = permits.most_of(meeting, kind.id, by)
    if most and kind.shape == "card" and written >= most:
        raise Refused("In this step each person gives at most {most} of these.", most=most)
