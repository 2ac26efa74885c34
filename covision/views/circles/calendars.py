"""One's own calendar for other programs, and whether letters about meetings to come are wanted."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from covision.actions.appointments import calendars
from covision.actions.appointments import mail as appointment_mail
from covision.engine.refusals import Refused
from covision.middleware import PersonRequest
from covision.views.accounts.sign_in_session import person_of
from covision.views.http.paces import form_at_pace
from covision.views.http.responses import absolute, page


@form_at_pace("calendar")
def calendar(request: PersonRequest) -> HttpResponseBase:
    person, new_feed = person_of(request), ""
    if request.method == "POST":
        match request.POST.get("what", ""):
            case "renew":
                new_feed = absolute(
                    request, reverse("appointments:feed", args=[calendars.renew_feed(by=person)])
                )
            case "end":
                calendars.end_feed(by=person)
            case "letters-on":
                appointment_mail.want_letters(True, by=person)
            case "letters-off":
                appointment_mail.want_letters(False, by=person)
            case _:
                raise Refused("This request could not be read. Please load the page again.", "invalid")
        if not new_feed:
            return redirect("appointments:calendar")
    return page(
        request,
        "circles/appointments/calendar.html",
        new_feed=new_feed,
        feed=calendars.has_feed(person),
        letters=appointment_mail.wants_letters(person),
        reached=person.email is not None,
    )


@require_safe
def feed(_request: PersonRequest, token: str) -> HttpResponseBase:
    return HttpResponse(calendars.feed(token), content_type="text/calendar; charset=utf-8")
