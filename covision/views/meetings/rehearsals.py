"""Rehearsals: what there is to rehearse, the way in, how fast the others are, and what one reads afterwards."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from covision import processes
from covision.actions.meetings import rehearsals
from covision.actions.room.room import Room
from covision.engine.process import Process
from covision.engine.refusals import Refused
from covision.kit.describe import describe
from covision.middleware import PersonRequest
from covision.peers.casebook import WrittenCase, case_ids, lendable, library, party
from covision.peers.casebook import case as find_case
from covision.peers.debrief import Eyes, debrief
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import language, word
from covision.views.learning.learning import onward_of

from .offers import grouped, offer, parts
from .rooms import with_room

TEMPI = {"calm": 1.0, "brisk": 4.0}


@form_at_pace("rehearse")
def all_cases(request: PersonRequest) -> HttpResponseBase:
    """The library, or one process of it; a form of either, or of the first page, begins a rehearsal."""
    form = Form(request, _suggested(request))
    with form:
        if form.is_sent:
            return redirect("rooms:room", _start(request, form).public_id)
    if form.typed.get("process"):
        return _one_process(request, form)
    return page(
        request,
        "meetings/rehearsals.html",
        form=form,
        groups=grouped(),
        cases=[offer(case) for case in library(language())],
        colleagues=range(rehearsals.MOST_COLLEAGUES + 1),
    )


def _suggested(request: PersonRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "") for name in ("process", "case", "role")}
    suggests = asked["process"] or asked["case"] in case_ids()
    return {**asked, "pace": "calm", "colleagues": "0"} if suggests else {}


def _one_process(request: PersonRequest, form: Form) -> HttpResponseBase:
    process = _process(str(form.typed["process"]))
    people = party(process)
    return page(
        request,
        "meetings/rehearse_process.html",
        form=form,
        told=describe(process.id, language()),
        cases=[offer(case) for case in lendable(process, language())],
        roles=parts(process),
        people=people,
        colleagues=range(rehearsals.most_colleagues(people) + 1),
    )


@post_at_pace("tempo")
@with_room
def tempo(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    if not room.meeting.is_in(seat):
        raise Refused("You are not in this meeting any more.", "forbidden")
    rehearsals.change_tempo(room, Form(request).text("how"), by=seat, now=request.now)
    return redirect("rooms:room", room.public_id)


@require_POST
@with_room
def erase(request: PersonRequest, room: Room, _seat: int) -> HttpResponseBase:
    assert request.person is not None, "whoever has a seat has a login"
    rehearsals.erase_rehearsal(room, request.person)
    return redirect("rehearsals:all")


@require_safe
@with_room
def look_back(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    """What somebody did in a rehearsal, worked out anew each time it is asked for, for their eyes only."""
    assert request.person is not None, "whoever has a seat has a login"
    going = rehearsals.going(room, request.person)
    if going is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    return page(
        request,
        "meetings/debrief.html",
        room=room.public_id,
        title=_title(going),
        closed=room.meeting.closed,
        is_own=going.is_own,
        debrief=debrief(Eyes(room.meeting, seat, language(), room.text)),
        **onward_of(request.person),
    )


def _title(going: rehearsals.Going) -> str:
    case = _case(going.case)
    process = str(word(going.process or case.process, "title"))
    return case.title if process == "title" else f"{case.title} · {process}"


def _start(request: PersonRequest, form: Form) -> Room:
    case, role = _case(form.text("case")), form.text("role")
    process = _process(form.text("process") or case.process)
    names = case.people(party(process))
    wish = rehearsals.RehearsalWish(
        process=process.id,
        role=role,
        place=_place(process, role, len(names)),
        pace=TEMPI.get(form.text("pace"), 1.0),
        colleagues=form.number("colleagues", "0"),
    )
    cast = rehearsals.Cast(case.id, case.circle, case.focus, names)
    return rehearsals.start_rehearsal(
        cast, wish, name=_("Guest"), by=person_or_guest(request), now=request.now
    )


def _case(id: str) -> WrittenCase:
    try:
        return find_case(id, language())
    except KeyError:
        raise Refused("There is no such case to rehearse.", "gone") from None


def _process(id: str) -> Process:
    try:
        process = processes.process(id)
    except KeyError:
        process = processes.frame()
    if process == processes.frame():
        raise Refused("There is no such way of working.", "gone")
    return process


def _place(process: Process, role: str, people: int) -> int:
    """Somebody who brings the case takes the place of the first of the cast, everybody else that of the last."""
    part = process.role(role)
    if part is None:
        raise Refused("Please choose which part you want to play.", "invalid", field="role")
    return 0 if part.brings else people - 1
