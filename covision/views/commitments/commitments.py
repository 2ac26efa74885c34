"""What I took on: my commitments with their dates, what became of them, and the result sheets I keep."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from covision import mail
from covision.actions.accounts.signing_in import has_account
from covision.actions.commitments import commitments
from covision.actions.commitments.commitments import OwnCommitment
from covision.actions.meetings import sheets
from covision.middleware import PersonRequest
from covision.models.people import Person
from covision.views.http.form_input import Form, sentence_of
from covision.views.http.paces import View, form_at_pace, post_at_pace
from covision.views.http.responses import page


@require_safe
def all_of_mine(request: PersonRequest) -> HttpResponseBase:
    return _page(request, Form(request))


def form_of_row(act: Callable[[PersonRequest, Form, str], None]) -> View:
    """A form of a commitment, and back to its row; a refusal stands beside it. What is not this person's answers like
    what is not there."""

    @post_at_pace("commit")
    @wraps(act)
    def answer(request: PersonRequest, public_id: str) -> HttpResponseBase:
        with (form := Form(request)):
            act(request, form, public_id)
            return redirect(f"{reverse('commitments:all')}#{public_id}")
        if form.refused and form.refused.why == "gone":
            raise form.refused
        return _page(request, form, public_id)

    return answer


@form_of_row
def keep(request: PersonRequest, form: Form, public_id: str) -> None:
    commitments.keep(
        public_id,
        soon=form.is_ticked("soon"),
        at_date=form.is_ticked("at_date"),
        weeks=form.number("weeks"),
        by=request.person,
        now=request.now,
    )


@form_of_row
def say(request: PersonRequest, form: Form, public_id: str) -> None:
    commitments.record_outcome(public_id, form.text("said"), by=request.person, now=request.now)


@form_of_row
def change(request: PersonRequest, form: Form, public_id: str) -> None:
    commitments.change(
        public_id,
        note=form.text("note"),
        soon=form.is_ticked("soon"),
        at_date=form.is_ticked("at_date"),
        by=request.person,
        now=request.now,
    )


@form_at_pace("commit")
def delete(request: PersonRequest, public_id: str) -> HttpResponseBase:
    if request.method == "POST":
        commitments.delete(public_id, by=request.person)
        return redirect("commitments:all")
    commitment = commitments.own_commitment(public_id, by=request.person)
    return page(request, "commitments/delete.html", it=_line(commitment, request.now))


def _page(request: PersonRequest, form: Form, refused_id: str = "") -> HttpResponseBase:
    now = request.now
    every = commitments.commitments_of(request.person)
    kept = [commitment for commitment in every if commitment.kept]
    return page(
        request,
        "commitments/all.html",
        form=form,
        errors={refused_id: sentence_of(form.refused)} if form.refused else {},
        asked=[_line(commitment, now) for commitment in every if commitment.asks(now)],
        offered=[_line(commitment, now) for commitment in every if not commitment.kept],
        open=[_line(commitment, now) for commitment in kept if commitment.open and not commitment.asks(now)],
        settled=[_line(commitment, now) for commitment in kept if not commitment.open],
        sheets=[
            {
                "id": row.public_id,
                "day": date_format(row.day, "DATE_FORMAT"),
                "circle": row.circle.name if row.circle else "",
                "is_owner": is_owner,
            }
            for row, is_owner in sheets.sheets_of(request.person)
        ],
        weeks=commitments.WEEKS,
        address=bool(request.person and request.person.email),
        way_to_letters=_way_to_letters(request.person),
    )


def _way_to_letters(person: Person | None) -> str:
    if person is None or person.email or not mail.is_set_up():
        return ""
    return (
        reverse("accounts:account")
        if has_account(person)
        else f"{reverse('accounts:sign-in')}?next={reverse('commitments:all')}"
    )


def _line(commitment: OwnCommitment, now: datetime) -> dict[str, Any]:
    row = commitment.row
    due = timezone.localtime(row.due)
    goal = row.kind == row.Kind.GOAL
    return {
        "id": row.public_id,
        "goal": goal,
        "asked": commitment.asks(now),
        "text": commitment.text,
        "note": commitment.note,
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
