"""The site map."""

from django.urls import path

from covision.views import (
    accounts,
    agreements,
    archive,
    circles,
    doors,
    home,
    joining,
    learning,
    metrics,
    own_data,
    pages,
    processes,
    proposals,
    providers,
    rooms,
    sheets,
)

handler400 = pages.bad_request
handler403 = pages.forbidden
handler404 = pages.not_found
handler500 = pages.server_error

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", pages.choose_language, name="language"),
    path("who-can-read/", pages.who_can_read, name="who-can-read"),
    path("healthz", pages.health, name="health"),
    path("readyz", pages.readiness, name="readiness"),
    path("metrics", metrics.metrics, name="metrics"),
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
    path("account/data/", own_data.own_data, name="own-data"),
    path("account/data/page/", own_data.as_page, name="own-data-page"),
    path("account/data/json/", own_data.as_json, name="own-data-json"),
    path("account/delete/", own_data.delete, name="delete-account"),
    path("account/logins/", accounts.end_logins, name="end-logins"),
    # /meetings/, /rehearsals/, /join/
    path("meetings/", doors.start_meeting, name="start-meeting"),
    path("rehearsals/", doors.start_rehearsal, name="start-rehearsal"),
    path("join/<str:token>/", doors.join, name="join"),
    # /circles/, /circles/<circle>/
    path("circles/", home.my_circles, name="circles"),
    path("circles/new/", circles.found, name="found-circle"),
    path("circles/board/", joining.board, name="board"),
    path("circles/board/<str:public_id>/", joining.ask_by_board, name="ask"),
    path("circles/invited/<str:token>/", joining.ask_by_invitation, name="invited"),
    path("circles/asked/", joining.take_back, name="take-back"),
    path("circles/first-meeting/", circles.first_meeting, name="first-meeting"),
    path("circles/<str:public_id>/", circles.circle, name="circle"),
    path("circles/<str:public_id>/about/", circles.about, name="circle-about"),
    path("circles/<str:public_id>/happened/", circles.happened, name="circle-happened"),
    path("circles/<str:public_id>/archive/", archive.archive, name="archive"),
    path("circles/<str:public_id>/leave/", circles.leave, name="circle-leave"),
    path("circles/<str:public_id>/meetings/", circles.start_meeting, name="circle-meeting"),
    path("circles/<str:public_id>/meetings/<str:room>/", circles.come_in, name="circle-come-in"),
    path("circles/<str:public_id>/invitations/", joining.invitations, name="circle-invitations"),
    path("circles/<str:public_id>/invitations/withdraw/", joining.withdraw_invitation, name="uninvite"),
    path("circles/<str:public_id>/agreement/", agreements.agreement, name="agreement"),
    path("circles/<str:public_id>/agreement/accept/", agreements.accept, name="accept"),
    path("circles/<str:public_id>/agreement/change/", proposals.change_agreement, name="change-agreement"),
    path("circles/<str:public_id>/members/<int:member>/remove/", proposals.remove, name="remove"),
    path("circles/<str:public_id>/dissolve/", proposals.dissolve, name="dissolve"),
    path("circles/<str:public_id>/proposals/<str:proposal_id>/", proposals.proposal, name="proposal"),
    path("circles/<str:public_id>/proposals/<str:proposal_id>/answer/", proposals.answer, name="answer"),
    path("circles/<str:public_id>/proposals/<str:proposal_id>/again/", proposals.again, name="again"),
    path(
        "circles/<str:public_id>/proposals/<str:proposal_id>/withdraw/", proposals.withdraw, name="withdraw"
    ),
    # /learn/
    path("learn/", learning.course_page, name="course"),
    path("learn/ready/", learning.ready, name="ready"),
    path("learn/forget/", learning.forget, name="forget-learning"),
    path("learn/confirmation/", learning.confirmation, name="confirmation"),
    path("learn/<slug:unit>/", learning.unit, name="unit"),
    path("learn/<slug:unit>/done/", learning.done, name="unit-done"),
    # /rooms/<room>/
    path("rooms/<str:public_id>/", rooms.room, name="room"),
    path("rooms/<str:public_id>/do/", rooms.do, name="do"),
    path("rooms/<str:public_id>/invite/", rooms.invite, name="invite"),
    path("rooms/<str:public_id>/happened/", rooms.happened, name="happened"),
    path("rooms/<str:public_id>/agreement/", agreements.in_room, name="room-agreement"),
    path("rooms/<str:public_id>/sheets/<int:round>/", sheets.sheet, name="sheet"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.html", sheets.sheet_as_html, name="sheet-html"),
    path("rooms/<str:public_id>/sheets/<int:round>/sheet.md", sheets.sheet_as_markdown, name="sheet-md"),
]
