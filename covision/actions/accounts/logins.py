"""One's own logins: which there are, and ending them wherever they are used."""

from datetime import date, datetime

from django.db import transaction

from covision import hub
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.login_store import hash_of
from covision.models.logins import Login
from covision.models.people import Person

# The first that a browser names of itself; many name others, too, to be served like them.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@value
class OwnLogin:
    handle: str  # names it to its owner, and opens nothing
    browser: str
    since: date | None
    is_current: bool  # the one that asks


def browser_kind(agent: str) -> str:
    kinds = (next((name for sign, name in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS))
    return " · ".join(kind for kind in kinds if kind)


def logins_of(person: Person, key: str, now: datetime) -> list[OwnLogin]:
    """List a person's logins, the one with this `key` first."""
    rows = Login.objects.filter(person=person, expires__gt=now).order_by("-since", "expires")
    logins = [OwnLogin(row.key_hash, row.browser, row.since, row.key_hash == hash_of(key)) for row in rows]
    return sorted(logins, key=lambda login: not login.is_current)


@transaction.atomic
def end_login(handle: str, *, by: Person) -> None:
    ended, _ = Login.objects.filter(person=by, key_hash=handle).delete()
    if not ended:
        raise Refused("This login has ended already.", "gone")
    hub.announce(hub.LOGINS)


@transaction.atomic
def end_other_logins(key: str, *, by: Person) -> None:
    Login.objects.filter(person=by).exclude(key_hash=hash_of(key)).delete()
    hub.announce(hub.LOGINS)
