"""What the viewer may write, and what their forms stand on."""

from covision.engine.deciding.cards import visible
from covision.engine.deciding.permits import most_of, reported, strength_of, written_here
from covision.engine.meeting import Card, Meeting
from covision.engine.scene.composer import CardForm, Composer

from .part import said_here
from .viewer import PreparedText, Viewer


def written_over(meeting: Meeting, viewer: Viewer) -> object:
    """What the forms of this step depend on: texts that may be replaced, questions that may be answered, how
    many of each kind the viewer has written, whose turn it is."""
    over = viewer.common.recall("written over", meeting.cards, lambda: _fields_and_questions(meeting))
    counts = viewer.memory.recall("written here", meeting.cards, lambda: _own(meeting, viewer.seat))
    return (over, counts, _reports(meeting, viewer.seat), said_here(meeting))


def _fields_and_questions(meeting: Meeting) -> tuple[Card, ...]:
    process, round = meeting.process(), meeting.place()[0]
    asked = {kind.replies for kind in process.kinds if kind.replies}
    kinds = {kind.id for kind in process.kinds if kind.shape == "field"} | asked
    return tuple(card for card in meeting.cards if card.round == round and card.kind in kinds)


def _reports(meeting: Meeting, seat: int) -> tuple[str, ...]:
    groups = meeting.step().groups
    return tuple(kind for kind in groups.reports if reported(meeting, kind, seat)) if groups else ()


def _own(meeting: Meeting, seat: int) -> tuple[tuple[str, int], ...]:
    counted = dict.fromkeys(kind for may in meeting.step().may if may.most for kind in may.kinds)
    return tuple((kind, written_here(meeting, seat, kind)) for kind in counted)


def drafts(meeting: Meeting, viewer: Viewer) -> tuple[PreparedText, ...]:
    """What the viewer has written at home and not yet sent in this round, as (kind, text)."""
    round = meeting.place()[0]
    return tuple(
        (kind, text)
        for kind, text in viewer.answers
        if not any(card.seat == viewer.seat for card in meeting.standing_cards(round, kind))
    )


def composer(meeting: Meeting, viewer: Viewer) -> Composer | None:
    if viewer.looks_back() or meeting.closed:
        return None
    kinds = meeting.may_write(viewer.seat)
    forms = tuple(_form(meeting, viewer, kind) for kind in kinds)
    visible_forms = tuple(
        sorted((form for form in forms if form is not None), key=lambda form: not form.draft)
    )
    round, step = meeting.place()
    cases = viewer.cases if "problem" in kinds else ()
    intended = viewer.intended_case if viewer.intended_case in cases else ""
    return Composer(visible_forms, f"{round}-{step}", cases, intended) if visible_forms else None


def _form(meeting: Meeting, viewer: Viewer, id: str) -> CardForm | None:
    process, round, groups = meeting.process(), meeting.place()[0], meeting.step().groups
    kind = process.kind(id)
    if kind is None or kind.back or kind.gathers:
        return None
    written, most = written_here(meeting, viewer.seat, id), most_of(meeting, id, viewer.seat)
    if kind.shape == "card" and ((most and written >= most) or reported(meeting, id, viewer.seat)):
        return None
    current = None
    if kind.shape == "field":
        cards = [card for card in meeting.standing_cards(round, id) if visible(meeting, card, viewer.seat)]
        own_cards = [card for card in cards if card.seat == viewer.seat and card.step == meeting.place()[1]]
        current = next(iter(own_cards if kind.seen == "author" else cards), None)
    reply = ""
    if kind.replies:
        asked = meeting.standing_cards(round, kind.replies)
        questions = [card for card in asked if card.step == meeting.place()[1] or kind.bound]
        questions = [
            card
            for card in questions
            if visible(meeting, card, viewer.seat) and not (kind.bound and card.seat == viewer.seat)
        ]
        if not questions:
            return None
        reply = questions[-1].id
    return CardForm(
        process=process.id,
        kind=id,
        shape=kind.shape,
        limit=kind.limit,
        opening=kind.opening,
        dated=kind.dated,
        tags=kind.tags,
        private=kind.seen == "author",
        current=current.id if current else "",
        current_text=current.text.id if current and current.text else "",
        reply=reply,
        to=meeting.leaders(viewer.seat) if kind.seen == "addressee" else (),
        begins=kind.begins,
        holds_back=strength_of(meeting, id, viewer.seat),
        left=most - written if most and kind.shape == "card" else 0,
        signed=kind.signed,
        draft=dict(drafts(meeting, viewer)).get(id, ""),
        of_group=groups is not None and id in groups.reports,
    )
