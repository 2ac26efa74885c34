"""Meetings to come as pages: propose dates and find one, fix, change, cancel it, say whether one comes, and go in."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from covision import rendering
from covision.actions.appointments import appointments, calendars, observers
from covision.actions.appointments import details as appointment_details
from covision.actions.appointments import mail as appointment_mail
from covision.actions.appointments.details import MeetingDetails
from covision.actions.cases import cases, turns
from covision.actions.circles import agreements, proposals
from covision.actions.circles.membership import Inside
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.dates import Appointment
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number, submitted
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import absolute, page
from covision.views.http.wording import word

from .appointment_pages import appointment_whole
from .proposals import propose_page
from .turns import prospects_of

AT_ONCE = 4  # fields for dates in a form; more can be added afterwards


@form_at_pace("dates")
def propose(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)

    def put() -> HttpResponseBase:
        times = _times(request)
        return _to(
            inside,
            appointments.propose(inside, _outline(request), times, at=_at(request), now=timezone.now()),
        )

    done, shown = submitted(request, put)
    return done or page(
        request,
        "circles/appointments/propose.html",
        circle=inside.circle,
        accepted=agreements.accepted_version(inside.member),
        when=[*request.POST.getlist("when"), *[""] * AT_ONCE][:AT_ONCE],
        **shown,
    )


@require_safe
def appointment(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return _page(request, inside, _find(inside, appointment_id))


@post_at_pace("dates")
def lean(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    said = {
        number(name.removeprefix("date-")): str(how)
        for name, how in request.POST.items()
        if name.startswith("date-")
    }
    return _done(request, inside, there, lambda: appointments.answer_dates(inside, there, said))


@post_at_pace("dates")
def propose_more(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    return _done(
        request,
        inside,
        there,
        lambda: appointments.propose_more(inside, there, _times(request), now=timezone.now()),
    )


@post_at_pace("dates")
def fix(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    date, at = number(request.POST.get("date", "")), _at(request)
    return _done(
        request, inside, there, lambda: appointments.fix(inside, there, date, at=at, now=timezone.now())
    )


@form_at_pace("dates")
def change(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)

    def put() -> HttpResponseBase:
        typed, now = request.POST.get("when", ""), timezone.now()
        when = appointment_details.read_time(typed, now=now) if there.state == "fixed" else None
        appointments.change(inside, there, _outline(request), when, at=_at(request), now=now)
        return _to(inside, there)

    done, shown = submitted(request, put, _typed(there))
    whole = appointment_whole(inside, there, timezone.now())
    return done or page(request, "circles/appointments/change.html", circle=inside.circle, it=whole, **shown)


@post_at_pace("dates")
def cancel(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    at = _at(request)
    return _done(
        request, inside, there, lambda: appointments.cancel(inside, there, at=at, now=timezone.now())
    )


@post_at_pace("dates")
def promise(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    comes = request.POST.get("comes", "")
    if comes not in {"yes", "no"}:
        raise Refused("Please say whether you come.", "invalid")
    return _done(request, inside, there, lambda: appointments.rsvp(inside, there, comes=comes == "yes"))


@post_at_pace("dates")
def prepare(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    role, answer, case = (request.POST.get(name, "") for name in ("role", "answer", "case"))
    return _done(
        request, inside, there, lambda: turns.answer_part(inside, role, answer, there, case), "prepare"
    )


@post_at_pace("join")
def go_in(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    room = appointments.enter_room(inside, _find(inside, appointment_id), now=timezone.now())
    return redirect("rooms:room", room.public_id)


@require_safe
def entry(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    answer = HttpResponse(
        calendars.calendar_entry(_find(inside, appointment_id)), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


@form_at_pace("propose")
def invite_observer(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    there = _find(inside, appointment_id)
    name = appointment_details.format_when(there.begins) if there.begins else ""
    return propose_page(
        request,
        inside,
        "observer",
        lambda why: proposals.propose_observer(inside, there, why, now=timezone.now()),
        name,
    )


@require_safe
def arrive(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    """Where letters point to: on to the meeting, by way of signing in; it is asked of nobody whether there is one."""
    goal = reverse("appointments:appointment", args=[public_id, appointment_id])
    return redirect(goal if request.person else f"{reverse('accounts:sign-in')}?{urlencode({'next': goal})}")


@require_safe
def observe(request: PersonRequest, token: str) -> HttpResponseBase:
    visit = observers.visit_of_link(token, now=timezone.now())
    return page(
        request,
        "circles/appointments/observe.html",
        focus=visit.focus,
        when=appointment_details.format_when(visit.begins),
        minutes=visit.minutes,
        door=visit.door,
        zone=timezone.get_current_timezone_name(),
    )


def _find(inside: Inside, appointment_id: str) -> Appointment:
    found = appointments.appointments(inside).filter(public_id=appointment_id).first()
    if found is None:
        raise Refused("There is no such meeting in this circle.", "gone")
    return found


def _done(
    request: PersonRequest, inside: Inside, there: Appointment, act: Callable[[], None], back_to: str = ""
) -> HttpResponseBase:
    """A refusal stands on the page of the meeting, as it is now."""
    try:
        act()
    except Refused as refused:
        return _page(request, inside, _find(inside, there.public_id), refused)
    response = _to(inside, there)
    if back_to:
        response["Location"] += f"#{back_to}"
    return response


def _to(inside: Inside, there: Appointment) -> HttpResponseBase:
    return redirect("appointments:appointment", inside.circle.public_id, there.public_id)


def _page(
    request: PersonRequest, inside: Inside, there: Appointment, refused: Refused | None = None
) -> HttpResponseBase:
    now = timezone.now()
    whole = appointment_whole(inside, there, now)
    token = str(whole["observer"])
    return page(
        request,
        "circles/appointments/appointment.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        it=whole,
        accepted=agreements.accepted_version(inside.member),
        **_prepared(inside, there),
        observer=absolute(request, reverse("appointments:observe", args=[token])) if token else "",
        letters=appointment_mail.wants_letters(inside.member.person),
        errors=errors_of(refused) if refused else {},
        typed=request.POST.dict(),
    )


def _prepared(inside: Inside, there: Appointment) -> dict[str, object]:
    """What members say beforehand of a meeting that is fixed; the cases are those of the circle's pool, by their first
    sentence."""
    if there.state != "fixed" or there.meeting is not None or not agreements.accepted_version(inside.member):
        return {"prospects": [], "bringing": [], "own_cases": [], "word": word}
    pool = {line.id: line for line in cases.pool(inside)}
    would_bring = turns.planned_cases(inside, there)
    return {
        "prospects": prospects_of(inside, there),
        "bringing": [pool[case] for case in would_bring.values() if case in pool],
        "own_cases": [line for line in pool.values() if line.mine],
        "word": word,
    }


def _at(request: PersonRequest) -> str:
    return absolute(request, "/")


def _outline(request: PersonRequest) -> MeetingDetails:
    said = request.POST
    return MeetingDetails(
        number(said.get("minutes", "")),
        number(said.get("rounds", "")),
        said.get("spoken") == "1",
        said.get("place", ""),
        said.get("link", ""),
    )


def _times(request: PersonRequest) -> tuple[datetime, ...]:
    return appointment_details.read_times(request.POST.getlist("when"), now=timezone.now())


def _typed(there: Appointment) -> dict[str, str]:
    outline = appointment_details.details_of(there)
    begins = timezone.localtime(there.begins).strftime("%Y-%m-%dT%H:%M") if there.begins else ""
    return {
        "minutes": str(outline.minutes),
        "rounds": str(outline.rounds),
        "spoken": "1" if outline.spoken else "0",
        "place": outline.place,
        "link": outline.link,
        "when": begins,
    }
