"""A result sheet that is kept: read it, change it, say who sees it and how long it lives, take it home, delete it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import rendering
from covision.actions.meetings import sheets
from covision.actions.meetings.sheets import Reading
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page

from .letters import article, download


@require_safe
def sheet(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return _sheet_page(request, sheets.open_sheet(public_id, by=request.person))


@require_safe
def sheet_file(request: PersonRequest, public_id: str, ending: str) -> HttpResponseBase:
    return download(request, sheets.open_sheet(public_id, by=request.person).letter, ending)


@form_at_pace("sheet")
def edit(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found = sheets.own_sheet(public_id, by=request.person)
    errors: dict[str, str] = {}
    status, typed = 200, sheets.places(found.letter)
    if request.method == "POST":
        typed |= request.POST.dict()
        try:
            sheets.edit(public_id, typed, by=request.person)
            return redirect("sheets:sheet", public_id)
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    if found.several:
        return redirect("sheets:sheet", public_id)
    return page(
        request,
        "meetings/sheets/edit.html",
        status,
        sheet=found.letter,
        public_id=public_id,
        errors=errors,
        typed=typed,
    )


@post_at_pace("sheet")
def show_to(request: PersonRequest, public_id: str) -> HttpResponseBase:
    named = [number(raw) for raw in request.POST.getlist("named")]
    try:
        sheets.show_to(public_id, request.POST.get("seen", ""), named, by=request.person)
    except Refused as refused:
        return _again(request, public_id, refused)
    return redirect("sheets:sheet", public_id)


@post_at_pace("sheet")
def keep_until(request: PersonRequest, public_id: str) -> HttpResponseBase:
    days, remind = number(request.POST.get("days", "")), request.POST.get("remind") == "1"
    try:
        sheets.keep_until(public_id, days, remind, by=request.person, now=timezone.now())
    except Refused as refused:
        return _again(request, public_id, refused)
    return redirect("sheets:sheet", public_id)


@form_at_pace("sheet")
def delete(request: PersonRequest, public_id: str) -> HttpResponseBase:
    found = sheets.own_sheet(public_id, by=request.person)
    if request.method == "POST":
        sheets.delete(public_id, by=request.person)
        return redirect("commitments:all")
    return page(request, "meetings/sheets/delete.html", public_id=public_id, several=found.several)


def _again(request: PersonRequest, public_id: str, refused: Refused) -> HttpResponseBase:
    found = sheets.own_sheet(public_id, by=request.person)
    return _sheet_page(request, found, rendering.STATUS[refused.why], errors_of(refused))


def _sheet_page(
    request: PersonRequest, found: Reading, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponseBase:
    row, named = found.row, sheets.named(found) if found.owner else set()
    may_show = found.owner and not found.several
    return page(
        request,
        "meetings/sheets/kept.html",
        status,
        public_id=row.public_id,
        circle=row.circle.name if row.circle and row.circle.lasting else "",
        owner=found.owner,
        several=found.several,
        seen=request.POST.get("seen", row.seen),
        others=[
            {"number": one.pk, "name": one.name, "named": one.person_id in named}
            for one in (sheets.others(found, request.person) if may_show else ())
        ],
        until=date_format(timezone.localtime(row.erase_after), "DATE_FORMAT"),
        days=sheets.DAYS,
        remind=row.remind,
        address=bool(request.person and request.person.email),
        errors=errors or {},
        letter=article(found.letter),
    )
