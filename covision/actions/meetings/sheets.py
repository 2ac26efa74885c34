"""Result sheets beyond their meeting: kept by an act of those they belong to, read by whom they choose, gone when they say so.

`readable` is the only way to a kept sheet. A sheet of several is kept once all have agreed in the room to share it; only they
read it, nobody changes it, and one of them is enough to delete it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from covision import vault
from covision.actions.room.room import Room
from covision.actions.shared.former_members import without_former
from covision.actions.shared.text import clean_text
from covision.engine.deciding.people import owners, sheet_is_shared
from covision.engine.letter import Entry, SheetLetter, SheetPart, Topic
from covision.engine.plain import from_plain, to_plain, value
from covision.engine.refusals import Refused
from covision.models.circles import Membership
from covision.models.meetings import Meeting
from covision.models.people import Person
from covision.models.sheets import KeptSheet, SheetPerson

DAYS = (30, 91, 183)  # about one, three and six months; six is the default and the most (trust.md 4.3)


@value
class OpenSheet:
    row: KeptSheet
    letter: SheetLetter
    owner: bool  # whether the reader is one
    several: bool  # people own it: then nobody changes it or shows it to more


def keep(room: Room, round: int, letter: SheetLetter, *, by: Person, now: datetime) -> KeptSheet:
    """:raises Refused: it is not this person's, or belongs to several who have not all agreed."""
    owner_seats = owners(room.meeting, round)
    if room.seat_of(by.pk) not in owner_seats:
        raise _no_sheet()
    if room.meeting.rehearsal:
        raise Refused("This was a rehearsal. You can save the sheet, but it is not kept here.")
    if len(owner_seats) > 1 and not sheet_is_shared(room.meeting, round):
        raise Refused(
            "This sheet belongs to all of you. It can be kept once each of you has agreed in the room."
        )
    known = kept_sheet(room, round)
    return known or _keep(room, round, letter, [room.person_of(seat) for seat in owner_seats], now)


def kept_sheet(room: Room, round: int) -> KeptSheet | None:
    return KeptSheet.objects.filter(meeting=room.id, round=round).first()


def _keep(room: Room, round: int, letter: SheetLetter, persons: list[int], now: datetime) -> KeptSheet:
    meeting = Meeting.objects.get(pk=room.id)
    sheet = KeptSheet(
        circle_id=meeting.circle_id,
        meeting=meeting,
        round=round,
        day=localdate(meeting.ended or now),
        erase_after=now + timedelta(days=DAYS[-1]),
    )
    sheet.letter = _sealed(sheet, letter)
    try:
        with transaction.atomic():
            sheet.save()
            for person in persons:
                SheetPerson.objects.create(sheet=sheet, person_id=person, owner=True)
    except IntegrityError:
        return KeptSheet.objects.get(meeting=meeting, round=round)  # another owner was quicker
    return sheet


# -- reading -----------------------------------------------------------------------------------------------------------


def readable(person: Person | None) -> "QuerySet[KeptSheet]":
    if person is None:
        return KeptSheet.objects.none()
    owned = Q(people__person=person, people__owner=True)
    member = Q(circle__memberships__person=person, circle__memberships__until=None)
    for_named = Q(seen=KeptSheet.Seen.NAMED, people__person=person) & member
    for_circle = Q(seen=KeptSheet.Seen.CIRCLE) & member
    return KeptSheet.objects.filter(owned | for_named | for_circle).select_related("circle").distinct()


def sheets_of(person: Person | None) -> list[tuple[KeptSheet, bool]]:
    rows = readable(person).defer("letter").order_by("-day", "-pk")
    owned = set(SheetPerson.objects.filter(person=person, owner=True).values_list("sheet", flat=True))
    return [(row, row.pk in owned) for row in rows]


def open_sheet(public_id: str, *, by: Person | None) -> OpenSheet:
    """:raises Refused: there is none for this person. What is there for others answers alike."""
    row = readable(by).filter(public_id=public_id).first()
    opened = vault.open_kept([(row.key, "letter", bytes(row.letter))]) if row else {}
    if row is None or not opened:
        raise _no_sheet()
    letter = from_plain(SheetLetter, json.loads(opened[row.key, "letter"]))
    letter = without_former(row, letter, by.pk if by else 0)
    owner_ids = list(row.people.filter(owner=True).values_list("person_id", flat=True))
    return OpenSheet(row, letter, by is not None and by.pk in owner_ids, not letter.client)


def own_sheet(public_id: str, *, by: Person | None) -> OpenSheet:
    reading = open_sheet(public_id, by=by)
    if not reading.owner:
        raise _no_sheet()
    return reading


# -- what its owner does -----------------------------------------------------------------------------------------------


def edit(public_id: str, typed: Mapping[str, str], *, by: Person | None) -> None:
    """Give a sheet new words, named as in `editable_texts`; an entry without words goes."""
    reading = _sole_sheet(public_id, by)
    reading.row.letter = _sealed(reading.row, rewritten(reading.letter, typed))
    reading.row.save(update_fields=["letter"])


def editable_texts(letter: SheetLetter) -> dict[str, str]:
    named = {"note": letter.note, "problem": letter.problem.text if letter.problem else ""}
    for part in letter.parts:
        for at, topic in enumerate(part.chapters):
            for number, entry in enumerate(topic.entries):
                named[f"{part.field}-{at}-{number}"] = entry.text
    return named


def rewritten(letter: SheetLetter, typed: Mapping[str, str]) -> SheetLetter:
    words = {name: clean_text(typed.get(name, text)) for name, text in editable_texts(letter).items()}
    problem = replace(letter.problem, text=words["problem"]) if letter.problem and words["problem"] else None
    parts = (replace(part, chapters=tuple(_topics(part, words))) for part in letter.parts)
    return replace(
        letter, note=words["note"], problem=problem, parts=tuple(part for part in parts if part.chapters)
    )


def _topics(part: SheetPart, words: Mapping[str, str]) -> Iterable[Topic]:
    for at, topic in enumerate(part.chapters):
        entries: list[Entry] = []
        for number, entry in enumerate(topic.entries):
            text = words[f"{part.field}-{at}-{number}"]
            if text:
                entries.append(replace(entry, text=text))
        if entries:
            yield replace(topic, entries=tuple(entries))


def show_to(public_id: str, seen: str, named: Iterable[int], *, by: Person | None) -> None:
    """`named` are members of its circle by their numbers."""
    reading = _sole_sheet(public_id, by)
    members = {member.pk: member.person_id for member in possible_readers(reading, by)}
    chosen = [members[number] for number in named if number in members] if seen == "named" else []
    if seen not in KeptSheet.Seen.values or (seen != "owners" and not members):
        raise Refused("Please choose who may read it.", "invalid", field="seen")
    if seen == "named" and not chosen:
        raise Refused("Please tick at least one person.", "invalid", field="named")
    with transaction.atomic():
        reading.row.people.filter(owner=False).delete()
        for person in chosen:
            SheetPerson.objects.create(sheet=reading.row, person_id=person, owner=False)
        KeptSheet.objects.filter(pk=reading.row.pk).update(seen=seen)


def possible_readers(reading: OpenSheet, by: Person | None) -> "QuerySet[Membership]":
    members = Membership.objects.filter(circle=reading.row.circle, circle__lasting=True, until=None)
    return members.exclude(person=by).order_by("pk")


def named_readers(reading: OpenSheet) -> set[int]:
    return set(reading.row.people.filter(owner=False).values_list("person_id", flat=True))


def keep_until(public_id: str, days: int, remind: bool, *, by: Person | None, now: datetime) -> None:
    reading = own_sheet(public_id, by=by)
    if days not in DAYS:
        raise Refused("Please choose how long it is kept.", "invalid", field="days")
    erase_after = now + timedelta(days=days)
    KeptSheet.objects.filter(pk=reading.row.pk).update(erase_after=erase_after, remind=remind)


def delete(public_id: str, *, by: Person | None) -> None:
    """Delete a kept sheet with its key, at once and for good. Of several owners one is enough."""
    row = own_sheet(public_id, by=by).row
    key = row.key
    row.delete()
    vault.erase_kept([key])


def erase_all_of(person: Person) -> None:
    for row, is_owner in sheets_of(person):
        if is_owner and not row.people.filter(owner=True).exclude(person=person).exists():
            delete(row.public_id, by=person)


def erase_sheets_due(now: datetime) -> None:
    KeptSheet.objects.filter(Q(erase_after__lte=now)).delete()
    KeptSheet.objects.exclude(people__owner=True).delete()
    ids = KeptSheet.objects.values_list("public_id", flat=True)
    vault.erase_kept_but("sheet", (f"sheet {id}" for id in ids))


def _no_sheet() -> Refused:
    return Refused("There is no result sheet here for you.", "gone")


def _sole_sheet(public_id: str, by: Person | None) -> OpenSheet:
    reading = own_sheet(public_id, by=by)
    if reading.several:
        raise Refused("This sheet belongs to all of you and stays as it is. You can save a copy of your own.")
    return reading


def _sealed(sheet: KeptSheet, letter: SheetLetter) -> bytes:
    return vault.seal_kept(sheet.key, "letter", json.dumps(to_plain(letter), ensure_ascii=False))
