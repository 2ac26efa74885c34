"""Commitments: what somebody took on in a meeting is offered to that person when it ends, and is hers alone once she keeps it.

Offered commitments are rows whose words stay in the meeting's vault and go with it. Keeping one seals its words anew under a
key of its own, so that it can go at once and alone. What a person says of one is in no journal.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import close_old_connections, connections, transaction
from django.db.models import F, Q
from django.utils.timezone import localtime

from covision import vault
from covision.actions.shared.room_alarms import COMMITMENTS, tell_rooms_of_person
from covision.actions.shared.text import clean_text
from covision.engine.meeting import Card, Meeting
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.engine.scene.composer import OwnStep
from covision.models.commitments import Commitment
from covision.models.meetings import Meeting as MeetingRow
from covision.models.people import Person

KEEP = timedelta(days=183)  # after the date, or after it was kept
WITHIN = timedelta(hours=36)  # in which a first step should be done (method.md 1.1, step 6)
SOON = timedelta(hours=20)
MORNING = 7
WEEKS = (2, 3, 4, 6)
LATER = timedelta(days=7)
LONGEST_NOTE = 1000
OUTCOMES = {"step": ("done", "not-yet", "changed"), "goal": ("yes", "partly", "no", "later")}
OPEN = ("", "not-yet", "later")

_pool = ThreadPoolExecutor(1, thread_name_prefix="commitments")


@value
class OwnCommitment:
    """A commitment as its person reads it."""

    row: Commitment
    text: str
    note: str

    @property
    def kept(self) -> bool:
        return self.row.meeting_id is None

    @property
    def open(self) -> bool:
        return self.row.outcome in OPEN

    def asks(self, now: datetime) -> bool:
        return self.row.kind == Commitment.Kind.GOAL and self.kept and self.open and self.row.due <= now


# -- at the end of a meeting -------------------------------------------------------------------------------------------


def offer(meeting_id: int, meeting: Meeting, people: Mapping[int, int], *, now: datetime) -> None:
    """Offer what each took on in a meeting that has ended to that person; the words stay in the meeting's
    vault. `people` are seat numbers by person; whoever coached herself is offered hers alike. If the
    meeting went on after all, the offers are made anew."""
    if not meeting.closed:
        return
    row = MeetingRow.objects.filter(pk=meeting_id).exclude(kind=MeetingRow.Kind.REHEARSAL).first()
    if row is None:
        return
    persons = {seat: person for person, seat in people.items()}
    Commitment.objects.filter(meeting=row).delete()
    for owner, kind, card in _taken_on(meeting):
        if owner not in persons or card.text is None:
            continue
        Commitment.objects.get_or_create(
            person_id=persons[owner],
            card=card.id,
            defaults={
                "circle_id": row.circle_id,
                "meeting": row,
                "kind": kind,
                "ref": card.text.id,
                "written_as": card.kind,
                "seat": card.seat,
                "taken": now.replace(second=0, microsecond=0),
                "due": datetime.fromisoformat(card.due) if card.due else now + timedelta(weeks=WEEKS[1]),
            },
        )


def _taken_on(meeting: Meeting) -> Iterator[tuple[int, str, Card]]:
    """Whose, of which kind, and the card: dated ones of whoever wrote them, goals of whoever brought the
    case."""
    for card in meeting.cards:
        if card.withdrawn or card.replaced:
            continue
        kind = meeting.kind_of(card)
        if kind.dated:
            yield card.seat, Commitment.Kind.STEP, card
        elif kind.asked and meeting.client(card.round):
            yield meeting.client(card.round), Commitment.Kind.GOAL, card


# -- one's own ---------------------------------------------------------------------------------------------------------


def commitments_of(person: Person | None) -> list[OwnCommitment]:
    rows = Commitment.objects.filter(person=person) if person else Commitment.objects.none()
    return with_words(rows.select_related("circle").order_by("due", "pk"))


def own_commitment(public_id: str, *, by: Person | None) -> OwnCommitment:
    """One commitment of somebody.

    :raises Refused: there is none of this person.
    """
    return with_words([_own_row(public_id, by)])[0]


def with_words(rows: Iterable[Commitment]) -> list[OwnCommitment]:
    """Open the words of commitments: kept ones with keys of their own, others while their meeting is kept."""
    commitments = list(rows)
    boxes = [
        (row.key, kind, box) for row in commitments for kind, box in (("text", row.text), ("note", row.note))
    ]
    kept, offered = vault.open_kept(boxes), _offered(commitments)
    return [
        OwnCommitment(
            row, kept.get((row.key, "text")) or offered.get(row.ref, ""), kept.get((row.key, "note"), "")
        )
        for row in commitments
    ]


def _offered(rows: list[Commitment]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for meeting in {row.meeting_id for row in rows if row.meeting_id}:
        wanted = [(row.ref, row.written_as, row.seat) for row in rows if row.meeting_id == meeting]
        texts |= vault.MEETINGS.open(meeting, wanted)
    return texts


def keep(public_id: str, *, soon: bool, at_date: bool, weeks: int, by: Person | None, now: datetime) -> None:
    """Keep an offered commitment beyond its meeting: its words are sealed anew under a key of its own.

    :raises Refused: there is none of this person, or its words are gone.
    """
    row = _own_row(public_id, by)
    if row.meeting_id is None:
        return
    [commitment] = with_words([row])
    if not commitment.text:
        raise Refused("The meeting has been erased, and these words with it.", "gone")
    if row.kind == Commitment.Kind.GOAL:
        if weeks not in WEEKS:
            raise Refused("Please choose when you want to be asked.", "invalid", field="weeks")
        row.due = row.taken + timedelta(weeks=weeks)
    row.text = vault.seal_kept(row.key, "text", commitment.text)
    row.meeting, row.ref, row.written_as, row.seat = None, "", "", 0
    row.erase_after = max(row.due, now) + KEEP
    _set_letters(row, soon, at_date, now)
    row.save()
    _tell_rooms(row)


def change(public_id: str, *, note: str, soon: bool, at_date: bool, by: Person | None, now: datetime) -> None:
    """Keep somebody's note for herself, and which letters she wants.

    :raises Refused: there is no such commitment of this person, or the note is too long.
    """
    row = _own_row(public_id, by, kept=True)
    text = clean_text(note)
    if len(text) > LONGEST_NOTE:
        raise Refused(
            "This text has {size} characters. At most {limit} are possible here.",
            "invalid",
            size=len(text),
            limit=LONGEST_NOTE,
            field="note",
        )
    row.note = vault.seal_kept(row.key, "note", text)
    _set_letters(row, soon, at_date, now)
    row.save()
    _tell_rooms(row)


def record_outcome(public_id: str, said: str, *, by: Person | None, now: datetime) -> None:
    """Note what became of a commitment, for its person's eyes.

    :raises Refused: there is none of this person, or this is no answer to it.
    """
    row = _own_row(public_id, by, kept=True)
    if said not in OUTCOMES[row.kind]:
        raise Refused("Please choose one of the answers.", "invalid")
    row.outcome = said
    row.settled = None if said in OPEN else now.replace(second=0, microsecond=0)
    if said == "later":
        row.due = now + LATER
    if row.settled:
        row.soon_at = row.due_at = None
    row.save()
    _tell_rooms(row)


def delete(public_id: str, *, by: Person | None) -> None:
    """Delete a commitment, its note and its key at once and for good.

    :raises Refused: there is none of this person.
    """
    row = _own_row(public_id, by)
    key = row.key
    row.delete()
    vault.erase_kept([key])
    _tell_rooms(row)


def erase_all_of(person: Person) -> None:
    for commitment in commitments_of(person):
        delete(commitment.row.public_id, by=person)


def erase_kept_due(now: datetime) -> None:
    with transaction.atomic():
        Commitment.objects.filter(erase_after__lte=now).delete()
    ids = Commitment.objects.filter(meeting=None).values_list("public_id", flat=True)
    vault.erase_kept_but("commitment", (f"commitment {id}" for id in ids))
    COMMITMENTS.sound()


def _own_row(public_id: str, by: Person | None, kept: bool | None = None) -> Commitment:
    row = Commitment.objects.filter(public_id=public_id, person=by).first() if by else None
    if row is None:
        raise Refused("There is nothing here that you took on, or it has been deleted.", "gone")
    if kept and row.meeting_id is not None:
        raise Refused("Please keep this first; then you can say what became of it.")
    return row


def _set_letters(row: Commitment, soon: bool, at_date: bool, now: datetime) -> None:
    """When letters go: before a first day and a half are over, and in the morning of the date. None without
    an address."""
    may, first = bool(row.person.email), row.taken + SOON
    row.soon_at = max(first, now) if may and soon and now < row.taken + WITHIN else None
    row.due_at = _morning(row.due) if may and at_date and row.due > now else None


def _morning(due: datetime) -> datetime:
    return min(due, localtime(due).replace(hour=MORNING, minute=0, second=0, microsecond=0))


# -- the look back -----------------------------------------------------------------------------------------------------


def to_look_back_on(
    meeting_id: int, people: Iterable[int]
) -> dict[int, list[tuple[OwnStep, Mapping[str, str]]]]:
    """Be, by person, the steps and goals of earlier meetings of this one's circle, with their words by
    reference: those still open when it began."""
    rows = Commitment.objects.filter(
        Q(settled=None) | Q(settled__gte=F("circle__meetings__created")),
        circle__meetings=meeting_id,
        person__in=list(people),
    ).exclude(meeting=meeting_id)
    by_person: dict[int, list[tuple[OwnStep, Mapping[str, str]]]] = {}
    for commitment in with_words(rows.order_by("due", "pk")):
        row, note = commitment.row, f"{commitment.row.public_id}-note" if commitment.note else ""
        goal = row.kind == Commitment.Kind.GOAL
        step = OwnStep(row.public_id, localtime(row.due).isoformat(), row.outcome, goal, note)
        words = {row.public_id: commitment.text, **({note: commitment.note} if note else {})}
        by_person.setdefault(row.person_id, []).append((step, words))
    return by_person


def record_outcome_in_room(
    public_id: str, said: str, *, by: int, now: datetime, then: Callable[[], None]
) -> "Future[None]":
    """As `say`, from the room, which does not wait for it; `then` follows when it is kept."""

    def keep_it() -> None:
        close_old_connections()
        try:
            person = Person.objects.get(pk=by)
            _keep_with_outcome(public_id, said, person, now)
            then()
        finally:
            connections.close_all()

    return _pool.submit(keep_it)


def _keep_with_outcome(public_id: str, said: str, person: Person, now: datetime) -> None:
    """An answer in the look back is an act of the person too: it keeps what was only offered so far."""
    keep(public_id, soon=False, at_date=False, weeks=WEEKS[1], by=person, now=now)
    record_outcome(public_id, said, by=person, now=now)


def _tell_rooms(row: Commitment) -> None:
    COMMITMENTS.sound()
    tell_rooms_of_person(row.person_id)
