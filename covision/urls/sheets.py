"""Kept sheets: /sheets/<str:public_id>/."""

from django.urls import path

from covision.views.meetings import kept_sheets

app_name = "sheets"
urlpatterns = [
    path("", kept_sheets.sheet, name="sheet"),
    path("sheet.<slug:ending>", kept_sheets.sheet_file, name="file"),
    path("edit/", kept_sheets.edit, name="edit"),
    path("show/", kept_sheets.show_to, name="show"),
    path("until/", kept_sheets.keep_until, name="keep-until"),
    path("delete/", kept_sheets.delete, name="delete"),
]
