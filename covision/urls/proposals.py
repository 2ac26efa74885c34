"""What is put to a circle: /circles/<str:public_id>/."""

from django.urls import path

from covision.views.circles import proposals

app_name = "proposals"
urlpatterns = [
    path("agreement/change/", proposals.change_agreement, name="change-agreement"),
    path("members/<int:member>/remove/", proposals.remove, name="remove-member"),
    path("dissolve/", proposals.dissolve, name="dissolve"),
    path("proposals/<str:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<str:proposal_id>/answer/", proposals.answer, name="answer"),
    path("proposals/<str:proposal_id>/again/", proposals.again, name="put-again"),
    path("proposals/<str:proposal_id>/withdraw/", proposals.withdraw, name="withdraw"),
]
