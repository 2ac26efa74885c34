"""Coaching oneself as pages: begin, find one's own again, take a sentence to others, erase."""

from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from covision import processes
from covision.actions.accounts.signing_in import has_account
from covision.actions.meetings import alone as actions
from covision.actions.meetings.meetings import KEEP_MEETING, KEEP_UNENDED
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.form_input import Form
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import word

CLOCK = "process"


@form_at_pace("alone")
def alone(request: PersonRequest) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            room = actions.start(
                form.text("process"),
                timed=form.text("clock") == CLOCK,
                name=_("Me"),
                by=person_or_guest(request),
                now=request.now,
            )
            return redirect("rooms:room", room.public_id)
    is_guest = request.person is None or not has_account(request.person)
    return page(
        request,
        "meetings/alone/start.html",
        form=form,
        processes=[_process(id) for id in processes.alone_ids()],
        reflections=[_line(each) for each in actions.reflections(request.person, now=request.now)],
        keep=KEEP_MEETING.days,
        unended=KEEP_UNENDED.days,
        hours=settings.SESSION_COOKIE_AGE // 3600 if is_guest else 0,
    )


@form_at_pace("case")
def bring(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """The sentence, and one press that makes a case of it; somebody without an account is told how, and can copy it."""
    if request.method == "POST":
        return redirect(
            "cases:case", actions.bring_to_circle(public_id, by=request.person, now=request.now).public_id
        )
    brought = actions.sentence_to_bring(actions.open_own(public_id, by=request.person))
    account = request.person is not None and has_account(request.person)
    return page(request, "meetings/alone/bring.html", brought=brought, room=public_id, account=account)


@post_at_pace("erase")
def erase(request: PersonRequest, public_id: str) -> HttpResponseBase:
    actions.erase(public_id, by=request.person)
    return redirect("alone:start")


def _process(id: str) -> dict[str, Any]:
    process = processes.alone(id).id
    return {
        "id": id,
        "title": word(process, "title"),
        "summary": word(process, "summary"),
        "minutes": actions.minutes(id),
    }


def _line(reflection: actions.Reflection) -> dict[str, Any]:
    process, step = reflection.step
    due = reflection.due
    return {
        "id": reflection.public_id,
        "began": date_format(timezone.localtime(reflection.began), "DATETIME_FORMAT"),
        "process": word(reflection.process, "title"),
        "step": word(process, "steps", step, "title"),
        "ended": reflection.ended,
        "due": date_format(timezone.localtime(due), "DATETIME_FORMAT") if due else "",
        "has_sentence": reflection.has_sentence,
    }
