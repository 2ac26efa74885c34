"""A scene that takes long to play is played once in a process; later tests that begin with nothing get its rows at once."""

from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from functools import wraps
from typing import TypeVar

from django.apps import apps
from django.db import connections, models, router, transaction

from covision.models.people import Person

Scene = TypeVar("Scene")
Rows = list[tuple[str, type[models.Model], list[models.Model]]]


def kept_scene(play: Callable[[], Scene]) -> Callable[[], Scene]:
    kept: list[tuple[Scene, Rows]] = []

    @wraps(play)
    def scene() -> Scene:
        if Person.objects.exists():
            return play()
        if not kept:
            played = play()
            kept.append((deepcopy(played), _all_rows()))
            return played
        played, rows = kept[0]
        _lay_out(rows)
        return deepcopy(played)

    return scene


def _all_rows() -> Rows:
    rows: Rows = []
    for alias in connections:
        for model in apps.get_app_config("covision").get_models(include_auto_created=True):
            if router.allow_migrate_model(alias, model):
                rows.append((alias, model, list(model._base_manager.using(alias).all())))
    return [(alias, model, instances) for alias, model, instances in rows if instances]


def _lay_out(rows: Rows) -> None:
    with ExitStack() as kept:
        for alias in connections:
            kept.enter_context(transaction.atomic(using=alias))  # rows may point at rows that come later
        for alias, model, instances in rows:
            model._base_manager.using(alias).bulk_create(instances)
