"""Names people choose for themselves: what may be one, and which two look the same."""

import unicodedata

from .refusals import Refused

LONGEST = 40
_FORBIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_UNSEEN = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
# small letters that look Latin, or whose capitals do
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝӏ", "abekmhopctyxijshdqwl", strict=True))
_GREEK = dict(zip("αβεζηικμνορτυχϳ", "abezhikmnoptyxj", strict=True))
_LATIN = dict(zip("ıɑɡƅɩʏ0", "iagbiyo", strict=True))
_LOOKS_LIKE = str.maketrans(_CYRILLIC | _GREEK | _LATIN)


def clean_name(raw: str) -> str:
    """Composed, with single spaces.

    :raises Refused: it is empty, too long, or has characters that cannot be seen.
    """
    if any(unicodedata.category(sign) in _FORBIDDEN or sign in _UNSEEN for sign in raw):
        raise Refused(
            "This name has a character that cannot be seen. Please type it again.", "invalid", field="name"
        )
    name = " ".join(unicodedata.normalize("NFC", raw).split())
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in name):
        raise Refused("Please write the name by which the others call you.", "invalid", field="name")
    if len(name) > LONGEST:
        raise Refused("A name has at most {most} characters.", "invalid", most=LONGEST, field="name")
    return name


def name_key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    alike = unicodedata.normalize("NFC", folded.translate(_LOOKS_LIKE)).casefold()
    return " ".join(alike.split())
