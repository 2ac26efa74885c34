"""A circle's own ways of working: all of them, one, its kit, files that come and go, and throwing a draft away."""

from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
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
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import post_at_pace, require_form
from covision.views.http.responses import language, page
from covision.views.processes import kit

from .proposal_pages import structure_lines

MOST_FAULTS = 30


@require_safe
def all_structures(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return _list_page(request, enter(request, public_id))


@post_at_pace("copy")
def copy(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    made = process_drafts.copy(inside, request.POST.get("process", ""), now=timezone.now())
    return redirect("structures:one", public_id, made.public_id)


@post_at_pace("import")
def import_file(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    try:
        made = process_drafts.import_file(inside, _uploaded(request), now=timezone.now())
    except Refused as refused:
        return _list_page(request, inside, refused)
    return redirect("structures:one", public_id, made.public_id)


@require_safe
def structure(request: PersonRequest, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = process_drafts.open_draft(inside, own_id)
    found, query = _asked_for(request, inside, own)
    told = _told(found, language())
    faults = dict.fromkeys(
        (_place(found, fault), rendering.say_fault(fault)) for fault in texts.faults_of(found)
    )
    return page(
        request,
        "circles/structures/one.html",
        circle=inside.circle,
        own=_line(inside, own),
        addresses=kit.KitAddresses("structures", (inside.circle.public_id, own.public_id), query),
        told=told,
        asked=urlencode(query),
        version=request.GET.get("version", ""),
        put=request.GET.get("put", ""),
        faults=list(faults)[:MOST_FAULTS],
        more=max(0, len(faults) - MOST_FAULTS),
        versions=[
            {
                "number": one.number,
                "day": date_format(one.decided, "DATE_FORMAT"),
                "in_use": one.in_use,
                "id": one.process_id,
            }
            for one in own.versions
        ],
        kit=kit.documents(),
        languages=tuple(found.words),
        accepted=agreements.accepted_version(inside.member),
    )


@require_safe
def export(request: PersonRequest, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = process_drafts.open_draft(inside, own_id)
    found, _asked = _asked_for(request, inside, own)
    response = HttpResponse(texts.write(found), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.process.id}.toml"'
    return response


@require_safe
def kit_page(
    request: PersonRequest, public_id: str, own_id: str, tongue: str, document: str
) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = process_drafts.open_draft(inside, own_id)
    found, query = _asked_for(request, inside, own)
    told = _in_tongue(found, tongue)
    addresses = kit.KitAddresses("structures", (public_id, own_id), query)
    return kit.as_page(request, told, document, addresses, tuple(found.words))


@require_safe
def kit_pdf(  # noqa: PLR0917
    request: PersonRequest, public_id: str, own_id: str, tongue: str, document: str, paper: str
) -> HttpResponseBase:
    inside = enter(request, public_id)
    found, _asked = _asked_for(request, inside, process_drafts.open_draft(inside, own_id))
    told = _in_tongue(found, tongue)
    data = printing.fresh_pdf(told, kit.document(document), kit.paper(paper))
    return kit.as_file(data, told, document, paper)


@require_form
def throw_away(request: PersonRequest, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    own = process_drafts.open_draft(inside, own_id)
    if request.method == "POST":
        process_drafts.discard(inside, own_id, now=timezone.now())
        return redirect("structures:all", public_id)
    return page(
        request,
        "circles/structures/throw_away.html",
        circle=inside.circle,
        own=_line(inside, own),
    )


def title_of(written: ProcessText) -> str:
    """The title in the reader's language, else in any."""
    return _words(written).text("title") or _("Without a title")


def _list_page(request: PersonRequest, inside: Inside, refused: Refused | None = None) -> HttpResponseBase:
    return page(
        request,
        "circles/structures/all.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        held=structure_lines(inside),
        owns=[_line(inside, own) for own in process_drafts.drafts_of_circle(inside)],
        accepted=agreements.accepted_version(inside.member),
        most=processes.LARGEST // 1000,
        errors=errors_of(refused) if refused else {},
    )


def _line(inside: Inside, own: ProcessDraft) -> dict[str, object]:
    newest = own.versions[0] if own.versions else None
    return {
        "id": own.public_id,
        "at": _at(inside, own),
        "title": title_of(own.written),
        "copied_from": str(processes.word(own.copied_from, language(), "title"))
        if own.copied_from in processes.live_ids()
        else "",
        "version": newest.number if newest else 0,
        "in_use": own.in_use.number if own.in_use else 0,
        "process": own.in_use.process_id if own.in_use else "",
        "proposed": own.proposed,
    }


def _asked_for(
    request: PersonRequest, inside: Inside, own: ProcessDraft
) -> tuple[ProcessText, dict[str, str]]:
    """The draft, the version or the proposal that an address names, and how it does."""
    version, put = request.GET.get("version", ""), request.GET.get("put", "")
    if version:
        wanted = number(version)
        return process_drafts.draft_or_version(inside, own.public_id, wanted), {"version": str(wanted)}
    if put:
        return process_drafts.written_in_proposal(inside, own.public_id, put), {"put": put}
    return own.written, {}


def _told(written: ProcessText, wished: str) -> ProcessDocument:
    spoken = wished if wished in written.words else next(iter(written.words), wished)
    return describe_text(written, spoken)


def _in_tongue(written: ProcessText, tongue: str) -> ProcessDocument:
    if tongue not in written.words:
        raise Refused("There is no such way of working.", "gone")
    return describe_text(written, tongue)


def _place(written: ProcessText, fault: ProcessFault) -> str:
    """Where something is missing or impossible, in the words of the process."""
    table, _dot, rest = fault.place.partition(".")
    tongue = ""
    if table == "words":
        tongue, _dot, rest = rest.partition(".")
        table, _dot, rest = rest.partition(".")
    id, name = rest.split(".")[0], {"steps": "title"}.get(table, "name")
    found = _words(written).text(table, id, name) or id or table
    return " · ".join(word for word in (LANGUAGE_NAMES.get(tongue, ""), found) if word)


def _words(written: ProcessText) -> ProcessWords:
    return ProcessWords(written.words.get(language(), {}), *written.words.values())


def _at(inside: Inside, own: ProcessDraft) -> str:
    return reverse("structures:one", args=[inside.circle.public_id, own.public_id])


def _uploaded(request: PersonRequest) -> bytes:
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        return bytes(file.read(processes.LARGEST + 1))
    if number(request.META.get("CONTENT_LENGTH", "")) > processes.LARGEST:
        raise Refused("This file is larger than a process can be.", "large", field="file")
    raise Refused("Please choose a file first.", "invalid", field="file")
