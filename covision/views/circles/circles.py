"""A circle's own pages: found it, see it, say who you are, what happened, its meetings, and leaving it."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

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
from covision.models.circles import Activity, Circle, Membership
from covision.models.meetings import Meeting
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace, require_form
from covision.views.http.responses import page
from covision.views.http.wording import language, word

from .appointment_pages import coming_line
from .proposal_pages import proposal_lines, structure_lines

QUALIFIED = ("trained", "both", "organise")


@form_at_pace("found")
def found_circle(request: PersonRequest) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            _check_founder(form)
            portrait, name = _portrait(form), form.text("name")
            circles.check_portrait(portrait)
            circles.check_founder_name(name)
            circle = circles.found_circle(
                portrait, name=name, language=language(), by=person_or_guest(request), now=request.now
            )
            return redirect("circles:circle", circle.public_id)
    return page(request, "circles/new.html", form=form, visit=form.text("visit") or token_urlsafe(16))


@require_safe
@in_circle
def circle(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    return circle_page(request, inside, Form(request))


def circle_page(request: PersonRequest, inside: Inside, form: Form) -> HttpResponseBase:
    agreement = agreements.current_agreement(inside.circle)
    accepted = agreements.accepted_versions(inside.circle)
    undecided = proposals.proposals(inside.circle).filter(state="open", until__gt=request.now)
    return page(
        request,
        "circles/circle.html",
        form=form,
        circle=inside.circle,
        members=[
            _member(inside, member, accepted.get(member.pk, 0))
            for member in membership.members(inside.circle)
        ],
        version=agreement.version,
        structures=structure_lines(inside),
        accepted=accepted.get(inside.member.pk, 0),
        rules=agreement,
        proposals=proposal_lines(inside, undecided),
        word=word,
        pool=cases.pool(inside) if accepted.get(inside.member.pk) else (),
        meetings=[_meeting(meeting) for meeting in circle_meetings.under_way(inside.circle)],
        coming=[coming_line(meeting) for meeting in upcoming.for_member(inside, request.now)],
        past=[_meeting(meeting) for meeting in circle_meetings.past_meetings(inside)],
        happened=[_activity(entry) for entry in activity.activities(inside.circle)[:5]],
        without_address=not inside.member.person.email,
    )


@require_form
@in_circle
def about(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    form = Form(request, _typed(inside.circle))
    with form:
        if form.is_sent:
            circles.describe(inside, _portrait(form), form.is_ticked("on_board"), now=request.now)
            return redirect("circles:circle", inside.circle.public_id)
    return page(request, "circles/about.html", form=form, circle=inside.circle)


@require_safe
@in_circle
def happened(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    every = (with_state_now(proposal, request.now) for proposal in proposals.proposals(inside.circle))
    return page(
        request,
        "circles/happened.html",
        circle=inside.circle,
        happened=[_activity(entry) for entry in activity.activities(inside.circle)],
        proposals=proposal_lines(inside, every),
    )


@post_at_pace("start")
@in_circle
def start_meeting(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    with (form := Form(request)):
        minutes, rounds, spoken = form.number("minutes"), form.number("rounds"), form.is_ticked("spoken")
        room = circle_meetings.start(inside, minutes, rounds, spoken=spoken, now=request.now)
        return redirect("rooms:room", room.public_id)
    return circle_page(request, inside, form)


@post_at_pace("join")
@in_circle
def come_in(request: PersonRequest, inside: Inside, room: str) -> HttpResponseBase:
    return redirect("rooms:room", circle_meetings.come_in(inside, room, now=request.now).public_id)


@require_form
@in_circle
def leave(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    if request.method == "POST":
        circles.leave(inside, now=request.now)
        return redirect("site:home")
    alone = len(membership.members(inside.circle)) == 1
    return page(request, "circles/leave.html", circle=inside.circle, alone=alone)


@require_safe
def first_meeting(request: PersonRequest) -> HttpResponseBase:
    return page(request, "circles/first_meeting.html")


def _typed(circle: Circle) -> dict[str, str]:
    return {
        "circle": circle.name,
        "focus": circle.focus,
        "languages": circle.languages,
        "region": circle.region,
        "places": str(circle.places),
        "on_board": "1" if circle.on_board else "0",
    }


def _portrait(form: Form) -> Portrait:
    name, focus, languages, region = (
        form.text(field) for field in ("circle", "focus", "languages", "region")
    )
    return Portrait(name, focus, languages, region, form.number("places"))


def _check_founder(form: Form) -> None:
    for field in QUALIFIED:
        if not form.is_ticked(field):
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


def _activity(entry: Activity) -> dict[str, object]:
    return {
        "what": entry.what,
        "by": entry.by.name if entry.by else "",
        "about": entry.about.name if entry.about else "",
        "number": entry.number,
        "at": date_format(timezone.localtime(entry.at), "DATETIME_FORMAT"),
    }
