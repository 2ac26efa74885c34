"""Commitments of a person: /commitments/."""

from django.urls import path

from covision.views.commitments import commitments

app_name = "commitments"
urlpatterns = [
    path("", commitments.all_of_mine, name="all"),
    path("<str:public_id>/keep/", commitments.keep, name="keep"),
    path("<str:public_id>/say/", commitments.say, name="say"),
    path("<str:public_id>/change/", commitments.change, name="change"),
    path("<str:public_id>/delete/", commitments.delete, name="delete"),
]
