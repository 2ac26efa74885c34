"""The site map."""

from django.urls import path

from covision.views.accounts import accounts, identity_providers, own_data
from covision.views.cases import cases
from covision.views.circles import (
    agreements,
    appointments,
    archive,
    calendars,
    circles,
    joining,
    proposals,
    structure_proposals,
    structures,
    turns,
)
from covision.views.commitments import commitments
from covision.views.learning import learning
from covision.views.meetings import alone, kept_sheets, rehearsals, rooms, sheets, start_and_join
from covision.views.processes import processes
from covision.views.processes.editing import pages as editing
from covision.views.site import home, metrics, pages

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
    path("sign-in/provider/", identity_providers.set_out, name="provider"),
    path("sign-in/provider/back/", identity_providers.come_back, name="provider-back"),
    path("sign-in/provider/saml/", identity_providers.saml_back, name="saml"),
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
    path("meetings/", start_and_join.start_meeting, name="start-meeting"),
    path("rehearsals/", rehearsals.all_cases, name="rehearsals"),
    path("join/<str:token>/", start_and_join.join, name="join"),
    # /alone/
    path("alone/", alone.alone, name="alone"),
    path("alone/<str:public_id>/bring/", alone.bring, name="bring"),
    path("alone/<str:public_id>/erase/", alone.erase, name="erase-alone"),
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
    path("circles/<str:public_id>/invitations/letters/", joining.invite_by_mail, name="invite-by-mail"),
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
    # /circles/<circle>/structures/
    path("circles/<str:public_id>/structures/", structures.all_structures, name="structures"),
    path("circles/<str:public_id>/structures/copy/", structures.copy, name="copy-structure"),
    path("circles/<str:public_id>/structures/import/", structures.import_file, name="import-structure"),
    path("circles/<str:public_id>/structures/work-by/", structure_proposals.work_by, name="work-by"),
    path("circles/<str:public_id>/structures/give-up/", structure_proposals.give_up, name="give-up"),
    path("circles/<str:public_id>/structures/<str:own_id>/", structures.structure, name="structure"),
    path("circles/<str:public_id>/structures/<str:own_id>/edit/", editing.edit, name="edit-structure"),
    path(
        "circles/<str:public_id>/structures/<str:own_id>/propose/",
        structure_proposals.propose,
        name="put-structure",
    ),
    path(
        "circles/<str:public_id>/structures/<str:own_id>/throw-away/",
        structures.throw_away,
        name="throw-away",
    ),
    path(
        "circles/<str:public_id>/structures/<str:own_id>/export/", structures.export, name="export-structure"
    ),
    path(
        "circles/<str:public_id>/structures/<str:own_id>/<str:tongue>/<str:document>/",
        structures.kit_page,
        name="own-kit-page",
    ),
    path(
        "circles/<str:public_id>/structures/<str:own_id>/<str:tongue>/<str:document>-<str:paper>.pdf",
        structures.kit_pdf,
        name="own-kit-pdf",
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
    path("circles/<str:public_id>/dates/", appointments.propose, name="propose-dates"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/", appointments.appointment, name="appointment"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/lean/", appointments.lean, name="lean"),
    path(
        "circles/<str:public_id>/dates/<str:appointment_id>/more/",
        appointments.propose_more,
        name="more-dates",
    ),
    path("circles/<str:public_id>/dates/<str:appointment_id>/fix/", appointments.fix, name="fix-date"),
    path(
        "circles/<str:public_id>/dates/<str:appointment_id>/change/", appointments.change, name="change-date"
    ),
    path(
        "circles/<str:public_id>/dates/<str:appointment_id>/cancel/", appointments.cancel, name="cancel-date"
    ),
    path("circles/<str:public_id>/dates/<str:appointment_id>/promise/", appointments.promise, name="promise"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/prepare/", appointments.prepare, name="prepare"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/room/", appointments.go_in, name="go-in"),
    path("circles/<str:public_id>/dates/<str:appointment_id>/meeting.ics", appointments.entry, name="entry"),
    path(
        "circles/<str:public_id>/dates/<str:appointment_id>/observer/",
        appointments.invite_observer,
        name="invite-observer",
    ),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
    path("meet/<str:public_id>/<str:appointment_id>/", appointments.arrive, name="arrive"),
    path("observe/<str:token>/", appointments.observe, name="observe"),
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
    path("rooms/<str:public_id>/invite/letters/", rooms.invite_guests, name="invite-guests"),
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
