"""The room as a page, and its commands for browsers that run no scripts."""

from functools import wraps
from typing import Any
from uuid import uuid4

import segno
from django.http import HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from covision import hub, mail, processes, rendering
from covision.actions.commands.room_commands import act_on_fields
from covision.actions.meetings import inviting, rehearsals
from covision.actions.room import people as room_people
from covision.actions.room import rooms, scenes
from covision.actions.room.room import Room
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.peers.casebook import case
from covision.rendering import Reader
from covision.views.http.form_input import Form, number, sentence_of
from covision.views.http.paces import View, post_at_pace
from covision.views.http.responses import absolute, page, refusal
from covision.views.http.wording import language

from .meeting_log import chapters


def with_room(view: View) -> View:
    """Give the room that the address names to a view, with the viewer's seat in it; refuse strangers."""

    @wraps(view)
    def answer(request: PersonRequest, public_id: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *enter(request, public_id), *args, **kwargs)

    return answer


@require_safe
@with_room
def room(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    return _room_page(request, room, seat, Form(request))


@post_at_pace("do")
@with_room
def do(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    """One command, then back to the room; a refusal shows the room again with the sentence and what was typed."""
    with (form := Form(request)):
        fields = {"id": [str(uuid4())], **form.values}
        act_on_fields(room, fields, by=seat, now=request.now, language=language()).result()
        return redirect("rooms:room", room.public_id)
    return _room_page(request, room, seat, form)


@require_safe
@with_room
def invite(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    if room.meeting.alone:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    if not room.meeting.is_in(seat):
        raise Refused("Somebody in the room has to let you in first.", "forbidden")
    return _invite_page(request, room, Form(request))


@post_at_pace("invite")
@with_room
def invite_guests(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    if room.meeting.alone or not room.meeting.is_in(seat) or request.person is None:
        raise Refused("Somebody in the room has to let you in first.", "forbidden")
    with (form := Form(request)):
        sent = inviting.invite_guests(
            room,
            form.text("addresses"),
            form.text("language"),
            at=absolute(request, "/"),
            by=request.person,
            now=request.now,
        )
        return redirect(f"{reverse('rooms:invite', args=[room.public_id])}?{urlencode({'sent': sent})}")
    return _invite_page(request, room, form)


def _invite_page(request: PersonRequest, room: Room, form: Form) -> HttpResponse:
    link = absolute(request, reverse("meetings:join", args=[room.join_token]))
    code = segno.make(link, error="m").svg_inline(
        scale=5, omitsize=True, dark="#1d2430", light="#ffffff", border=2
    )
    return page(
        request,
        "meetings/invite.html",
        form=form,
        circle=room.circle,
        link=link,
        qr=Markup(code),  # noqa: S704
        room=room.public_id,
        mail=mail.is_set_up() and inviting.may_invite_guests(room, by=request.person),
        sent=number(request.GET.get("sent", "0")),
        typed={"language": language(), **form.typed},
    )


@require_safe
@with_room
def happened(request: PersonRequest, room: Room, seat: int) -> HttpResponseBase:
    scene = scenes.scene(room, seat, "", scenes.presence(room, request.now))
    return page(
        request,
        "meetings/log.html",
        room=room.public_id,
        circle=label(room),
        chapters=chapters(room.meeting, scene, Reader(room, language())),
    )


def enter(request: PersonRequest, public_id: str) -> tuple[Room, int]:
    """The room and the viewer's seat in it. What is not there and what is others' answer alike.

    :raises Refused: there is no such meeting for this person.
    """
    room = rooms.open_room(public_id)
    seat = room_people.find_seat(room, request.person.pk) if request.person else None
    if seat is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    return room, seat


def label(room: Room) -> str:
    return _("Coach yourself") if room.meeting.alone else room.circle


def _room_page(request: PersonRequest, room: Room, seat: int, form: Form) -> HttpResponse:
    now, look = request.now, request.GET.get("look", "")
    hub.seen(room.id, seat, now)
    try:
        scene = scenes.scene(room, seat, look, scenes.presence(room, now))
    except Refused as refused:
        return refusal(request, refused, "meetings/gone.html")
    reader = Reader(room, language())
    token = get_token(request)
    return page(
        request,
        "room.html",
        form.status,
        room=room.public_id,
        circle=label(room),
        alone=room.meeting.alone,
        scene=scene,
        regions={
            name: rendering.fill(html, token) for name, html in rendering.regions(scene, reader).items()
        },
        digest=rendering.digest(scene, reader),
        rehearsal=_rehearsal(request, room) if scene.top.rehearsal else None,
        now=now.isoformat(),
        look=look if scene.top.looking else "",
        refusal=sentence_of(form.refused) if form.refused else "",
        typed=_typed(form),
    )


def _rehearsal(request: PersonRequest, room: Room) -> dict[str, object] | None:
    going = rehearsals.going(room, request.person) if request.person else None
    if going is None:
        return None
    written = case(going.case, language())
    process = going.process or written.process
    about = written.practise if process == written.process else processes.word(process, language(), "summary")
    problem = written.text["cast"][0]["problems"][0]["text"] if going.is_own and going.brings else ""
    return {"going": going, "title": written.title, "about": about, "problem": problem}


def _typed(form: Form) -> list[tuple[str, str]]:
    names = [name for name in form.values if name not in {"csrfmiddlewaretoken", "id"}]
    return [(name, value) for name in names for value in form.texts(name)]
