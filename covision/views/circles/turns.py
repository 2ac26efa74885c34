"""Give and take in a circle: who had which part, whose turn it fairly is, and what members say about the next meeting."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import processes
from covision.actions.cases import turns as give_and_take
from covision.actions.cases.turns import MeetingTurns, Prospect
from covision.actions.circles import agreements, membership
from covision.actions.circles.membership import Inside
from covision.actions.room import preparation
from covision.middleware import PersonRequest
from covision.models.dates import Appointment
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form
from covision.views.http.paces import post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import word


@require_safe
@in_circle
def turns(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    return _page(request, inside, Form(request))


@post_at_pace("say")
@in_circle
def say(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    with (form := Form(request)):
        give_and_take.answer_part(inside, form.text("role"), form.text("answer"))
        return redirect("circles:turns", inside.circle.public_id)
    return _page(request, inside, form)


def _page(request: PersonRequest, inside: Inside, form: Form) -> HttpResponseBase:
    """Open to whoever has accepted the agreement.

    :raises Refused: not yet.
    """
    agreements.check_accepted(inside.member)
    members, gatherings = give_and_take.turn_table(inside)
    names = {member.pk: member.name for member in members}
    named = give_and_take.process_by_role(inside.circle.pk)
    return page(
        request,
        "circles/turns.html",
        form=form,
        circle=inside.circle,
        word=word,
        members=[{"name": member.name, "me": member.pk == inside.member.pk} for member in members],
        meetings=[_row(gathering, named) for gathering in gatherings],
        prospects=_prospects(give_and_take.prospects(inside), names, inside.member.pk),
    )


def _row(gathering: MeetingTurns, named: dict[str, str]) -> dict[str, object]:
    return {
        "day": date_format(gathering.day, "DATE_FORMAT"),
        "parts": [
            [{"process": named[role], "role": role} for role in roles if role in named]
            for roles in gathering.parts
        ],
    }


def prospects_of(inside: Inside, planned: Appointment) -> list[dict[str, object]]:
    """The parts of a planned meeting: whose turn it could be, who would take them, and what I said."""
    names = {member.pk: member.name for member in membership.members(inside.circle)}
    return _prospects(give_and_take.prospects(inside, planned), names, inside.member.pk)


def _prospects(prospects: tuple[Prospect, ...], names: dict[int, str], me: int) -> list[dict[str, object]]:
    library = map(processes.process, processes.live_ids())
    usual = {role.id for process in library if process.proposed for role in process.roles}
    return [
        {
            "process": prospect.process,
            "role": prospect.role,
            "optional": prospect.optional,
            "name": names[prospect.due.who] if prospect.due else "",
            "me": bool(prospect.due and prospect.due.who == me),
            "reason": prospect.due.reason if prospect.due else "",
            "would": [names[member] for member in prospect.would],
            "my_answer": prospect.mine,
            "usual": prospect.role in usual,
            "brings": prospect.role in preparation.brought_by(prospect.process),
        }
        for prospect in prospects
    ]
