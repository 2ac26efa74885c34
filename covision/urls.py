"""The site map."""

from django.urls import path

from covision.views import doors, pages, rehearsals, rooms, sheets

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error

urlpatterns = [
    path("", pages.home, name="home"),
    path("language/", pages.choose_language, name="language"),
    path("who-can-read/", pages.who_can_read, name="who-can-read"),
    path("healthz", pages.health, name="health"),
    path("readyz", pages.readiness, name="readiness"),
    # /meetings/, /rehearsals/, /join/
    path("meetings/", doors.start_meeting, name="start-meeting"),
    path("rehearsals/", rehearsals.all_cases, name="rehearsals"),
    path("join/<str:token>/", doors.join, name="join"),
    # /rooms/<room>/
    path("rooms/<str:public_id>/", rooms.room, name="room"),
    path("rooms/<str:public_id>/do/", rooms.do, name="do"),
    path("rooms/<str:public_id>/invite/", rooms.invite, name="invite"),
    path("rooms/<str:public_id>/happened/", rooms.happened, name="happened"),
    path("rooms/<str:public_id>/tempo/", rehearsals.tempo, name="tempo"),
    path("rooms/<str:public_id>/look-back/", rehearsals.look_back, name="look-back"),
    path("rooms/<str:public_id>/erase/", rehearsals.erase, name="erase-rehearsal"),
    path("rooms/<str:public_id>/sheets/<int:round>/", sheets.sheet, name="sheet"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.html", sheets.sheet_as_html, name="sheet-html"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.md", sheets.sheet_as_markdown, name="sheet-md"),
]
