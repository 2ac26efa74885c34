"""What people typed, brought into one form; nothing of it is lost or changed silently but white space around it."""

import unicodedata

from covision.engine.refusals import Refused
from covision.engine.signs import steers

LONGEST_TEXT = 4000


def clean_text(raw: str) -> str:
    """Bring what was typed into one form: composed, with plain line ends, without white space around it.

    :raises Refused: it holds characters that steer the display, or is far too long.
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "This text has {size} characters. At most {limit} are possible here.",
            "large",
            size=len(text),
            limit=LONGEST_TEXT,
        )
    if any(steers(sign) for sign in text):
        raise Refused(
            "This text holds invisible control characters. Please type it again without them.", "invalid"
        )
    return text
