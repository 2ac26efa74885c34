"""Ways in: start a meeting, follow a join link."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from covision.actions.meetings import circle_meetings, meetings
from covision.actions.room import people as room_people
from covision.actions.room import rooms
from covision.engine.names import clean_name
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page


@form_at_pace("start")
def start_meeting(request: PersonRequest) -> HttpResponseBase:
    form = _named_form(request)
    with form:
        if form.is_sent:
            plan = meetings.Plan(
                circle=form.text("circle"),
                focus=form.text("focus"),
                minutes=form.number("minutes", "90"),
                rounds=form.number("rounds", "1"),
                spoken=form.is_ticked("spoken"),
            )
            name = form.text("name")
            meetings.check_plan(plan, name)
            room = meetings.start_meeting(plan, name=name, by=person_or_guest(request), now=request.now)
            return redirect("rooms:room", room.public_id)
    return page(request, "meetings/start.html", form=form)


@form_at_pace("knock")
def join(request: PersonRequest, token: str) -> HttpResponseBase:
    meeting = meetings.meeting_of_link(token)
    if meeting is None:
        raise Refused("This link leads nowhere, or the meeting has ended.", "gone")
    room = rooms.open_room(meeting.public_id)
    if request.person and room_people.find_seat(room, request.person.pk):
        return redirect("rooms:room", room.public_id)
    if request.person and (circle := circle_meetings.circle_of_link(meeting, request.person.pk)):
        return redirect("circles:circle", circle)
    form = _named_form(request)
    with form:
        if form.is_sent:
            name = form.text("name")
            clean_name(name)
            meetings.ask_to_come_in(meeting, name=name, by=person_or_guest(request), now=request.now)
            return redirect("rooms:room", room.public_id)
    return page(
        request,
        "meetings/join.html",
        form=form,
        circle=room.circle,
        focus=room.focus,
        inviter=room.name(1) or _("a former member"),
        token=token,
        visit=form.text("visit") or token_urlsafe(16),
    )


def _named_form(request: PersonRequest) -> Form:
    return Form(request, {"name": request.person.name if request.person else ""})
