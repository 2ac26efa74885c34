"""The room as a page, and its commands for browsers that run no scripts."""

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
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import post_at_pace
from covision.views.http.responses import absolute, language, page, refusal

from .meeting_log import chapters


@require_safe
def room(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, seat = enter(request, public_id)
    return _room_page(request, found, seat)


@post_at_pace("do")
def do(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """One command, then back to the room; a refusal shows the room again with the sentence and what was typed."""
    found, seat = enter(request, public_id)
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    fields.setdefault("id", [str(uuid4())])
    try:
        act_on_fields(found, fields, by=seat, now=request.now, language=language()).result()
    except Refused as refused:
        return _room_page(request, found, seat, refused, fields)
    return redirect("rooms:room", found.public_id)


@require_safe
def invite(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, seat = enter(request, public_id)
    if found.shown.alone:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    if not found.shown.is_in(seat):
        raise Refused("Somebody in the room has to let you in first.", "forbidden")
    return _invite_page(request, found)


@post_at_pace("invite")
def invite_guests(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, seat = enter(request, public_id)
    if found.shown.alone or not found.shown.is_in(seat) or request.person is None:
        raise Refused("Somebody in the room has to let you in first.", "forbidden")
    try:
        sent = inviting.invite_guests(
            found,
            request.POST.get("addresses", ""),
            request.POST.get("language", ""),
            at=absolute(request, "/"),
            by=request.person,
            now=request.now,
        )
    except Refused as refused:
        return _invite_page(request, found, refused)
    return redirect(f"{reverse('rooms:invite', args=[public_id])}?{urlencode({'sent': sent})}")


def _invite_page(request: PersonRequest, found: Room, refused: Refused | None = None) -> HttpResponse:
    link = absolute(request, reverse("meetings:join", args=[found.join_token]))
    code = segno.make(link, error="m").svg_inline(
        scale=5, omitsize=True, dark="#1d2430", light="#ffffff", border=2
    )
    return page(
        request,
        "meetings/invite.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=found.circle,
        link=link,
        qr=Markup(code),  # noqa: S704
        room=found.public_id,
        mail=mail.is_set_up() and inviting.may_invite_guests(found, by=request.person),
        sent=number(request.GET.get("sent", "0")),
        errors=errors_of(refused) if refused else {},
        typed={"language": language(), **request.POST.dict()},
    )


@require_safe
def happened(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found, seat = enter(request, public_id)
    scene = scenes.scene(found, seat, "", scenes.presence(found, request.now))
    reader = Reader(found, language())
    return page(
        request,
        "meetings/log.html",
        room=found.public_id,
        circle=label(found),
        chapters=chapters(found.shown, scene, reader),
    )


def enter(request: PersonRequest, public_id: str) -> tuple[Room, int]:
    """This will find the room and the viewer's seat in it. What is not there and what is others' answer alike.

    :raises Refused: there is no such meeting for this person.
    """
    found = rooms.open_room(public_id)
    seat = room_people.find_seat(found, request.person.pk) if request.person else None
    if seat is None:
        raise Refused("There is no such meeting, or it has been erased.", "gone")
    return found, seat


def label(found: Room) -> str:
    """What stands above a room."""
    return _("Coach yourself") if found.shown.alone else found.circle


def _room_page(
    request: PersonRequest,
    found: Room,
    seat: int,
    refused: Refused | None = None,
    fields: dict[str, list[str]] | None = None,
) -> HttpResponse:
    now, look = request.now, request.GET.get("look", "")
    hub.seen(found.id, seat, now)
    try:
        scene = scenes.scene(found, seat, look, scenes.presence(found, now))
    except Refused as gone:
        return refusal(request, gone, "meetings/gone.html")
    reader = Reader(found, language())
    token = get_token(request)
    return page(
        request,
        "room.html",
        rendering.STATUS[refused.why] if refused else 200,
        room=found.public_id,
        circle=label(found),
        alone=found.shown.alone,
        scene=scene,
        regions={
            name: rendering.fill(html, token) for name, html in rendering.regions(scene, reader).items()
        },
        digest=rendering.digest(scene, reader),
        rehearsal=_rehearsal(request, found) if scene.top.rehearsal else None,
        now=now.isoformat(),
        look=look if scene.top.looking else "",
        refusal=rendering.sentence(refused, language()) if refused else "",
        typed=_typed(fields) if fields else [],
    )


def _rehearsal(request: PersonRequest, found: Room) -> dict[str, object] | None:
    """How a rehearsal is going, and what the person's part in it is; nothing where it is none any more."""
    going = rehearsals.going(found, request.person) if request.person else None
    if going is None:
        return None
    written = case(going.case, language())
    process = going.process or written.process
    about = written.practise if process == written.process else processes.word(process, language(), "summary")
    problem = written.text["cast"][0]["problems"][0]["text"] if going.is_own and going.brings else ""
    return {"going": going, "title": written.title, "about": about, "problem": problem}


def _typed(fields: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in fields.items()
        if name not in {"csrfmiddlewaretoken", "id"}
        for value in values
    ]
