"""Ways in: start a meeting, follow a join link."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from covision import rendering
from covision.actions.meetings import circle_meetings, meetings
from covision.actions.room import people as room_people
from covision.actions.room import rooms
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import somebody
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page


@form_at_pace("start")
def start_meeting(request: PersonRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _meeting_form(request, {"name": request.person.name if request.person else ""})
    try:
        plan = meetings.Plan(
            circle=request.POST.get("circle", ""),
            focus=request.POST.get("focus", ""),
            minutes=number(request.POST.get("minutes", "90")),
            rounds=number(request.POST.get("rounds", "1")),
            spoken=request.POST.get("spoken") == "1",
        )
        meetings.check_plan(plan, request.POST.get("name", ""))
        room = meetings.start_meeting(
            plan, name=request.POST.get("name", ""), by=somebody(request), now=request.now
        )
    except Refused as refused:
        return _meeting_form(request, request.POST.dict(), refused)
    return redirect("rooms:room", room.public_id)


def _meeting_form(
    request: PersonRequest, typed: dict[str, str], refused: Refused | None = None
) -> HttpResponseBase:
    status = rendering.STATUS[refused.why] if refused else 200
    errors = errors_of(refused) if refused else {}
    return page(request, "meetings/start.html", status, errors=errors, typed=typed)


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
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            meetings.check_name(request.POST.get("name", ""))
            meetings.ask_to_come_in(
                meeting, name=request.POST.get("name", ""), by=somebody(request), now=request.now
            )
            return redirect("rooms:room", room.public_id)
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    return page(
        request,
        "meetings/join.html",
        status,
        circle=room.circle,
        focus=room.focus,
        inviter=room.name(1) or _("a former member"),
        token=token,
        errors=errors,
        typed=request.POST.dict() or {"name": request.person.name if request.person else ""},
        visit=request.POST.get("visit", "") or token_urlsafe(16),
    )
