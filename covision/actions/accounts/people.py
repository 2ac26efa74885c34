"""Who somebody is: a person comes with a login, with or without an account."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from covision.actions.shared import rate_limit
from covision.models.login_store import SessionStore
from covision.models.people import Person

MOST_VISITS = 5000

_lock = Lock()
_visits: "OrderedDict[str, int]" = OrderedDict()


def welcome_guest(*, language: str, now: datetime, visit: str = "") -> Person:
    """A form sent twice names the same `visit`, a secret of its page, and gets the same person."""
    if not visit:
        return Person.objects.create(language=language, joined=now.date())
    with _lock:
        guest = Person.objects.filter(pk=_visits.get(visit, 0)).first()
        if guest is not None:
            return guest
        person = Person.objects.create(language=language, joined=now.date())
        _visits[visit] = person.pk
        while len(_visits) > MOST_VISITS:
            _visits.popitem(last=False)
    return person


def forget_what_is_over(now: datetime) -> None:
    SessionStore.clear_expired()
    rate_limit.forget_full(now)


def log_in_simulated(person: Person) -> str:
    store = SessionStore()
    store["person"] = person.pk
    store.create()
    assert store.session_key is not None
    return store.session_key  # for the cookie; it is stored nowhere
