"""The way out for several letters at once: nobody waits for the mail server, and each letter goes by itself."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from covision.engine.plain import value

from .letters import NotSent, is_set_up, send

_clerk = ThreadPoolExecutor(1, thread_name_prefix="letters")  # ends with what it has in hand


@value
class Letter:
    """A letter to one person: the template, the address, the language, and what the template needs."""

    what: str
    to: str
    language: str
    words: tuple[tuple[str, str], ...] = ()


def post(letters: Sequence[Letter]) -> None:
    """This will hand letters over to be sent one after the other; one that is not taken is noted, and the rest go on."""
    if not is_set_up():
        return
    for letter in letters:
        _clerk.submit(_send, letter)


def finish() -> None:
    """This will wait until all letters that were handed over are sent, or noted as not taken."""
    _clerk.submit(lambda: None).result()


def _send(letter: Letter) -> None:
    with suppress(NotSent):  # noted by whoever tried
        send(letter.what, letter.to, letter.language, **dict(letter.words))
