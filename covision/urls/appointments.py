"""Meetings to come, and calendars."""

from django.urls import include, path

from covision.views.circles import appointments, calendars

app_name = "appointments"

_appointment = [
    path("", appointments.appointment, name="appointment"),
    path("lean/", appointments.lean, name="answer"),
    path("more/", appointments.propose_more, name="propose-more"),
    path("fix/", appointments.fix, name="fix"),
    path("change/", appointments.change, name="change"),
    path("cancel/", appointments.cancel, name="cancel"),
    path("promise/", appointments.promise, name="promise"),
    path("prepare/", appointments.prepare, name="prepare"),
    path("room/", appointments.go_in, name="go-in"),
    path("meeting.ics", appointments.entry, name="calendar-entry"),
    path("observer/", appointments.invite_observer, name="invite-observer"),
]
urlpatterns = [
    path("circles/<str:public_id>/dates/", appointments.propose, name="propose"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/", include(_appointment)),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("meet/<str:public_id>/<str:appointment_id>/", appointments.arrive, name="arrive"),
    path("observe/<str:token>/", appointments.observe, name="observe"),
]
