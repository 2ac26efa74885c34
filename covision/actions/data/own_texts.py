"""Chapters of one's own data: what somebody prepared, took on, kept and agreed with others beforehand."""

from collections.abc import Iterable
from itertools import chain

from django.utils.timezone import localdate

from covision.actions.cases import cases
from covision.actions.commitments import commitments
from covision.actions.meetings import sheets
from covision.actions.room import case_answers
from covision.actions.shared.batches import in_batches
from covision.models.commitments import Commitment
from covision.models.dates import Availability, Feed, NoMail, Rsvp
from covision.models.people import Person
from covision.models.sheets import KeptSheet
from covision.models.turns import Turn, Wish

Entry = dict[str, str | int | bool | None]


def own_cases(person: Person, language: str) -> Iterable[Entry]:
    for case, words in cases.cases_of(person):
        yield {
            "circle": case.circle.name if case.circle else "",
            "day": str(case.touched),
            "text": words.text,
            "notes": "\n".join(cases.own_notes(case).values()),
            "answers": "\n".join(text for _, text in case_answers.read(case.pk).texts),
        }


def own_commitments(person: Person, language: str) -> Iterable[Entry]:
    rows = Commitment.objects.filter(person=person).select_related("circle")
    for commitment in chain.from_iterable(map(commitments.with_words, in_batches(rows))):
        row = commitment.row
        yield {
            "circle": row.circle.name if row.circle else "",
            "kind": row.kind,
            "day": str(localdate(row.due)),
            "state": row.outcome,
            "text": commitment.text,
            "notes": commitment.note,
        }


def own_sheets(person: Person, language: str) -> Iterable[Entry]:
    """Sheets of one's own with their words; of others' only that one is named on them."""
    for row, is_owner in sheets.sheets_of(person):
        about: Entry = {"circle": row.circle.name if row.circle else "", "day": str(row.day)}
        yield {**about, "text": _words(row, person) if is_owner else ""}


def own_turns(person: Person, language: str) -> Iterable[Entry]:
    for row in Turn.objects.filter(member__person=person).select_related("member__circle").order_by("pk"):
        yield {"circle": row.member.circle.name, "role": row.role, "day": str(row.day)}
    wishes = Wish.objects.filter(member__person=person).select_related("member__circle", "appointment")
    for wish in wishes.order_by("pk"):
        begins = wish.appointment.begins if wish.appointment else None
        yield {
            "circle": wish.member.circle.name,
            "role": wish.role,
            "stand": "would" if wish.would else "rather not",
            "day": str(localdate(begins)) if begins else "",
        }


def own_promises(person: Person, language: str) -> Iterable[Entry]:
    for availability in Availability.objects.filter(member__person=person).select_related(
        "date", "member__circle"
    ):
        yield {
            "circle": availability.member.circle.name,
            "day": str(localdate(availability.date.begins)),
            "stand": availability.answer,
        }
    for row in Rsvp.objects.filter(member__person=person).select_related("appointment", "member__circle"):
        begins = row.appointment.begins
        yield {
            "circle": row.member.circle.name,
            "day": str(localdate(begins)) if begins else "",
            "stand": "yes" if row.comes else "no",
        }


def own_letters(person: Person, language: str) -> Iterable[Entry]:
    if Feed.objects.filter(person=person).exists():
        yield {"kind": "calendar"}
    if NoMail.objects.filter(person=person).exists():
        yield {"kind": "no letters"}


def _words(row: KeptSheet, person: Person) -> str:
    letter = sheets.open_sheet(row.public_id, by=person).letter
    entries = (entry.text for part in letter.parts for topic in part.chapters for entry in topic.entries)
    problem = (letter.problem.text,) if letter.problem else ()
    return "\n".join((*problem, *entries, *((letter.note,) if letter.note else ())))
