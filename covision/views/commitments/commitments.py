"""What I took on: my commitments with their dates, what became of them, and the result sheets I keep."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import mail, rendering
from covision.actions.accounts.signing_in import has_account
from covision.actions.commitments import commitments
from covision.actions.commitments.commitments import OwnCommitment
from covision.actions.meetings import sheets
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import page


@require_safe
def all_of_mine(request: PersonRequest) -> HttpResponseBase:
    return _page(request)


@post_at_pace("commit")
def keep(request: PersonRequest, public_id: str) -> HttpResponseBase:
    said = request.POST
    return _done(
        request,
        public_id,
        lambda: commitments.keep(
            public_id,
            soon=said.get("soon") == "1",
            at_date=said.get("at_date") == "1",
            weeks=number(said.get("weeks", "")),
            by=request.person,
            now=timezone.now(),
        ),
    )


@post_at_pace("commit")
def say(request: PersonRequest, public_id: str) -> HttpResponseBase:
    said = request.POST.get("said", "")
    return _done(
        request,
        public_id,
        lambda: commitments.record_outcome(public_id, said, by=request.person, now=timezone.now()),
    )


@post_at_pace("commit")
def change(request: PersonRequest, public_id: str) -> HttpResponseBase:
    said = request.POST
    return _done(
        request,
        public_id,
        lambda: commitments.change(
            public_id,
            note=said.get("note", ""),
            soon=said.get("soon") == "1",
            at_date=said.get("at_date") == "1",
            by=request.person,
            now=timezone.now(),
        ),
    )


@form_at_pace("commit")
def delete(request: PersonRequest, public_id: str) -> HttpResponseBase:
    if request.method == "POST":
        commitments.delete(public_id, by=request.person)
        return redirect("commitments:all")
    own = commitments.own_commitment(public_id, by=request.person)
    return page(request, "commitments/delete.html", it=_line(own))


def _done(request: PersonRequest, public_id: str, act: Callable[[], None]) -> HttpResponseBase:
    """Back to the row; a refusal stands beside it. What is not this person's answers like what is not there."""
    try:
        act()
    except Refused as refused:
        if refused.why == "gone":
            raise
        sentence = "".join(errors_of(refused).values())
        return _page(request, rendering.STATUS[refused.why], {public_id: sentence})
    response = redirect("commitments:all")
    response["Location"] += f"#{public_id}"
    return response


def _page(
    request: PersonRequest, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponseBase:
    now = timezone.now()
    own = commitments.commitments_of(request.person)
    return page(
        request,
        "commitments/all.html",
        status,
        asked=[_line(one) for one in own if one.asks(now)],
        offered=[_line(one) for one in own if not one.kept],
        open=[_line(one) for one in own if one.kept and one.open and not one.asks(now)],
        settled=[_line(one) for one in own if one.kept and not one.open],
        sheets=[
            {
                "id": row.public_id,
                "day": date_format(row.day, "DATE_FORMAT"),
                "circle": row.circle.name if row.circle else "",
                "mine": mine,
            }
            for row, mine in sheets.of_person(request.person)
        ],
        weeks=commitments.WEEKS,
        address=bool(request.person and request.person.email),
        way_to_letters=_way_to_letters(request.person),
        errors=errors or {},
        typed=request.POST.dict(),
    )


def _way_to_letters(person: Person | None) -> str:
    """Where somebody without an address comes to one, if this server sends letters at all."""
    if person is None or person.email or not mail.is_set_up():
        return ""
    return (
        reverse("accounts:account")
        if has_account(person)
        else f"{reverse('accounts:sign-in')}?next={reverse('commitments:all')}"
    )


def _line(own: OwnCommitment) -> dict[str, Any]:
    row, now = own.row, timezone.now()
    due = timezone.localtime(row.due)
    goal = row.kind == row.Kind.GOAL
    return {
        "id": row.public_id,
        "goal": goal,
        "asked": own.asks(now),
        "text": own.text,
        "note": own.note,
        "circle": row.circle.name if row.circle else "",
        "taken": date_format(timezone.localtime(row.taken), "DATE_FORMAT"),
        "due": date_format(due, "DATE_FORMAT" if goal else "DATETIME_FORMAT"),
        "until": date_format(timezone.localtime(row.erase_after), "DATE_FORMAT") if row.erase_after else "",
        "said": row.outcome,
        "soon": row.soon_at is not None,
        "at_date": row.due_at is not None,
        "may_soon": not goal and now < row.taken + commitments.WITHIN,
        "may_at_date": row.due > now,
    }
