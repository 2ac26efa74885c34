"""The editor's address: shows a draft with one part open, keeps what was typed, and does what a button says.

The page is one form: every button sends all of the open part, so what was typed is kept first. A form carries a mark of what
stood in its part; two members can change different parts at once, and who changes the same one second is shown both.
"""

from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from covision import rendering
from covision.actions.circles import process_drafts
from covision.actions.circles.membership import Inside
from covision.actions.circles.process_drafts import ProcessDraft
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.processes.editing import stock
from covision.processes.process_text import ProcessText, write
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Fields, number, sentence_of
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import page

from .open_part import OpenPart, typed_words
from .outline import PartNames, outline
from .part import ABOUT, from_form, has_part, mark_of, to_fields
from .verbs import Goal, Pressed, press

MOST_PEOPLE = 99
SIDE = {"undo", "try", "propose"}  # buttons that do more than to change the draft


@value
class Place:
    """Where the page stands."""

    part: str  # the open one
    people: int  # for whom times are reckoned


@form_at_pace("edit")
@in_circle
def edit(request: PersonRequest, inside: Inside, own_id: str) -> HttpResponseBase:
    draft = process_drafts.open_draft(inside, own_id)
    if request.method == "POST":
        return _post(request, inside, draft)
    place = _place(draft.written, request.GET.get("open", ""), request.GET.get("people", ""))
    return _page(request, inside, draft, place, request.GET.dict())


def _post(request: PersonRequest, inside: Inside, draft: ProcessDraft) -> HttpResponseBase:
    sent, form = request.POST, Fields(dict(request.POST.lists()))
    part = sent.get("open", ABOUT)
    if not has_part(draft.written.process, part):
        return _page(request, inside, draft, _place(draft.written, "", sent.get("people", "")), lost=form)
    place = _place(draft.written, part, sent.get("people", ""))
    if sent.get("was") != mark_of(to_fields(draft.written, part)):
        return _page(request, inside, draft, place, form=form, moved_on=True)
    try:
        typed = from_form(draft.written, part, form)
        if form.errors:
            return _page(request, inside, draft, place, form=form)
        verb, _colon, what = sent.get("do", "keep").partition(":")
        if verb in SIDE:
            return _beside(request, inside, draft, typed, place, verb)
        changed, goal = press(typed, Pressed(verb, what, part, form))
        _keep(request, inside, draft, changed)
        return _to(request, goal, place.people, verb)
    except Refused as refused:
        return _page(request, inside, draft, place, form=form, refused=refused)


def _beside(  # noqa: PLR0917
    request: PersonRequest, inside: Inside, draft: ProcessDraft, typed: ProcessText, place: Place, verb: str
) -> HttpResponseBase:
    """Undoing, trying and proposing: what was typed is kept before."""
    edition, now = _keep(request, inside, draft, typed), request.now
    if verb == "undo":
        seen = number(request.POST.get("edition", "")) if edition == draft.edition else edition
        process_drafts.undo(inside, draft.public_id, seen)
        return _to(request, Goal(place.part), place.people, verb)
    if verb == "try":
        trial = process_drafts.version_for_rehearsal(inside, draft.public_id, now=now)
        return redirect(f"{reverse('rehearsals:all')}?{urlencode({'process': trial})}")
    proposal = process_drafts.propose(inside, draft.public_id, request.POST.get("why", ""), now=now)
    return redirect("proposals:proposal", inside.circle.public_id, proposal.public_id)


def _keep(request: PersonRequest, inside: Inside, draft: ProcessDraft, changed: ProcessText) -> int:
    if changed == draft.written:
        return draft.edition
    return process_drafts.keep_draft(inside, draft.public_id, write(changed), draft.edition, now=request.now)


def _place(written: ProcessText, part: str, people: str) -> Place:
    first = next((f"step:{step.id}" for step in written.process.steps), ABOUT)
    wished = min(MOST_PEOPLE, number(people))
    return Place(
        part if part and has_part(written.process, part) else first,
        wished if wished > 0 else written.process.least,
    )


def _to(request: PersonRequest, goal: Goal, people: int, verb: str) -> HttpResponseBase:
    asked = urlencode({"open": goal.part, "people": people, "said": verb, "at": goal.anchor})
    return redirect(f"{request.path}?{asked}#{goal.anchor}")


def _page(
    request: PersonRequest,
    inside: Inside,
    draft: ProcessDraft,
    place: Place,
    sent: dict[str, str] | None = None,
    *,
    form: Fields | None = None,
    lost: Fields | None = None,
    moved_on: bool = False,
    refused: Refused | None = None,
) -> HttpResponseBase:
    """`sent` is what the address says: what was done, and which section is to be unfolded."""
    fields = to_fields(draft.written, place.part)
    status = 409 if moved_on or lost else 422 if form and form.errors else 200
    return page(
        request,
        "processes/editing/editor.html",
        rendering.STATUS[refused.why] if refused else status,
        circle=inside.circle,
        draft=draft,
        process=draft.written.process,
        names=PartNames(draft.written),
        beside=outline(draft.written, place.people),
        at=OpenPart(draft.written, place.part, form or Fields(fields), Fields(fields) if moved_on else None),
        was=mark_of(fields),
        lost=typed_words(lost) if lost else (),
        moved_on=moved_on,
        refusal=sentence_of(refused) if refused else "",
        done=(sent or {}).get("said", ""),
        unfolded=(sent or {}).get("at", ""),
        stock=[(step.id, PartNames(stock()).step(step.id)) for step in stock().process.steps],
    )
