"""A result sheet that is kept: read it, change it, say who sees it and how long it lives, take it home, delete it."""

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision.actions.meetings import sheets
from covision.actions.meetings.sheets import OpenSheet
from covision.middleware import PersonRequest
from covision.views.http.form_input import Form, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page

from .letters import article, download


@require_safe
def sheet(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return _sheet_page(request, sheets.open_sheet(public_id, by=request.person), Form(request))


@require_safe
def sheet_file(request: PersonRequest, public_id: str, ending: str) -> HttpResponseBase:
    return download(request, sheets.open_sheet(public_id, by=request.person).letter, ending)


@form_at_pace("sheet")
def edit(request: PersonRequest, public_id: str) -> HttpResponseBase:
    sheet = sheets.own_sheet(public_id, by=request.person)
    form = Form(request)
    form.typed = {**sheets.editable_texts(sheet.letter), **form.typed}
    with form:
        if form.is_sent:
            typed = {name: str(text) for name, text in form.typed.items()}
            sheets.edit(public_id, typed, by=request.person)
            return redirect("sheets:sheet", public_id)
    if sheet.several:
        return redirect("sheets:sheet", public_id)
    return page(request, "meetings/sheets/edit.html", form=form, sheet=sheet.letter, public_id=public_id)


@post_at_pace("sheet")
def show_to(request: PersonRequest, public_id: str) -> HttpResponseBase:
    with (form := Form(request)):
        named = [number(raw) for raw in form.texts("named")]
        sheets.show_to(public_id, form.text("seen"), named, by=request.person)
        return redirect("sheets:sheet", public_id)
    return _sheet_page(request, sheets.own_sheet(public_id, by=request.person), form)


@post_at_pace("sheet")
def keep_until(request: PersonRequest, public_id: str) -> HttpResponseBase:
    with (form := Form(request)):
        days, remind = form.number("days"), form.is_ticked("remind")
        sheets.keep_until(public_id, days, remind, by=request.person, now=request.now)
        return redirect("sheets:sheet", public_id)
    return _sheet_page(request, sheets.own_sheet(public_id, by=request.person), form)


@form_at_pace("sheet")
def delete(request: PersonRequest, public_id: str) -> HttpResponseBase:
    sheet = sheets.own_sheet(public_id, by=request.person)
    if request.method == "POST":
        sheets.delete(public_id, by=request.person)
        return redirect("commitments:all")
    return page(request, "meetings/sheets/delete.html", public_id=public_id, several=sheet.several)


def _sheet_page(request: PersonRequest, sheet: OpenSheet, form: Form) -> HttpResponseBase:
    row, named = sheet.row, sheets.named_readers(sheet) if sheet.owner else set()
    others = sheets.possible_readers(sheet, request.person) if sheet.owner and not sheet.several else ()
    return page(
        request,
        "meetings/sheets/kept.html",
        form=form,
        public_id=row.public_id,
        circle=row.circle.name if row.circle and row.circle.lasting else "",
        owner=sheet.owner,
        several=sheet.several,
        seen=form.text("seen", row.seen),
        others=[
            {"number": member.pk, "name": member.name, "named": member.person_id in named}
            for member in others
        ],
        until=date_format(timezone.localtime(row.erase_after), "DATE_FORMAT"),
        days=sheets.DAYS,
        remind=row.remind,
        address=bool(request.person and request.person.email),
        letter=article(sheet.letter),
    )
