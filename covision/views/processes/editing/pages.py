"""The editor's address: shows a draft with one part open, keeps what was typed, and does what a button says.

The page is one form: every button sends all of the open part, so what was typed is kept first. A form carries a mark of what
stood in its part; two members can change different parts at once, and who changes the same one second is shown both.
"""

from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from covision import rendering
from covision.actions.circles import process_drafts
from covision.actions.circles.membership import Inside
from covision.actions.circles.process_drafts import ProcessDraft
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.processes.editing import stock
from covision.processes.process_text import ProcessText, write
from covision.views.http.circle_access import enter
from covision.views.http.form_input import number
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import language, page

from .form import Form
from .outline import Names, outline
from .part import ABOUT, from_form, is_there, mark_of, to_fields
from .shown import Shown, words_shown
from .verbs import Goal, Pressed, press

MOST_PEOPLE = 99
SIDE = {"undo", "try", "propose"}  # buttons that do more than to change the draft


@value
class Asked:
    """Where the page stands: the open part, and for how many people times are reckoned."""

    part: str
    people: int


@form_at_pace("edit")
def edit(request: PersonRequest, public_id: str, own_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    draft = process_drafts.open_draft(inside, own_id)
    if request.method == "POST":
        return _post(request, inside, draft)
    asked = _asked(draft.written, request.GET.get("open", ""), request.GET.get("people", ""))
    return _page(request, inside, draft, asked, request.GET.dict())


def _post(request: PersonRequest, inside: Inside, draft: ProcessDraft) -> HttpResponseBase:
    sent, form = request.POST, Form(dict(request.POST.lists()))
    part = sent.get("open", ABOUT)
    if not is_there(draft.written.process, part):
        return _page(request, inside, draft, _asked(draft.written, "", sent.get("people", "")), lost=form)
    asked = _asked(draft.written, part, sent.get("people", ""))
    if sent.get("was") != mark_of(to_fields(draft.written, part)):
        return _page(request, inside, draft, asked, form=form, moved_on=True)
    try:
        typed = from_form(draft.written, part, form)
        if form.errors:
            return _page(request, inside, draft, asked, form=form)
        verb, _colon, what = sent.get("do", "keep").partition(":")
        if verb in SIDE:
            return _beside(request, inside, draft, typed, asked, verb)
        made, goal = press(typed, Pressed(verb, what, part, form))
        _keep(inside, draft, made)
        return _to(request, goal, asked.people, verb)
    except Refused as refused:
        return _page(request, inside, draft, asked, form=form, refused=refused)


def _beside(  # noqa: PLR0917
    request: PersonRequest, inside: Inside, draft: ProcessDraft, typed: ProcessText, asked: Asked, verb: str
) -> HttpResponseBase:
    """Undoing, trying and proposing: what was typed is kept before."""
    edition, now = _keep(inside, draft, typed), timezone.now()
    if verb == "undo":
        seen = number(request.POST.get("edition", "")) if edition == draft.edition else edition
        process_drafts.undo(inside, draft.public_id, seen)
        return _to(request, Goal(asked.part), asked.people, verb)
    if verb == "try":
        trial = process_drafts.version_for_rehearsal(inside, draft.public_id, now=now)
        return redirect(f"{reverse('rehearsals:all')}?{urlencode({'process': trial})}")
    made = process_drafts.propose(inside, draft.public_id, request.POST.get("why", ""), now=now)
    return redirect("proposals:proposal", inside.circle.public_id, made.public_id)


def _keep(inside: Inside, draft: ProcessDraft, made: ProcessText) -> int:
    if made == draft.written:
        return draft.edition
    return process_drafts.keep_draft(inside, draft.public_id, write(made), draft.edition, now=timezone.now())


def _asked(written: ProcessText, part: str, people: str) -> Asked:
    first = next((f"step:{step.id}" for step in written.process.steps), ABOUT)
    there = max(1, min(MOST_PEOPLE, number(people)))
    return Asked(
        part if part and is_there(written.process, part) else first,
        there if number(people) > 0 else written.process.least,
    )


def _to(request: PersonRequest, goal: Goal, people: int, verb: str) -> HttpResponseBase:
    asked = urlencode({"open": goal.part, "people": people, "said": verb, "at": goal.anchor})
    return redirect(f"{request.path}?{asked}#{goal.anchor}")


def _page(
    request: PersonRequest,
    inside: Inside,
    draft: ProcessDraft,
    asked: Asked,
    told: dict[str, str] | None = None,
    *,
    form: Form | None = None,
    lost: Form | None = None,
    moved_on: bool = False,
    refused: Refused | None = None,
) -> HttpResponseBase:
    """`told` is what the address says: what was done, and which section is to be unfolded."""
    fields = to_fields(draft.written, asked.part)
    status = 409 if moved_on or lost else 422 if form and form.errors else 200
    return page(
        request,
        "processes/editing/editor.html",
        rendering.STATUS[refused.why] if refused else status,
        circle=inside.circle,
        own=draft,
        process=draft.written.process,
        names=Names(draft.written),
        beside=outline(draft.written, asked.people),
        at=Shown(draft.written, asked.part, form or Form(fields), Form(fields) if moved_on else None),
        was=mark_of(fields),
        lost=words_shown(lost) if lost else (),
        moved_on=moved_on,
        refusal=rendering.sentence(refused, language()) if refused else "",
        said=(told or {}).get("said", ""),
        unfolded=(told or {}).get("at", ""),
        stock=[(step.id, Names(stock()).step(step.id)) for step in stock().process.steps],
    )
