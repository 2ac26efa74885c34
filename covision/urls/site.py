"""The first page, and pages that belong to nobody."""

from django.urls import path

from covision.views.site import home, metrics, pages

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("language/", pages.choose_language, name="language"),
    path("who-can-read/", pages.who_can_read, name="who-can-read"),
    path("healthz", pages.health, name="health"),
    path("readyz", pages.readiness, name="readiness"),
    path("metrics", metrics.metrics, name="metrics"),
]
