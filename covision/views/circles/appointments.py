"""Meetings to come as pages: propose dates and find one, fix, change, cancel it, say whether one comes, and go in."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

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
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form, number
from covision.views.http.paces import View, form_at_pace, post_at_pace
from covision.views.http.responses import absolute, attachment, page
from covision.views.http.wording import word

from .appointment_pages import appointment_context
from .proposals import propose_page
from .turns import prospects_of

AT_ONCE = 4  # fields for dates in a form; more can be added afterwards


def with_appointment(view: View) -> View:
    """Give the circle and its appointment that the address names to a view; refuse where there is none."""

    @in_circle
    @wraps(view)
    def answer(
        request: PersonRequest, inside: Inside, appointment_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        return view(request, inside, _find(inside, appointment_id), *args, **kwargs)

    return answer


def form_of_page(act: Callable[[PersonRequest, Form, Inside, Appointment], None]) -> View:
    """A form of an appointment's page: a refusal stands on the page as it is then."""

    @post_at_pace("dates")
    @with_appointment
    @wraps(act)
    def answer(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
        with (form := Form(request)):
            act(request, form, inside, appointment)
            return _to(inside, appointment)
        return _page(request, inside, _find(inside, appointment.public_id), form)

    return answer


@form_at_pace("dates")
@in_circle
def propose(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            times, now = _times(request, form), request.now
            return _to(
                inside, appointments.propose(inside, _outline(form), times, at=_site(request), now=now)
            )
    return page(
        request,
        "circles/appointments/propose.html",
        form=form,
        circle=inside.circle,
        accepted=agreements.accepted_version(inside.member),
        when=[*form.texts("when"), *[""] * AT_ONCE][:AT_ONCE],
    )


@require_safe
@with_appointment
def appointment(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    return _page(request, inside, appointment, Form(request))


@form_of_page
def lean(_request: PersonRequest, form: Form, inside: Inside, appointment: Appointment) -> None:
    answers = {
        number(name.removeprefix("date-")): form.text(name)
        for name in form.values
        if name.startswith("date-")
    }
    appointments.answer_dates(inside, appointment, answers)


@form_of_page
def propose_more(request: PersonRequest, form: Form, inside: Inside, appointment: Appointment) -> None:
    appointments.propose_more(inside, appointment, _times(request, form), now=request.now)


@form_of_page
def fix(request: PersonRequest, form: Form, inside: Inside, appointment: Appointment) -> None:
    appointments.fix(inside, appointment, form.number("date"), at=_site(request), now=request.now)


@form_at_pace("dates")
@with_appointment
def change(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    form, now = Form(request, _typed(appointment)), request.now
    with form:
        if form.is_sent:
            fixed = appointment.state == "fixed"
            when = appointment_details.read_time(form.text("when"), now=now) if fixed else None
            appointments.change(inside, appointment, _outline(form), when, at=_site(request), now=now)
            return _to(inside, appointment)
    context = appointment_context(inside, appointment, now)
    return page(request, "circles/appointments/change.html", form=form, circle=inside.circle, it=context)


@form_of_page
def cancel(request: PersonRequest, _form: Form, inside: Inside, appointment: Appointment) -> None:
    appointments.cancel(inside, appointment, at=_site(request), now=request.now)


@post_at_pace("dates")
@with_appointment
def promise(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    form = Form(request)
    if form.text("comes") not in {"yes", "no"}:
        raise Refused("Please say whether you come.", "invalid")
    with form:
        appointments.rsvp(inside, appointment, comes=form.text("comes") == "yes")
        return _to(inside, appointment)
    return _page(request, inside, _find(inside, appointment.public_id), form)


@post_at_pace("dates")
@with_appointment
def prepare(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    with (form := Form(request)):
        turns.answer_part(inside, form.text("role"), form.text("answer"), appointment, form.text("case"))
        return _to(inside, appointment, "#prepare")
    return _page(request, inside, _find(inside, appointment.public_id), form)


@post_at_pace("join")
@with_appointment
def go_in(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    return redirect("rooms:room", appointments.enter_room(inside, appointment, now=request.now).public_id)


@require_safe
@with_appointment
def entry(_request: PersonRequest, _inside: Inside, appointment: Appointment) -> HttpResponseBase:
    content = calendars.calendar_entry(appointment)
    return attachment(HttpResponse(content, content_type="text/calendar; charset=utf-8"), "meeting.ics")


@form_at_pace("propose")
@with_appointment
def invite_observer(request: PersonRequest, inside: Inside, appointment: Appointment) -> HttpResponseBase:
    name = appointment_details.format_when(appointment.begins) if appointment.begins else ""
    return propose_page(
        request,
        inside,
        "observer",
        lambda why: proposals.propose_observer(inside, appointment, why, now=request.now),
        name,
    )


@require_safe
def arrive(request: PersonRequest, public_id: str, appointment_id: str) -> HttpResponseBase:
    """Where letters point to: on to the meeting, by way of signing in; it is asked of nobody whether there is one."""
    goal = reverse("appointments:appointment", args=[public_id, appointment_id])
    return redirect(goal if request.person else f"{reverse('accounts:sign-in')}?{urlencode({'next': goal})}")


@require_safe
def observe(request: PersonRequest, token: str) -> HttpResponseBase:
    visit = observers.visit_of_link(token, now=request.now)
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
    appointment = appointments.appointments(inside).filter(public_id=appointment_id).first()
    if appointment is None:
        raise Refused("There is no such meeting in this circle.", "gone")
    return appointment


def _to(inside: Inside, appointment: Appointment, anchor: str = "") -> HttpResponseBase:
    return redirect(
        reverse("appointments:appointment", args=[inside.circle.public_id, appointment.public_id]) + anchor
    )


def _page(request: PersonRequest, inside: Inside, appointment: Appointment, form: Form) -> HttpResponseBase:
    context = appointment_context(inside, appointment, request.now)
    token = str(context["observer"])
    return page(
        request,
        "circles/appointments/appointment.html",
        form=form,
        circle=inside.circle,
        it=context,
        accepted=agreements.accepted_version(inside.member),
        **_prepared(inside, appointment),
        observer=absolute(request, reverse("appointments:observe", args=[token])) if token else "",
        letters=appointment_mail.wants_letters(inside.member.person),
    )


def _prepared(inside: Inside, appointment: Appointment) -> dict[str, Any]:
    if (
        appointment.state != "fixed"
        or appointment.meeting is not None
        or not agreements.accepted_version(inside.member)
    ):
        return {"prospects": [], "bringing": [], "own_cases": [], "word": word}
    pool = {line.id: line for line in cases.pool(inside)}
    would_bring = turns.planned_cases(inside, appointment)
    return {
        "prospects": prospects_of(inside, appointment),
        "bringing": [pool[case] for case in would_bring.values() if case in pool],
        "own_cases": [line for line in pool.values() if line.mine],
        "word": word,
    }


def _site(request: PersonRequest) -> str:
    return absolute(request, "/")


def _outline(form: Form) -> MeetingDetails:
    return MeetingDetails(
        form.number("minutes"),
        form.number("rounds"),
        form.is_ticked("spoken"),
        form.text("place"),
        form.text("link"),
    )


def _times(request: PersonRequest, form: Form) -> tuple[datetime, ...]:
    return appointment_details.read_times(form.texts("when"), now=request.now)


def _typed(appointment: Appointment) -> dict[str, str]:
    outline = appointment_details.details_of(appointment)
    begins = appointment.begins
    return {
        "minutes": str(outline.minutes),
        "rounds": str(outline.rounds),
        "spoken": "1" if outline.spoken else "0",
        "place": outline.place,
        "link": outline.link,
        "when": timezone.localtime(begins).strftime("%Y-%m-%dT%H:%M") if begins else "",
    }
