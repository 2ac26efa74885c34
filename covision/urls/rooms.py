"""One room: /rooms/<str:public_id>/."""

from django.urls import path

from covision.views.circles import agreements
from covision.views.meetings import rooms, sheets

app_name = "rooms"
urlpatterns = [
    path("", rooms.room, name="room"),
    path("do/", rooms.do, name="command"),
    path("invite/", rooms.invite, name="invite"),
    path("invite/letters/", rooms.invite_guests, name="invite-guests"),
    path("happened/", rooms.happened, name="log"),
    path("agreement/", agreements.in_room, name="agreement"),
    path("sheets/<int:round>/", sheets.sheet, name="sheet"),
    path("sheets/<int:round>/keep/", sheets.keep, name="keep-sheet"),
    path("sheets/<int:round>/sheet.<slug:ending>", sheets.sheet_file, name="sheet-file"),
]
