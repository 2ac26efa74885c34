"""A circle's own ways of working: all of them, one, its kit, files that come and go, and throwing a draft away."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from covision import processes, rendering
from covision.actions.circles import agreements, process_drafts
from covision.actions.circles.membership import Inside
from covision.actions.circles.process_drafts import ProcessDraft
from covision.engine.checking import ProcessFault
from covision.engine.refusals import Refused
from covision.kit import printing
from covision.kit.describe import describe_text
from covision.kit.document import ProcessDocument
from covision.kit.words import ProcessWords
from covision.languages import LANGUAGE_NAMES
from covision.middleware import PersonRequest
from covision.processes import process_text as texts
from covision.processes.process_text import ProcessText
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form, number
from covision.views.http.paces import View, post_at_pace, require_form
from covision.views.http.responses import attachment, page
from covision.views.http.wording import language, word
from covision.views.processes import kit

from .proposal_pages import structure_lines

MOST_FAULTS = 30


def with_draft(view: View) -> View:
    """Give the circle and its own process that the address names to a view; refuse where there is none."""

    @in_circle
    @wraps(view)
    def answer(
        request: PersonRequest, inside: Inside, own_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        return view(request, inside, process_drafts.open_draft(inside, own_id), *args, **kwargs)

    return answer


@require_safe
@in_circle
def all_structures(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    return _list_page(request, inside, Form(request))


@post_at_pace("copy")
@in_circle
def copy(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    copied = process_drafts.copy(inside, Form(request).text("process"), now=request.now)
    return redirect("structures:one", inside.circle.public_id, copied.public_id)


@post_at_pace("import")
@in_circle
def import_file(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    with (form := Form(request)):
        imported = process_drafts.import_file(inside, _uploaded(request), now=request.now)
        return redirect("structures:one", inside.circle.public_id, imported.public_id)
    return _list_page(request, inside, form)


@require_safe
@with_draft
def structure(request: PersonRequest, inside: Inside, draft: ProcessDraft) -> HttpResponseBase:
    written, query = _asked_for(request, inside, draft)
    faults = dict.fromkeys(
        (_place(written, fault), rendering.say_fault(fault)) for fault in texts.faults_of(written)
    )
    return page(
        request,
        "circles/structures/one.html",
        circle=inside.circle,
        structure=_line(inside, draft),
        addresses=kit.KitAddresses("structures", (inside.circle.public_id, draft.public_id), query),
        told=_in_some_language(written, language()),
        asked=urlencode(query),
        version=request.GET.get("version", ""),
        put=request.GET.get("put", ""),
        faults=list(faults)[:MOST_FAULTS],
        more=max(0, len(faults) - MOST_FAULTS),
        versions=[
            {
                "number": version.number,
                "day": date_format(version.decided, "DATE_FORMAT"),
                "in_use": version.in_use,
                "id": version.process_id,
            }
            for version in draft.versions
        ],
        kit=kit.documents(),
        languages=tuple(written.words),
        accepted=agreements.accepted_version(inside.member),
    )


@require_safe
@with_draft
def export(request: PersonRequest, inside: Inside, draft: ProcessDraft) -> HttpResponseBase:
    written, _asked = _asked_for(request, inside, draft)
    response = HttpResponse(texts.write(written), content_type="application/toml; charset=utf-8")
    return attachment(response, f"{written.process.id}.toml")


@require_safe
@with_draft
def kit_page(
    request: PersonRequest, inside: Inside, draft: ProcessDraft, tongue: str, document: str
) -> HttpResponseBase:
    written, query = _asked_for(request, inside, draft)
    addresses = kit.KitAddresses("structures", (inside.circle.public_id, draft.public_id), query)
    return kit.as_page(request, _in_language(written, tongue), document, addresses, tuple(written.words))


@require_safe
@with_draft
def kit_pdf(  # noqa: PLR0917
    request: PersonRequest, inside: Inside, draft: ProcessDraft, tongue: str, document: str, paper: str
) -> HttpResponseBase:
    sheet = _in_language(_asked_for(request, inside, draft)[0], tongue)
    pdf = printing.fresh_pdf(sheet, kit.document(document), kit.paper(paper))
    return kit.as_file(pdf, sheet, document, paper)


@require_form
@with_draft
def throw_away(request: PersonRequest, inside: Inside, draft: ProcessDraft) -> HttpResponseBase:
    if request.method == "POST":
        process_drafts.discard(inside, draft.public_id, now=request.now)
        return redirect("structures:all", inside.circle.public_id)
    return page(
        request,
        "circles/structures/throw_away.html",
        circle=inside.circle,
        structure=_line(inside, draft),
    )


def title_of(written: ProcessText) -> str:
    return _words(written).text("title") or _("Without a title")


def _list_page(request: PersonRequest, inside: Inside, form: Form) -> HttpResponseBase:
    return page(
        request,
        "circles/structures/all.html",
        form=form,
        circle=inside.circle,
        structures=structure_lines(inside),
        drafts=[_line(inside, draft) for draft in process_drafts.drafts_of_circle(inside)],
        accepted=agreements.accepted_version(inside.member),
        most=processes.LARGEST // 1000,
    )


def _line(inside: Inside, draft: ProcessDraft) -> dict[str, object]:
    newest = draft.versions[0] if draft.versions else None
    return {
        "id": draft.public_id,
        "at": _address(inside, draft),
        "title": title_of(draft.written),
        "copied_from": str(word(draft.copied_from, "title"))
        if draft.copied_from in processes.live_ids()
        else "",
        "version": newest.number if newest else 0,
        "in_use": draft.in_use.number if draft.in_use else 0,
        "process": draft.in_use.process_id if draft.in_use else "",
        "proposed": draft.proposed,
    }


def _asked_for(
    request: PersonRequest, inside: Inside, draft: ProcessDraft
) -> tuple[ProcessText, dict[str, str]]:
    version, put = request.GET.get("version", ""), request.GET.get("put", "")
    if version:
        wanted = number(version)
        return process_drafts.draft_or_version(inside, draft.public_id, wanted), {"version": str(wanted)}
    if put:
        return process_drafts.written_in_proposal(inside, draft.public_id, put), {"put": put}
    return draft.written, {}


def _in_some_language(written: ProcessText, wished: str) -> ProcessDocument:
    spoken = wished if wished in written.words else next(iter(written.words), wished)
    return describe_text(written, spoken)


def _in_language(written: ProcessText, tongue: str) -> ProcessDocument:
    if tongue not in written.words:
        raise Refused("There is no such way of working.", "gone")
    return describe_text(written, tongue)


def _place(written: ProcessText, fault: ProcessFault) -> str:
    table, _dot, rest = fault.place.partition(".")
    tongue = ""
    if table == "words":
        tongue, _dot, rest = rest.partition(".")
        table, _dot, rest = rest.partition(".")
    id, name = rest.split(".")[0], {"steps": "title"}.get(table, "name")
    title = _words(written).text(table, id, name) or id or table
    return " · ".join(part for part in (LANGUAGE_NAMES.get(tongue, ""), title) if part)


def _words(written: ProcessText) -> ProcessWords:
    return ProcessWords(written.words.get(language(), {}), *written.words.values())


def _address(inside: Inside, draft: ProcessDraft) -> str:
    return reverse("structures:one", args=[inside.circle.public_id, draft.public_id])


def _uploaded(request: PersonRequest) -> bytes:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return bytes(file.read(processes.LARGEST + 1))
    if number(request.META.get("CONTENT_LENGTH", "")) > processes.LARGEST:
        raise Refused("This file is larger than a process can be.", "large", field="file")
    raise Refused("Please choose a file first.", "invalid", field="file")
