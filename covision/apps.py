"""Covision as the one Django app."""

from django.apps import AppConfig


class Covision(AppConfig):
    name = "covision"
    verbose_name = "Covision"
