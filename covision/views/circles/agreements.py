"""A circle's agreement as pages: read it with what changed, accept it, and read it from inside a meeting."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form, number
from covision.views.http.responses import page
from covision.views.meetings.rooms import with_room

from .proposal_pages import agreement_context, structure_lines


@require_safe
@in_circle
def agreement(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    """The version that is in force, or an older one: `?version=2`; each beside the one before it."""
    versions = list(agreements.versions(inside.circle))
    asked = number(request.GET.get("version", ""))
    agreement = next((version for version in versions if version.version == asked), versions[-1])
    accepted = agreements.accepted_versions(inside.circle)
    return page(
        request,
        "circles/agreement.html",
        circle=inside.circle,
        agreement=agreement_context(agreement, agreements.previous_version(agreement)),
        versions=[version.version for version in versions],
        newest=versions[-1].version,
        accepted=accepted.get(inside.member.pk, 0),
        members=[
            {"name": member.name, "accepted": accepted.get(member.pk, 0)}
            for member in membership.members(inside.circle)
        ],
        structures=structure_lines(inside),
    )


@require_POST
@in_circle
def accept(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    agreements.accept(inside, Form(request).number("version"), now=request.now)
    return redirect("circles:circle", inside.circle.public_id)


@require_safe
@with_room
def in_room(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    """For everybody who is in a meeting of the circle, guests too: all are bound by it."""
    agreement = agreements.of_meeting(room.id)
    if not room.meeting.is_in(seat) or agreement is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    return page(
        request,
        "circles/in_room.html",
        room=room.public_id,
        name=room.circle,
        agreement=agreement_context(agreement, None),
    )
