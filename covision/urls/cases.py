"""Cases of a person: /cases/."""

from django.urls import path

from covision.views.cases import cases

app_name = "cases"
urlpatterns = [
    path("", cases.all_cases, name="all"),
    path("new/", cases.new, name="new"),
    path("<str:case_id>/", cases.one_case, name="case"),
    path("<str:case_id>/share/", cases.share, name="share"),
    path("<str:case_id>/take-back/", cases.take_back, name="take-back"),
    path("<str:case_id>/delete/", cases.delete, name="delete"),
]
