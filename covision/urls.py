"""The site map."""

from django.urls import path

from covision.views import (
    accounts,
    agreements,
    alone,
    calendars,
    cases,
    circles,
    commitments,
    dates,
    doors,
    joining,
    kept_sheets,
    learning,
    pages,
    processes,
    proposals,
    providers,
    rehearsals,
    rooms,
    sheets,
    turns,
)

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
    path("rehearsals/", rehearsals.all_cases, name="rehearsals"),
    path("join/<str:token>/", doors.join, name="join"),
    # /alone/
    path("alone/", alone.alone, name="alone"),
    path("alone/<str:public_id>/bring/", alone.bring, name="bring"),
    path("alone/<str:public_id>/erase/", alone.erase, name="erase-alone"),
    # /circles/, /circles/<circle>/
    path("circles/new/", circles.found, name="found-circle"),
    path("circles/board/", joining.board, name="board"),
    path("circles/board/<str:public_id>/", joining.ask_by_board, name="ask"),
    path("circles/invited/<str:token>/", joining.ask_by_invitation, name="invited"),
    path("circles/asked/", joining.take_back, name="take-back"),
    path("circles/first-meeting/", circles.first_meeting, name="first-meeting"),
    path("circles/<str:public_id>/", circles.circle, name="circle"),
    path("circles/<str:public_id>/about/", circles.about, name="circle-about"),
    path("circles/<str:public_id>/happened/", circles.happened, name="circle-happened"),
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
    path("circles/<str:public_id>/turns/", turns.turns, name="turns"),
    path("circles/<str:public_id>/turns/say/", turns.say, name="say-turn"),
    # /cases/<case>/
    path("cases/", cases.all_cases, name="cases"),
    path("cases/new/", cases.new, name="new-case"),
    path("cases/<str:case_id>/", cases.one_case, name="case"),
    path("cases/<str:case_id>/share/", cases.share, name="share-case"),
    path("cases/<str:case_id>/take-back/", cases.take_back, name="take-case-back"),
    path("cases/<str:case_id>/delete/", cases.delete, name="delete-case"),
    # /circles/<circle>/dates/, /calendar/, /meet/, /observe/
    path("circles/<str:public_id>/dates/", dates.propose, name="propose-dates"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/", dates.appointment, name="appointment"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/lean/", dates.lean, name="lean"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/more/", dates.propose_more, name="more-dates"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/fix/", dates.fix, name="fix-date"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/change/", dates.change, name="change-date"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/cancel/", dates.cancel, name="cancel-date"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/promise/", dates.promise, name="promise"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/room/", dates.go_in, name="go-in"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/meeting.ics", dates.entry, name="entry"),
    path(
        "circles/<str:public_id>/dates/<str:appointment_id>/observer/",
        dates.invite_observer,
        name="invite-observer",
    ),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("meet/<str:public_id>/<str:appointment_id>/", dates.arrive, name="arrive"),
    path("observe/<str:token>/", dates.observe, name="observe"),
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
    path("rooms/<str:public_id>/tempo/", rehearsals.tempo, name="tempo"),
    path("rooms/<str:public_id>/look-back/", rehearsals.look_back, name="look-back"),
    path("rooms/<str:public_id>/erase/", rehearsals.erase, name="erase-rehearsal"),
    path("rooms/<str:public_id>/sheets/<int:round>/", sheets.sheet, name="sheet"),
    path("rooms/<str:public_id>/sheets/<int:round>/keep/", sheets.keep, name="keep-sheet"),
    path(
        "rooms/<str:public_id>/sheets/<int:round>/sheet.<slug:ending>", sheets.sheet_file, name="sheet-file"
    ),
    # /commitments/, /sheets/<sheet>/
    path("commitments/", commitments.all_of_mine, name="commitments"),
    path("commitments/<str:public_id>/keep/", commitments.keep, name="keep-commitment"),
    path("commitments/<str:public_id>/say/", commitments.say, name="say-commitment"),
    path("commitments/<str:public_id>/change/", commitments.change, name="change-commitment"),
    path("commitments/<str:public_id>/delete/", commitments.delete, name="delete-commitment"),
    path("sheets/<str:public_id>/", kept_sheets.sheet, name="kept-sheet"),
    path("sheets/<str:public_id>/sheet.<slug:ending>", kept_sheets.sheet_file, name="kept-sheet-file"),
    path("sheets/<str:public_id>/edit/", kept_sheets.edit, name="edit-sheet"),
    path("sheets/<str:public_id>/show/", kept_sheets.show_to, name="show-sheet"),
    path("sheets/<str:public_id>/until/", kept_sheets.keep_until, name="sheet-until"),
    path("sheets/<str:public_id>/delete/", kept_sheets.delete, name="delete-sheet"),
]
