"""Coaching oneself as pages: begin, find one's own again, take a sentence to others, erase."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from covision import processes, rendering
from covision.actions.accounts.signing_in import has_account
from covision.actions.meetings import alone as actions
from covision.actions.meetings.meetings import KEEP_MEETING, KEEP_UNENDED
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import somebody
from covision.views.http.form_input import errors_of
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import language, page

CLOCK = "process"


@form_at_pace("alone")
def alone(request: PersonRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request)
    try:
        room = actions.start(
            request.POST.get("process", ""),
            timed=request.POST.get("clock") == CLOCK,
            name=_("Me"),
            by=somebody(request),
            now=request.now,
        )
    except Refused as refused:
        return _page(request, rendering.STATUS[refused.why], errors_of(refused), request.POST.dict())
    return redirect("rooms:room", room.public_id)


@form_at_pace("case")
def bring(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """The sentence, and one press that makes a case of it; whoever has no account is told how, and can copy it."""
    if request.method == "POST":
        return redirect("cases:case", actions.bring(public_id, by=request.person, now=request.now).public_id)
    brought = actions.what_to_bring(actions.find(public_id, by=request.person))
    known = request.person is not None and has_account(request.person)
    return page(request, "meetings/alone/bring.html", brought=brought, room=public_id, known=known)


@post_at_pace("erase")
def erase(request: PersonRequest, public_id: str) -> HttpResponseBase:
    actions.erase(public_id, by=request.person)
    return redirect("alone:start")


def _page(
    request: PersonRequest,
    status: int = 200,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    ways = [_way(id) for id in processes.alone_ids()]
    mine = actions.reflections(request.person, now=request.now)
    is_guest = request.person is None or not has_account(request.person)
    return page(
        request,
        "meetings/alone/start.html",
        status,
        ways=ways,
        mine=[_listed(one) for one in mine],
        keep=KEEP_MEETING.days,
        unended=KEEP_UNENDED.days,
        hours=settings.SESSION_COOKIE_AGE // 3600 if is_guest else 0,
        errors=errors or {},
        typed=typed or {},
    )


def _way(id: str) -> dict[str, Any]:
    found = processes.alone(id)
    return {
        "id": id,
        "title": processes.word(found.id, language(), "title"),
        "summary": processes.word(found.id, language(), "summary"),
        "minutes": actions.minutes(id),
    }


def _listed(one: actions.Reflection) -> dict[str, Any]:
    process, step = one.step
    return {
        "id": one.public_id,
        "began": date_format(timezone.localtime(one.began), "DATETIME_FORMAT"),
        "process": processes.word(one.process, language(), "title"),
        "step": processes.word(process, language(), "steps", step, "title"),
        "ended": one.ended,
        "due": date_format(timezone.localtime(one.due), "DATETIME_FORMAT") if one.due else "",
        "has_sentence": one.has_sentence,
    }
