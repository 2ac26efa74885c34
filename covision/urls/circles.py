"""A circle's pages: /circles/."""

from django.urls import path

from covision.views.circles import agreements, archive, circles, joining, turns
from covision.views.site import home

app_name = "circles"
urlpatterns = [
    path("", home.my_circles, name="mine"),
    path("new/", circles.found_circle, name="found"),
    path("board/", joining.board, name="board"),
    path("board/<str:public_id>/", joining.ask_by_board, name="ask"),
    path("invited/<str:token>/", joining.ask_by_invitation, name="invited"),
    path("asked/", joining.take_back, name="take-back"),
    path("first-meeting/", circles.first_meeting, name="first-meeting"),
    path("<str:public_id>/", circles.circle, name="circle"),
    path("<str:public_id>/about/", circles.about, name="about"),
    path("<str:public_id>/happened/", circles.happened, name="activity"),
    path("<str:public_id>/archive/", archive.archive, name="archive"),
    path("<str:public_id>/leave/", circles.leave, name="leave"),
    path("<str:public_id>/meetings/", circles.start_meeting, name="start-meeting"),
    path("<str:public_id>/meetings/<str:room>/", circles.come_in, name="come-in"),
    path("<str:public_id>/invitations/", joining.invitations, name="invitations"),
    path("<str:public_id>/invitations/letters/", joining.invite_by_mail, name="invite-by-mail"),
    path("<str:public_id>/invitations/withdraw/", joining.withdraw_invitation, name="withdraw-invitation"),
    path("<str:public_id>/agreement/", agreements.agreement, name="agreement"),
    path("<str:public_id>/agreement/accept/", agreements.accept, name="accept-agreement"),
    path("<str:public_id>/turns/", turns.turns, name="turns"),
    path("<str:public_id>/turns/say/", turns.say, name="say-turn"),
]
