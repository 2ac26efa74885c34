"""A circle's agreement as pages: read it with what changed, accept it, and read it from inside a meeting."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from covision.actions.circles import agreements, membership
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.http.circle_access import enter
from covision.views.http.form_input import number
from covision.views.http.responses import page
from covision.views.meetings.rooms import enter as enter_room

from .proposal_pages import agreement_whole, structure_lines


@require_safe
def agreement(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """The version that holds, or an older one: `?version=2`; each beside the one before it."""
    inside = enter(request, public_id)
    there = list(agreements.versions(inside.circle))
    asked = number(request.GET.get("version", ""))
    shown = next((one for one in there if one.version == asked), there[-1])
    accepted = agreements.accepted_versions(inside.circle)
    members = [
        {"name": member.name, "accepted": accepted.get(member.pk, 0)}
        for member in membership.members(inside.circle)
    ]
    return page(
        request,
        "circles/agreement.html",
        circle=inside.circle,
        agreement=agreement_whole(shown, agreements.previous_version(shown)),
        versions=[one.version for one in there],
        newest=there[-1].version,
        accepted=accepted.get(inside.member.pk, 0),
        members=members,
        structures=structure_lines(inside),
    )


@require_POST
def accept(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    agreements.accept(inside, number(request.POST.get("version", "")), now=timezone.now())
    return redirect("circles:circle", public_id)


@require_safe
def in_room(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """For everybody who is in a meeting of the circle, guests too: all are bound by it."""
    room, seat = enter_room(request, public_id)
    found = agreements.of_meeting(room.id)
    if not room.shown.is_in(seat) or found is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    return page(
        request,
        "circles/in_room.html",
        room=room.public_id,
        name=room.circle,
        agreement=agreement_whole(found, None),
    )
