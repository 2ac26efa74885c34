"""Everything that is kept of one person, gathered for her when she asks: chapters of entries, one function for each noun."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.functional import Promise as Later
from django.utils.translation import gettext_lazy as _

from covision import processes, vault
from covision.actions.room import replay
from covision.actions.shared.batches import in_batches
from covision.engine.meeting import Meeting
from covision.engine.plain import value
from covision.models.agreements import Acceptance
from covision.models.cases import Case
from covision.models.circles import Activity, Application, Invitation, Membership
from covision.models.commitments import Commitment
from covision.models.dates import Availability, Feed, NoMail, Rsvp
from covision.models.identities import Identity
from covision.models.learning import Practice, Readiness, UnitDone
from covision.models.logins import Login
from covision.models.meetings import Seat
from covision.models.passkeys import Passkey
from covision.models.people import Person
from covision.models.proposals import Position, Proposal
from covision.models.rehearsals import Rehearsal
from covision.models.sheets import SheetPerson
from covision.models.turns import Turn, Wish

from . import own_texts

Entry = dict[str, str | int | bool | None]
Words = str | Later
Row = TypeVar("Row", bound=Model)
MEETINGS_AT_ONCE = 20


@value
class PersonalChapter:
    key: str
    title: Words
    tables: tuple[type[Model], ...]  # a test wants every table that points to a person in some chapter
    ask: Callable[[Person, str], Iterable[Entry]]  # in a language for the words of processes


LABELS: dict[str, Words] = {
    "name": _("Name"),
    "address": _("Mail address"),
    "language": _("Language"),
    "day": _("Day"),
    "browser": _("Browser"),
    "issuer": _("Provider of sign-ins"),
    "subject": _("Your name there"),
    "circle": _("Circle"),
    "since": _("Since"),
    "until": _("Until"),
    "version": _("Version of the agreement"),
    "number": _("Number of the proposal"),
    "kind": _("Kind"),
    "state": _("State"),
    "stand": _("Your answer"),
    "text": _("Text"),
    "notes": _("Notes of your own"),
    "answers": _("Answers given beforehand"),
    "training": _("How you know the method"),
    "line": _("Line of command"),
    "what": _("What you did"),
    "rehearsal": _("A rehearsal"),
    "case": _("Case"),
    "process": _("Way of working"),
    "role": _("Role"),
    "unit": _("Unit of the course"),
    "rounds": _("Rounds, counted to three"),
    "explained": _("How much is explained"),
    "own_hints": _("Hints on your own words"),
    "hints_put_away": _("How many hints you put away"),
    "letters": _("Letters it went out with"),
}


def chapters(person: Person, language: str) -> Iterator[tuple[PersonalChapter, Iterator[Entry]]]:
    """Read each entry only when it is its turn; what is empty is left out."""
    for chapter in CHAPTERS:
        entries = iter(chapter.ask(person, language))
        first = next(entries, None)
        if first is not None:
            yield chapter, chain((first,), entries)


def _account(person: Person, language: str) -> Iterable[Entry]:
    yield {
        "name": person.name,
        "address": person.email,
        "language": person.language,
        "since": _day(person.joined),
    }


def _logins(person: Person, language: str) -> Iterable[Entry]:
    for login in Login.objects.filter(person=person).order_by("since", "expires"):
        yield {"browser": login.browser, "since": _day(login.since)}


def _passkeys(person: Person, language: str) -> Iterable[Entry]:
    for passkey in person.passkeys.order_by("pk"):
        yield {"name": passkey.name, "since": _day(passkey.added)}


def _identities(person: Person, language: str) -> Iterable[Entry]:
    for identity in person.identities.order_by("pk"):
        yield {"issuer": identity.issuer, "subject": identity.subject}


def _circles(person: Person, language: str) -> Iterable[Entry]:
    for member in person.memberships.select_related("circle").order_by("pk"):
        yield {
            "circle": member.circle.name,
            "name": member.name,
            "since": _day(member.since),
            "until": _day(member.until),
        }


def _accepted(person: Person, language: str) -> Iterable[Entry]:
    rows = Acceptance.objects.filter(member__person=person).select_related("agreement__circle")
    for row in rows.order_by("pk"):
        yield {"circle": row.agreement.circle.name, "version": row.agreement.version, "day": _day(row.on)}


def _proposals(person: Person, language: str) -> Iterable[Entry]:
    rows = Proposal.objects.filter(by__person=person).select_related("circle")
    for row, text in _with_texts(rows, lambda row: (row.circle_id, row.why, "why")):
        yield {
            "circle": row.circle.name,
            "number": row.number,
            "kind": row.kind,
            "state": row.state,
            "day": _day(row.put),
            "text": text,
        }


def _answers(person: Person, language: str) -> Iterable[Entry]:
    rows = Position.objects.filter(member__person=person).select_related("proposal__circle")
    for row, text in _with_texts(rows, lambda row: (row.proposal.circle_id, row.reason, "reason")):
        about = row.proposal
        yield {"circle": about.circle.name, "number": about.number, "stand": row.stand, "text": text}


def _applications(person: Person, language: str) -> Iterable[Entry]:
    rows = person.applications.select_related("circle")
    for row, text in _with_texts(rows, lambda row: (row.circle_id, row.motive, "motive")):
        yield {
            "circle": row.circle.name,
            "name": row.name,
            "training": row.trained,
            "line": row.line,
            "day": _day(row.created),
            "text": text,
        }


def _invitations(person: Person, language: str) -> Iterable[Entry]:
    rows = Invitation.objects.filter(by__person=person).select_related("circle").order_by("pk")
    for row in rows:
        yield {
            "circle": row.circle.name,
            "since": _day(row.created),
            "until": _day(row.expires),
            "letters": row.letters or None,
        }


def _activities(person: Person, language: str) -> Iterable[Entry]:
    rows = Activity.objects.filter(by__person=person).select_related("circle")
    for row in chain.from_iterable(in_batches(rows)):
        yield {"circle": row.circle.name, "what": row.what, "day": _day(row.at)}


def _seats(person: Person, language: str) -> Iterable[Entry]:
    for seat in chain.from_iterable(in_batches(person.seats.select_related("meeting__circle"))):
        circle = seat.meeting.circle
        yield {
            "circle": circle.name if circle else "",
            "day": _day(seat.meeting.created),
            "name": seat.name,
            "language": seat.language,
            "own_hints": seat.own_hints,
            "hints_put_away": len(seat.hints_away.split()),
            "rehearsal": seat.meeting.kind == "rehearsal",
        }


def _contributions(person: Person, language: str) -> Iterable[Entry]:
    for seats in in_batches(person.seats.select_related("meeting__circle"), MEETINGS_AT_ONCE):
        own_seats = {seat.meeting_id: seat for seat in seats}
        meetings = replay.read_meetings(own_seats)
        cards = {
            id: [card for card in folded.meeting.cards if card.seat == own_seats[id].number]
            for id, folded in meetings.items()
        }
        texts = replay.open_cards(meetings, cards)
        for id, written in cards.items():
            circle = own_seats[id].meeting.circle
            for card in written:
                if card.text and card.text.id in texts:
                    yield {
                        "circle": circle.name if circle else "",
                        "day": _day(own_seats[id].meeting.created),
                        "kind": _kind(meetings[id].meeting, card.round, card.step, card.kind, language),
                        "text": texts[card.text.id],
                    }


def _rehearsals(person: Person, language: str) -> Iterable[Entry]:
    for row in person.rehearsals.select_related("meeting").order_by("pk"):
        yield {
            "case": row.case_id,
            "process": row.process_id,
            "role": row.role,
            "day": _day(row.meeting.created),
        }


def _units(person: Person, language: str) -> Iterable[Entry]:
    for row in UnitDone.objects.filter(person=person).order_by("pk"):
        yield {"unit": row.unit, "day": _day(row.day)}


def _practice(person: Person, language: str) -> Iterable[Entry]:
    for row in Practice.objects.filter(person=person).order_by("role"):
        yield {"role": row.role, "rounds": row.rounds, "explained": row.chose}


def _readiness(person: Person, language: str) -> Iterable[Entry]:
    for row in Readiness.objects.filter(person=person).order_by("role"):
        yield {"role": row.role}


# Whoever keeps something of people adds a chapter here.
CHAPTERS: tuple[PersonalChapter, ...] = (
    PersonalChapter("account", _("Your account"), (Person,), _account),
    PersonalChapter("logins", _("Your logins"), (Login,), _logins),
    PersonalChapter("passkeys", _("Passkeys"), (Passkey,), _passkeys),
    PersonalChapter("identities", _("Providers you sign in with"), (Identity,), _identities),
    PersonalChapter("circles", _("Circles you belong or belonged to"), (Membership,), _circles),
    PersonalChapter("accepted", _("Agreements you accepted"), (Acceptance,), _accepted),
    PersonalChapter("proposals", _("Proposals you put"), (Proposal,), _proposals),
    PersonalChapter("answers", _("Your answers to proposals"), (Position,), _answers),
    PersonalChapter("applications", _("Circles you asked to join"), (Application,), _applications),
    PersonalChapter("invitations", _("Invitations you made"), (Invitation,), _invitations),
    PersonalChapter("deeds", _("Rights you used in circles"), (Activity,), _activities),
    PersonalChapter("meetings", _("Meetings you had a seat in"), (Seat,), _seats),
    PersonalChapter("contributions", _("What you wrote in meetings"), (), _contributions),
    PersonalChapter("cases", _("Cases you prepared"), (Case,), own_texts.own_cases),
    PersonalChapter("commitments", _("What you took on"), (Commitment,), own_texts.own_commitments),
    PersonalChapter("sheets", _("Result sheets you keep or may read"), (SheetPerson,), own_texts.own_sheets),
    PersonalChapter(
        "turns", _("Parts you had or would take in your circles"), (Turn, Wish), own_texts.own_turns
    ),
    PersonalChapter("dates", _("Your answers about dates"), (Availability, Rsvp), own_texts.own_promises),
    PersonalChapter("letters", _("Your calendar and letters"), (Feed, NoMail), own_texts.own_letters),
    PersonalChapter("rehearsals", _("Your rehearsals"), (Rehearsal,), _rehearsals),
    PersonalChapter("units", _("Units of the course you have done"), (UnitDone,), _units),
    PersonalChapter("practice", _("How well you know roles"), (Practice,), _practice),
    PersonalChapter("readiness", _("Roles you feel ready for"), (Readiness,), _readiness),
)


def _with_texts(
    rows: "QuerySet[Row]", sealed: Callable[[Row], tuple[int, str, str]]
) -> Iterator[tuple[Row, str]]:
    for batch in in_batches(rows):
        by_circle: dict[int, list[tuple[str, str]]] = {}
        for circle, ref, kind in map(sealed, batch):
            by_circle.setdefault(circle, []).append((ref, kind))
        opened: dict[str, str] = {}
        for circle, refs in by_circle.items():
            opened |= vault.CIRCLES.open(circle, refs)
        for row in batch:
            yield row, opened.get(sealed(row)[1], "")


def _kind(meeting: Meeting, round: int, step: str, kind: str, language: str) -> str:
    process = meeting.process_at(round, step).id
    return str(processes.word(process, language, "kinds", kind, "name"))


def _day(at: datetime | date | None) -> str:
    if at is None:
        return ""
    return (timezone.localtime(at).date() if isinstance(at, datetime) else at).isoformat()
