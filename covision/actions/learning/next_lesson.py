"""What comes next for somebody who learns: take part, lead, compare in the worked case, and then meet with colleagues."""

from typing import Literal

from covision import processes
from covision.engine.plain import value
from covision.models.learning import Practice, UnitDone
from covision.models.people import Person
from covision.pages import course


@value
class NextLesson:
    """The next thing: to `rehearse` a `case` in a `role`, to read a `unit`, or a `meeting` of one's own."""

    what: Literal["rehearse", "unit", "meeting"]
    case: str = ""
    role: str = ""
    unit: str = ""


def next_lesson_for(person: Person) -> NextLesson:
    practised = set(Practice.objects.filter(person=person, rounds__gt=0).values_list("role", flat=True))
    places = [place for place in course.places() if place.rehearse is not None]
    worked = places[0]
    for place in (worked, *(place for place in places if _leads(place))):
        assert place.rehearse is not None
        if place.rehearse.role not in practised:
            return NextLesson("rehearse", case=place.rehearse.case, role=place.rehearse.role)
    if not UnitDone.objects.filter(person=person, unit=worked.id).exists():
        return NextLesson("unit", unit=worked.id)
    return NextLesson("meeting")


def _leads(place: course.UnitPlace) -> bool:
    steers = {processes.process(id).steers() for id in processes.live_ids()}
    return place.rehearse is not None and place.rehearse.role in steers
