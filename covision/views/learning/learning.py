"""The course: its units and their exercises, what somebody has done of it, and a confirmation to print."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from covision import processes
from covision.actions.learning import learning
from covision.actions.learning.next_lesson import next_lesson_for
from covision.engine.names import clean_name
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.pages import course
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import language, word

from .exercises import blank, worked


@require_safe
def course_page(request: PersonRequest) -> HttpResponse:
    done = learning.units_done(request.person)
    ready_for = learning.ready_for(request.person)
    return page(
        request,
        "learning/course.html",
        weeks=_weeks(done),
        done=len(done),
        units=len(course.places()),
        following=next((place.id for place in course.places() if place.id not in done), ""),
        roles=[
            {"id": role, "name": word(process, "roles", role, "name"), "is_ready": role in ready_for}
            for process, role in learning.roles_to_feel_ready_for()
        ],
        kept=bool(done or ready_for or learning.knows_practice(request.person)),
        hours=settings.SESSION_COOKIE_AGE // 3600 if request.person and not request.person.email else 0,
    )


@form_at_pace("learn")
def unit(request: PersonRequest, unit: str) -> HttpResponseBase:
    """A unit; what is posted to it are answers to an exercise, which are looked at and kept nowhere."""
    place, places = _place(unit), course.places()
    lesson, at = course.unit(unit, language()), places.index(place)
    answered = request.POST.get("exercise")
    exercises = [
        worked(exercise, _answers(request)) if exercise.id == answered else blank(exercise)
        for exercise in lesson.exercises
    ]
    return page(
        request,
        "learning/unit.html",
        422 if any(exercise.missing for exercise in exercises) else 200,
        unit=lesson,
        number=at + 1,
        of=len(places),
        week=place.week,
        minutes=place.minutes,
        exercises=exercises,
        rehearse=_rehearsal(place),
        **_onward_from_unit(request.person),
        done=place.id in learning.units_done(request.person),
        before=_link(places[at - 1]) if at else None,
        following=_link(places[at + 1]) if at + 1 < len(places) else None,
    )


@post_at_pace("learn")
def done(request: PersonRequest, unit: str) -> HttpResponseBase:
    place = _place(unit)
    if request.POST.get("done") == "0":
        if request.person:
            learning.reopen_unit(unit, by=request.person)
        return redirect("learning:unit", unit)
    learning.finish_unit(unit, by=person_or_guest(request), now=request.now)
    following = course.after(place.id)
    return redirect("learning:unit", following.id) if following else redirect("learning:course")


@post_at_pace("learn")
def ready(request: PersonRequest) -> HttpResponseBase:
    roles = request.POST.getlist("role")
    if roles or request.person:
        learning.keep_ready_roles(roles, by=person_or_guest(request))
    return redirect("learning:course")


@post_at_pace("learn")
def forget(request: PersonRequest) -> HttpResponseBase:
    if request.person:
        learning.forget_learning(request.person)
    return redirect("learning:course")


@form_at_pace("learn")
def confirmation(request: PersonRequest) -> HttpResponse:
    """The name is for the printed page only: it comes with the request and stays nowhere."""
    form, name = Form(request), ""
    try:
        name = clean_name(form.text("name")) if form.is_sent else ""
    except Refused as refused:
        form.refuse(refused, "name")
    return page(
        request,
        "learning/confirmation.html",
        form=form,
        name=name,
        weeks=_weeks(learning.units_done(request.person), only_done=True),
        today=date_format(timezone.localdate(), "DATE_FORMAT"),
    )


def _onward_from_unit(person: Person | None) -> dict[str, Any]:
    """In a unit the rehearsal that goes with it comes first; somebody who has rehearsed is told of a meeting."""
    words = onward_of(person) if person else {}
    return words if words and words["onward"].what == "meeting" else {"onward": None, "part": ""}


def onward_of(person: Person) -> dict[str, Any]:
    next_lesson = next_lesson_for(person)
    return {"onward": next_lesson, "part": _part(next_lesson.role) if next_lesson.role else ""}


def _part(role: str) -> str:
    process = next(id for id in processes.live_ids() if processes.process(id).role(role))
    return str(word(process, "roles", role, "name"))


def _weeks(done: dict[str, date], only_done: bool = False) -> list[dict[str, Any]]:
    titles = {1: _("What it is, and one complete case"), 2: _("Five core skills"), 3: _("Together")}
    weeks = []
    for number, title in titles.items():
        units = [
            {**_link(place), "minutes": place.minutes, "done": _day(done.get(place.id))}
            for place in course.places()
            if place.week == number and (place.id in done or not only_done)
        ]
        weeks.append({"number": number, "title": title, "units": units})
    return [week for week in weeks if week["units"]]


def _link(place: course.UnitPlace) -> dict[str, Any]:
    return {"id": place.id, "title": course.unit(place.id, language()).title}


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _rehearsal(place: course.UnitPlace) -> dict[str, str] | None:
    if place.rehearse is None:
        return None
    case, role = place.rehearse.case, place.rehearse.role
    return {"case": case, "role": role, "name": _part(role)}


def _place(unit: str) -> course.UnitPlace:
    place = course.place(unit)
    if place is None:
        raise Refused("There is no such unit in the course.", "gone")
    return place


def _answers(request: PersonRequest) -> dict[str, str]:
    return {name: str(value).replace("\r\n", "\n").strip() for name, value in request.POST.items()}
