"""The site map."""

from django.urls import path

from covision.views import accounts, doors, pages, processes, providers, rooms, sheets

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
    # /processes/
    path("processes/", processes.all_processes, name="processes"),
    path("which-process/", processes.which_process, name="which-process"),
    path("processes/<str:id>/", processes.one_process, name="process"),
    path("processes/<str:id>/<str:language>/<str:document>/", processes.kit_page, name="kit-page"),
    path(
        "processes/<str:id>/<str:language>/<str:document>-<str:paper>.pdf", processes.kit_pdf, name="kit-pdf"
    ),
    # /sign-in/, /sign-out/, /account/
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-in/code/", accounts.code, name="code"),
    path("sign-in/passkey/", accounts.passkey, name="passkey"),
    path("sign-in/passkey/question/", accounts.passkey_question, name="passkey-question"),
    path("sign-in/provider/", providers.set_out, name="provider"),
    path("sign-in/provider/back/", providers.come_back, name="provider-back"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("account/", accounts.account, name="account"),
    path("account/name/", accounts.introduce, name="introduce"),
    path("account/address/", accounts.change_address, name="change-address"),
    path("account/passkeys/", accounts.add_passkey, name="add-passkey"),
    path("account/passkeys/question/", accounts.new_passkey_question, name="new-passkey-question"),
    path("account/passkeys/<int:id>/", accounts.change_passkey, name="change-passkey"),
    path("account/logins/", accounts.end_logins, name="end-logins"),
    # /meetings/, /rehearsals/, /join/
    path("meetings/", doors.start_meeting, name="start-meeting"),
    path("rehearsals/", doors.start_rehearsal, name="start-rehearsal"),
    path("join/<str:token>/", doors.join, name="join"),
    # /rooms/<room>/
    path("rooms/<str:public_id>/", rooms.room, name="room"),
    path("rooms/<str:public_id>/do/", rooms.do, name="do"),
    path("rooms/<str:public_id>/invite/", rooms.invite, name="invite"),
    path("rooms/<str:public_id>/happened/", rooms.happened, name="happened"),
    path("rooms/<str:public_id>/sheets/<int:round>/", sheets.sheet, name="sheet"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.html", sheets.sheet_as_html, name="sheet-html"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.md", sheets.sheet_as_markdown, name="sheet-md"),
]
