"""Ways into a circle as pages: the board, invitations, and asking to join."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from covision import mail, rendering
from covision.actions.circles import joining
from covision.actions.circles.joining import CircleSummary, JoinRequest
from covision.actions.circles.membership import Inside
from covision.actions.meetings import inviting
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import somebody
from covision.views.http.circle_access import enter
from covision.views.http.form_input import errors_of, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import absolute, language, page


@require_safe
def board(request: PersonRequest) -> HttpResponseBase:
    return page(request, "circles/board.html", notices=joining.board())


@form_at_pace("ask")
def ask_by_board(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return _ask(request, joining.summary_on_board(public_id))


@form_at_pace("ask")
def ask_by_invitation(request: PersonRequest, token: str) -> HttpResponseBase:
    return _ask(request, joining.summary_of_invitation(token, now=timezone.now()))


@require_POST
def take_back(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        raise Refused("There is no such request of yours.", "gone")
    joining.take_back_request(number(request.POST.get("request", "")), by=request.person, now=timezone.now())
    return redirect("site:home")


@form_at_pace("invite")
def invitations(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    if request.method != "POST":
        return _invitations_page(request, inside)
    try:
        joining.invite(inside, now=timezone.now())
    except Refused as refused:
        return _invitations_page(request, inside, refused)
    return redirect("circles:invitations", public_id)


@post_at_pace("invite")
def invite_by_mail(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    try:
        sent = inviting.invite_by_mail(
            inside,
            request.POST.get("addresses", ""),
            request.POST.get("language", ""),
            at=absolute(request, "/"),
            now=timezone.now(),
        )
    except Refused as refused:
        return _invitations_page(request, inside, refused)
    return redirect(f"{reverse('circles:invitations', args=[public_id])}?{urlencode({'sent': sent})}")


@require_POST
def withdraw_invitation(request: PersonRequest, public_id: str) -> HttpResponseBase:
    inside = enter(request, public_id)
    joining.withdraw_invitation(inside, request.POST.get("token", ""), now=timezone.now())
    return redirect("circles:invitations", public_id)


def _ask(request: PersonRequest, notice: CircleSummary) -> HttpResponseBase:
    errors: dict[str, str] = {}
    status = 200
    said = request.POST
    if request.method == "POST":
        asking = JoinRequest(
            name=said.get("name", ""),
            trained=said.get("trained", ""),
            line=said.get("line", ""),
            motive=said.get("motive", ""),
            facilitate=said.get("facilitate") == "1",
            bring=said.get("bring") == "1",
        )
        try:
            joining.check_join_request(notice, asking)
            joining.ask_to_join(notice, asking, by=somebody(request), now=timezone.now())
            return redirect("site:home")
        except Refused as refused:
            errors, status = errors_of(refused), rendering.STATUS[refused.why]
    return page(
        request,
        "circles/ask.html",
        status,
        notice=notice,
        errors=errors,
        typed=said.dict(),
        visit=said.get("visit", "") or token_urlsafe(16),
    )


def _invitations_page(
    request: PersonRequest, inside: Inside, refused: Refused | None = None
) -> HttpResponseBase:
    return page(
        request,
        "circles/invitations.html",
        rendering.STATUS[refused.why] if refused else 200,
        circle=inside.circle,
        invitations=[
            {
                "token": one.token,
                "link": ""
                if one.letters
                else absolute(request, reverse("circles:invited", args=[one.token])),
                "letters": one.letters,
                "by": one.by.name,
                "until": date_format(timezone.localtime(one.expires), "DATE_FORMAT"),
            }
            for one in joining.invitations(inside, now=timezone.now())
        ],
        errors=errors_of(refused) if refused else {},
        mail=mail.is_set_up(),
        sent=number(request.GET.get("sent", "0")),
        typed={"language": language(), **request.POST.dict()},
    )
