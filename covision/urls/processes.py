"""The ways of working."""

from django.urls import path

from covision.views.processes import processes

app_name = "processes"
urlpatterns = [
    path("processes/", processes.all_processes, name="all"),
    path("which-process/", processes.which_process, name="which"),
    path("processes/<str:id>/", processes.one_process, name="one"),
    path("processes/<str:id>/<str:language>/<str:document>/", processes.kit_page, name="kit-page"),
    path(
        "processes/<str:id>/<str:language>/<str:document>-<str:paper>.pdf", processes.kit_pdf, name="kit-pdf"
    ),
]
