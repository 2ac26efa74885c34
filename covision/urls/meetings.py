"""Ways into a meeting."""

from django.urls import path

from covision.views.meetings import start_and_join

app_name = "meetings"
urlpatterns = [
    path("meetings/", start_and_join.start_meeting, name="start"),
    path("join/<str:token>/", start_and_join.join, name="join"),
]
