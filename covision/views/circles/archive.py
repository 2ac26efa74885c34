"""A circle's archive as a page; words are looked for by a form, so that they stand in no address and no log."""

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from covision import processes, rendering
from covision.actions.meetings import archive as actions
from covision.actions.meetings.archive import Finding, Found, PastMeeting
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import language, page


@form_at_pace("search")
def archive(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    errors: dict[str, str] = {}
    status, finding = 200, None
    if request.method == "POST":
        try:
            finding = actions.search(inside, request.POST.get("words", ""))
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    there = actions.archive(inside, number(request.GET.get("page", "1")))
    return page(
        request,
        "circles/archive.html",
        status,
        circle=inside.circle,
        meetings=[_past(one) for one in there.meetings],
        newer=there.newer,
        older=there.older,
        finding=_finding(finding) if finding else None,
        errors=errors,
        typed=request.POST.dict(),
    )


def _past(meeting: PastMeeting) -> dict[str, object]:
    return {
        "room": meeting.room,
        "day": _day(meeting),
        "rounds": [
            {
                "number": one.number,
                "title": processes.word(one.process, language(), "title"),
                "sheet": one.sheet,
            }
            for one in meeting.rounds
        ],
        "people": meeting.people,
        "former": meeting.former,
        "guests": meeting.guests,
        "mine": meeting.mine,
        "seen": meeting.seen,
    }


def _day(meeting: PastMeeting) -> str:
    return date_format(timezone.localtime(meeting.began), "DATE_FORMAT")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "words": finding.words,
        "more": finding.more,
        "found": [_found(one) for one in finding.found],
    }


def _found(found: Found) -> dict[str, object]:
    passage = found.passage
    if passage.began is None:
        title = _("Our agreement")
    else:
        day = date_format(timezone.localtime(passage.began), "DATE_FORMAT")
        title = _("Meeting on %(day)s") % {"day": day}
    return {
        "title": title,
        "kind": processes.word(passage.process, language(), "kinds", passage.kind, "name")
        if passage.process
        else "",
        "where": passage.where,
        "language": passage.language,
        "pieces": found.pieces,
    }
