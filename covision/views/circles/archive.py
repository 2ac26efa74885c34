"""A circle's archive as a page; words are looked for by a form, so that they stand in no address and no log."""

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from covision.actions.circles.membership import Inside
from covision.actions.meetings import archive as actions
from covision.actions.meetings.archive import PastMeeting, SearchHit, SearchResult
from covision.middleware import PersonRequest
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form, number
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page
from covision.views.http.wording import word


@form_at_pace("search")
@in_circle
def archive(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    form, finding = Form(request), None
    with form:
        if form.is_sent:
            finding = actions.search(inside, form.text("words"))
    past = actions.archive(inside, number(request.GET.get("page", "1")))
    return page(
        request,
        "circles/archive.html",
        form=form,
        circle=inside.circle,
        meetings=[_meeting(meeting) for meeting in past.meetings],
        newer=past.newer,
        older=past.older,
        finding=_finding(finding) if finding else None,
    )


def _meeting(meeting: PastMeeting) -> dict[str, object]:
    return {
        "room": meeting.room,
        "day": date_format(timezone.localtime(meeting.began), "DATE_FORMAT"),
        "rounds": [
            {"number": round.number, "title": word(round.process, "title"), "sheet": round.sheet}
            for round in meeting.rounds
        ],
        "people": meeting.people,
        "former": meeting.former,
        "guests": meeting.guests,
        "may_enter": meeting.may_enter,
        "attended": meeting.attended,
    }


def _finding(finding: SearchResult) -> dict[str, object]:
    return {
        "words": finding.words,
        "more": finding.more,
        "passages": [_passage(hit) for hit in finding.hits],
    }


def _passage(match: SearchHit) -> dict[str, object]:
    passage = match.passage
    if passage.began is None:
        title = _("Our agreement")
    else:
        day = date_format(timezone.localtime(passage.began), "DATE_FORMAT")
        title = _("Meeting on %(day)s") % {"day": day}
    return {
        "title": title,
        "kind": word(passage.process, "kinds", passage.kind, "name") if passage.process else "",
        "where": passage.where,
        "language": passage.language,
        "pieces": match.pieces,
    }
