"""Who belonged to a circle and does so no more: where a name stood, others read “a former member”."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.utils.translation import gettext, override

from covision.engine.letter import Companion, Entry, SheetLetter, SheetPart
from covision.models.circles import Membership
from covision.models.meetings import Seat
from covision.models.sheets import KeptSheet


def former_members(circle_id: int, people: Collection[int]) -> frozenset[int]:
    memberships = Membership.objects.filter(circle=circle_id, circle__lasting=True, person__in=people)
    ends: dict[int, bool] = {}
    for person, until in memberships.values_list("person_id", "until"):
        ends[person] = until is not None and ends.get(person, True)
    return frozenset(person for person, ended in ends.items() if ended)


def without_former(sheet: KeptSheet, letter: SheetLetter, reader: int) -> SheetLetter:
    """The letter without the names of those who have left the circle, or deleted their account; nobody is a
    former member to herself."""
    people = set(_people(letter)) - {0, reader}
    nameless = Seat.objects.filter(meeting=sheet.meeting_id, name="", person__in=people)
    former = former_members(sheet.circle_id or 0, people) | set(nameless.values_list("person_id", flat=True))
    if not former:
        return letter
    with override(letter.language):
        somebody = gettext("a former member")

    def entry(entry: Entry) -> Entry:
        return replace(entry, by=somebody) if entry.person in former else entry

    def companion(companion: Companion) -> Companion:
        return replace(companion, name=somebody) if companion.person in former else companion

    def stretch(part: SheetPart) -> SheetPart:
        topics = (replace(topic, entries=tuple(map(entry, topic.entries))) for topic in part.chapters)
        return replace(part, chapters=tuple(topics))

    return replace(
        letter,
        client=somebody if letter.client_person in former else letter.client,
        people=tuple(map(companion, letter.people)),
        parts=tuple(map(stretch, letter.parts)),
    )


def _people(letter: SheetLetter) -> Iterator[int]:
    yield letter.client_person
    yield from (companion.person for companion in letter.people)
    yield from (entry.person for part in letter.parts for topic in part.chapters for entry in topic.entries)
