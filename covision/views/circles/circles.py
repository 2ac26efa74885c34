"""A circle's own pages: found it, see it, say who you are, what happened, its meetings, and leaving it."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import rendering
from covision.actions.appointments import upcoming
from covision.actions.cases import cases
from covision.actions.circles import agreements, circles, membership, proposals
from covision.actions.circles.circles import Portrait
from covision.actions.circles.decisions import with_state_now
from covision.actions.circles.membership import Inside
from covision.actions.meetings import circle_meetings
from covision.actions.shared import activity
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.circles import Activity, Membership
from covision.models.meetings import Meeting
from covision.views.accounts.sign_in_session import somebody
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace, post_at_pace, require_form
from covision.views.http.responses import language, page
from covision.views.http.wording import word

from .appointment_pages import coming_line
from .proposal_pages import proposal_lines, structure_lines

QUALIFIED = ("trained", "both", "organise")


@form_at_pace("found")
def found(request: PersonRequest) -> HttpResponseBase:
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        try:
            _check_founder(request)
            portrait = _portrait(request)
            circles.check_portrait(portrait)
            circles.check_founder_name(request.POST.get("name", ""))
            made = circles.found_circle(
                portrait,
                name=request.POST.get("name", ""),
                language=language(),
                by=somebody(request),
                now=timezone.now(),
            )
            return redirect("circles:circle", made.public_id)
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    visit = request.POST.get("visit", "") or token_urlsafe(16)
    return page(request, "circles/new.html", status, errors=errors, typed=request.POST.dict(), visit=visit)


@require_safe
def circle(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return circle_page(request, inside)


def circle_page(
    request: PersonRequest, inside: Inside, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponseBase:
    """The circle's page; a refusal of one of its forms stands on it."""
    held = agreements.current_agreement(inside.circle)
    accepted = agreements.accepted_versions(inside.circle)
    undecided = proposals.proposals(inside.circle).filter(state="open", until__gt=timezone.now())
    return page(
        request,
        "circles/circle.html",
        status,
        circle=inside.circle,
        members=[
            _member(inside, member, accepted.get(member.pk, 0))
            for member in membership.members(inside.circle)
        ],
        version=held.version,
        structures=structure_lines(inside),
        accepted=accepted.get(inside.member.pk, 0),
        rules=held,
        proposals=proposal_lines(inside, undecided),
        word=word,
        pool=cases.pool(inside) if accepted.get(inside.member.pk) else (),
        meetings=[_meeting(meeting) for meeting in circle_meetings.under_way(inside.circle)],
        coming=[coming_line(one) for one in upcoming.for_member(inside, timezone.now())],
        past=[_meeting(meeting) for meeting in circle_meetings.past(inside)],
        happened=[_deed(deed) for deed in activity.activities(inside.circle)[:5]],
        without_address=not inside.member.person.email,
        errors=errors or {},
        typed=request.POST.dict(),
    )


@require_form
def about(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    errors: dict[str, str] = {}
    status = 200
    there = inside.circle
    typed = {
        "circle": there.name,
        "focus": there.focus,
        "languages": there.languages,
        "region": there.region,
        "places": str(there.places),
        "on_board": "1" if there.on_board else "0",
    }
    if request.method == "POST":
        typed = request.POST.dict()
        try:
            circles.describe(inside, _portrait(request), typed.get("on_board") == "1", now=timezone.now())
            return redirect("circles:circle", public_id)
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    return page(request, "circles/about.html", status, circle=there, errors=errors, typed=typed)


@require_safe
def happened(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return page(
        request,
        "circles/happened.html",
        circle=inside.circle,
        happened=[_deed(deed) for deed in activity.activities(inside.circle)],
        proposals=proposal_lines(
            inside, (with_state_now(one, timezone.now()) for one in proposals.proposals(inside.circle))
        ),
    )


@post_at_pace("start")
def start_meeting(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    try:
        room = circle_meetings.start(
            inside,
            number(request.POST.get("minutes", "")),
            number(request.POST.get("rounds", "")),
            spoken=request.POST.get("spoken") == "1",
            now=timezone.now(),
        )
    except Refused as refused:
        return circle_page(request, inside, rendering.STATUS[refused.why], errors_of(refused))
    return redirect("rooms:room", room.public_id)


@post_at_pace("join")
def come_in(request: PersonRequest, public_id: str, room: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    return redirect("rooms:room", circle_meetings.come_in(inside, room, now=timezone.now()).public_id)


@require_form
def leave(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    if request.method == "POST":
        circles.leave(inside, now=timezone.now())
        return redirect("site:home")
    alone = len(membership.members(inside.circle)) == 1
    return page(request, "circles/leave.html", circle=inside.circle, alone=alone)


@require_safe
def first_meeting(request: PersonRequest) -> HttpResponseBase:
    return page(request, "circles/first_meeting.html")


def _portrait(request: PersonRequest) -> Portrait:
    said = request.POST
    return Portrait(
        said.get("circle", ""),
        said.get("focus", ""),
        said.get("languages", ""),
        said.get("region", ""),
        number(said.get("places", "")),
    )


def _check_founder(request: PersonRequest) -> None:
    for field in QUALIFIED:
        if request.POST.get(field) != "1":
            raise Refused(
                "Please found a circle only if all three sentences are true for you.", "invalid", field=field
            )


def _member(inside: Inside, member: Membership, accepted: int) -> dict[str, object]:
    return {
        "name": member.name,
        "me": member.pk == inside.member.pk,
        "number": member.pk,
        "since": date_format(timezone.localtime(member.since), "YEAR_MONTH_FORMAT"),
        "accepted": accepted,
    }


def _meeting(meeting: Meeting) -> dict[str, str]:
    began = timezone.localtime(meeting.created)
    return {
        "room": meeting.public_id,
        "day": date_format(began, "DATE_FORMAT"),
        "time": date_format(began, "H:i"),
    }


def _deed(deed: Activity) -> dict[str, object]:
    return {
        "what": deed.what,
        "by": deed.by.name if deed.by else "",
        "about": deed.about.name if deed.about else "",
        "gone": bool(deed.by and deed.by.until) or bool(deed.about and deed.about.until),
        "number": deed.number,
        "at": date_format(timezone.localtime(deed.at), "DATETIME_FORMAT"),
    }
