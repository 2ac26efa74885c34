"""The site map: a group of addresses for each noun, each with names of its own (`circles:archive`)."""

from django.urls import include, path

from covision.views.site import pages

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error

urlpatterns = [
    path("", include("covision.urls.site")),
    path("", include("covision.urls.processes")),
    path("", include("covision.urls.accounts")),
    path("", include("covision.urls.meetings")),
    path("", include("covision.urls.rehearsals")),
    path("alone/", include("covision.urls.alone")),
    path("circles/", include("covision.urls.circles")),
    path("circles/<str:public_id>/", include("covision.urls.proposals")),
    path("circles/<str:public_id>/structures/", include("covision.urls.structures")),
    path("cases/", include("covision.urls.cases")),
    path("", include("covision.urls.appointments")),
    path("learn/", include("covision.urls.learning")),
    path("rooms/<str:public_id>/", include("covision.urls.rooms")),
    path("commitments/", include("covision.urls.commitments")),
    path("sheets/<str:public_id>/", include("covision.urls.sheets")),
]
