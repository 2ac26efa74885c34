"""Rehearsals, and what their rooms have beside a meeting."""

from django.urls import path

from covision.views.meetings import rehearsals

app_name = "rehearsals"
urlpatterns = [
    path("rehearsals/", rehearsals.all_cases, name="all"),
    path("rooms/<str:public_id>/tempo/", rehearsals.tempo, name="tempo"),
    path("rooms/<str:public_id>/look-back/", rehearsals.look_back, name="look-back"),
    path("rooms/<str:public_id>/erase/", rehearsals.erase, name="erase"),
]
