"""Ways into a circle as pages: the board, invitations, and asking to join."""

from secrets import token_urlsafe

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from covision import mail
from covision.actions.circles import joining
from covision.actions.circles.joining import CircleSummary, JoinRequest
from covision.actions.circles.membership import Inside
from covision.actions.meetings import inviting
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import person_or_guest
from covision.views.http.circle_access import in_circle
from covision.views.http.form_input import Form, number
from covision.views.http.paces import form_at_pace, post_at_pace
from covision.views.http.responses import absolute, page
from covision.views.http.wording import language


@require_safe
def board(request: PersonRequest) -> HttpResponseBase:
    return page(request, "circles/board.html", notices=joining.board())


@form_at_pace("ask")
def ask_by_board(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return _ask(request, joining.summary_on_board(public_id))


@form_at_pace("ask")
def ask_by_invitation(request: PersonRequest, token: str) -> HttpResponseBase:
    return _ask(request, joining.summary_of_invitation(token, now=request.now))


@require_POST
def take_back(request: PersonRequest) -> HttpResponseBase:
    if request.person is None:
        raise Refused("There is no such request of yours.", "gone")
    joining.take_back_request(Form(request).number("request"), by=request.person, now=request.now)
    return redirect("site:home")


@form_at_pace("invite")
@in_circle
def invitations(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            joining.invite(inside, now=request.now)
            return redirect("circles:invitations", inside.circle.public_id)
    return _invitations_page(request, inside, form)


@post_at_pace("invite")
@in_circle
def invite_by_mail(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    with (form := Form(request)):
        addresses, tongue, site = form.text("addresses"), form.text("language"), absolute(request, "/")
        sent = inviting.invite_by_mail(inside, addresses, tongue, at=site, now=request.now)
        address = reverse("circles:invitations", args=[inside.circle.public_id])
        return redirect(f"{address}?{urlencode({'sent': sent})}")
    return _invitations_page(request, inside, form)


@require_POST
@in_circle
def withdraw_invitation(request: PersonRequest, inside: Inside) -> HttpResponseBase:
    joining.withdraw_invitation(inside, Form(request).text("token"), now=request.now)
    return redirect("circles:invitations", inside.circle.public_id)


def _ask(request: PersonRequest, notice: CircleSummary) -> HttpResponseBase:
    form = Form(request)
    with form:
        if form.is_sent:
            asking = JoinRequest(
                name=form.text("name"),
                trained=form.text("trained"),
                line=form.text("line"),
                motive=form.text("motive"),
                facilitate=form.is_ticked("facilitate"),
                bring=form.is_ticked("bring"),
            )
            joining.check_join_request(notice, asking)
            joining.ask_to_join(notice, asking, by=person_or_guest(request), now=request.now)
            return redirect("site:home")
    visit = form.text("visit") or token_urlsafe(16)
    return page(request, "circles/ask.html", form=form, notice=notice, visit=visit)


def _invitations_page(request: PersonRequest, inside: Inside, form: Form) -> HttpResponseBase:
    return page(
        request,
        "circles/invitations.html",
        form=form,
        circle=inside.circle,
        invitations=[
            {
                "token": invitation.token,
                "link": ""
                if invitation.letters
                else absolute(request, reverse("circles:invited", args=[invitation.token])),
                "letters": invitation.letters,
                "by": invitation.by.name,
                "until": date_format(timezone.localtime(invitation.expires), "DATE_FORMAT"),
            }
            for invitation in joining.invitations(inside, now=request.now)
        ],
        mail=mail.is_set_up(),
        sent=number(request.GET.get("sent", "0")),
        typed={"language": language(), **form.typed},
    )
