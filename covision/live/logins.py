"""Who is at the other end of a line: a login, looked up once and looked at again every few seconds."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable

from django.utils import timezone

from covision.actions.shared.background import in_thread
from covision.models.login_store import hash_of, person_of
from covision.models.logins import Login

LOOK_AGAIN = 20.0  # seconds
MOST_KNOWN = 50_000
GATHER = 0.5  # seconds
MOST_AT_ONCE = 500  # logins in one query

_known: "OrderedDict[str, tuple[int, float]]" = OrderedDict()
_asked: set[str] = set()
_answer: "asyncio.Task[dict[str, int | None]] | None" = None


async def person(login: str) -> int | None:
    """Whose login it is, as far as is known since LOOK_AGAIN seconds ago at the most."""
    if not login:
        return None
    now = asyncio.get_running_loop().time()
    remembered = _known.get(login)
    if remembered is not None and now - remembered[1] < LOOK_AGAIN:
        return remembered[0]
    owner = await in_thread(person_of, login)
    remember(login, owner, now)
    return owner


async def look_again(logins: Iterable[str]) -> dict[str, int | None]:
    """Whose these logins still are. All rooms that ask within GATHER seconds share one look."""
    global _answer  # noqa: PLW0603 (the look that is being gathered)
    _asked.update(logins)
    if _answer is None or _answer.done() or _answer.get_loop() is not asyncio.get_running_loop():
        _answer = asyncio.get_running_loop().create_task(_look())
    return await asyncio.shield(_answer)


async def _look() -> dict[str, int | None]:
    global _answer
    await asyncio.sleep(GATHER)
    asked, _answer = tuple(_asked), None
    _asked.clear()
    owners = await in_thread(_owners, asked)
    now = asyncio.get_running_loop().time()
    for login, owner in owners.items():
        remembered = _known.get(login)
        remember(login, owner if remembered is not None and remembered[0] == owner else None, now)
    return owners


def _owners(logins: tuple[str, ...]) -> dict[str, int | None]:
    """Without opening the sealed boxes: that was done when the line was, and here only what has ended counts."""
    by_hash = {hash_of(login): login for login in logins}
    owners: dict[str, int | None] = dict.fromkeys(logins)
    hashes = list(by_hash)
    for at in range(0, len(hashes), MOST_AT_ONCE):
        some = Login.objects.filter(key_hash__in=hashes[at : at + MOST_AT_ONCE], expires__gt=timezone.now())
        owners |= {by_hash[row]: owner for row, owner in some.values_list("key_hash", "person_id")}
    return owners


def remember(login: str, owner: int | None, now: float) -> None:
    if owner is None:
        _known.pop(login, None)
        return
    _known[login] = (owner, now)
    while len(_known) > MOST_KNOWN:
        _known.popitem(last=False)


def forget_all() -> None:
    """Look at every login again before it is believed, because some login was ended."""
    _known.clear()
