"""Give and take in a circle: who had which part, whose turn it fairly is, and what members say about the next meeting."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import processes, rendering
from covision.actions.cases import turns as give_and_take
from covision.actions.cases.turns import MeetingTurns, Prospect
from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.room import preparation
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.dates import Appointment
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of
from covision.views.http.paces import post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import word

Names = dict[int, str]


@require_safe
def turns(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return turns_page(request, enter(request, public_id))


@post_at_pace("say")
def say(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    try:
        give_and_take.answer_part(inside, request.POST.get("role", ""), request.POST.get("answer", ""))
    except Refused as refused:
        return turns_page(request, inside, rendering.STATUS[refused.why], errors_of(refused))
    return redirect("circles:turns", public_id)


def turns_page(
    request: PersonRequest, inside: Inside, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponseBase:
    """The page of turns; a refusal of one of its forms stands on it. It is open to whoever has accepted the agreement.

    :raises Refused: not yet.
    """
    agreements.check_accepted(inside.member)
    members, gatherings = give_and_take.turn_table(inside)
    names = {member.pk: member.name for member in members}
    named = give_and_take.process_by_role(inside.circle.pk)
    return page(
        request,
        "circles/turns.html",
        status,
        circle=inside.circle,
        word=word,
        members=[{"name": member.name, "me": member.pk == inside.member.pk} for member in members],
        meetings=[_row(gathering, named) for gathering in gatherings],
        prospects=[_prospect(one, names, inside.member.pk) for one in give_and_take.prospects(inside)],
        errors=errors or {},
    )


def _row(gathering: MeetingTurns, named: dict[str, str]) -> dict[str, object]:
    return {
        "day": date_format(gathering.day, "DATE_FORMAT"),
        "parts": [
            [{"process": named[role], "role": role} for role in had if role in named]
            for had in gathering.parts
        ],
    }


def prospects_of(inside: Inside, planned: Appointment) -> list[dict[str, object]]:
    """The parts of a planned meeting: whose turn it could be, who would take them, and what I said."""
    names = {member.pk: member.name for member in membership.members(inside.circle)}
    return [_prospect(one, names, inside.member.pk) for one in give_and_take.prospects(inside, planned)]


def _prospect(one: Prospect, names: Names, me: int) -> dict[str, object]:
    return {
        "process": one.process,
        "role": one.role,
        "optional": one.optional,
        "name": names[one.due.who] if one.due else "",
        "me": bool(one.due and one.due.who == me),
        "reason": one.due.reason if one.due else "",
        "would": [names[member] for member in one.would],
        "mine": one.mine,
        "usual": one.role in _usual(),
        "brings": one.role in preparation.brought_by(one.process),
    }


def _usual() -> set[str]:
    """The parts of the ways of working that are proposed first."""
    first = (one for one in map(processes.process, processes.live_ids()) if one.proposed)
    return {role.id for one in first for role in one.roles}
