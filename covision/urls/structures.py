"""A circle's own processes, and by which it works: /circles/<str:public_id>/structures/."""

from django.urls import path

from covision.views.circles import structure_proposals, structures
from covision.views.processes.editing import pages as editing

app_name = "structures"
urlpatterns = [
    path("", structures.all_structures, name="all"),
    path("copy/", structures.copy, name="copy"),
    path("import/", structures.import_file, name="import"),
    path("work-by/", structure_proposals.work_by, name="work-by"),
    path("give-up/", structure_proposals.give_up, name="give-up"),
    path("<str:own_id>/", structures.structure, name="one"),
    path("<str:own_id>/edit/", editing.edit, name="edit"),
    path("<str:own_id>/propose/", structure_proposals.propose, name="propose"),
    path("<str:own_id>/throw-away/", structures.throw_away, name="throw-away"),
    path("<str:own_id>/export/", structures.export, name="export"),
    path("<str:own_id>/<str:tongue>/<str:document>/", structures.kit_page, name="kit-page"),
    path("<str:own_id>/<str:tongue>/<str:document>-<str:paper>.pdf", structures.kit_pdf, name="kit-pdf"),
]
