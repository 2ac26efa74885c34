"""The course: /learn/."""

from django.urls import path

from covision.views.learning import learning

app_name = "learning"
urlpatterns = [
    path("", learning.course_page, name="course"),
    path("ready/", learning.ready, name="ready"),
    path("forget/", learning.forget, name="forget"),
    path("confirmation/", learning.confirmation, name="confirmation"),
    path("<slug:unit>/", learning.unit, name="unit"),
    path("<slug:unit>/done/", learning.done, name="finish-unit"),
]
