"""Meetings of one person: /alone/."""

from django.urls import path

from covision.views.meetings import alone

app_name = "alone"
urlpatterns = [
    path("", alone.alone, name="start"),
    path("<str:public_id>/bring/", alone.bring, name="bring"),
    path("<str:public_id>/erase/", alone.erase, name="erase"),
]
