"""Signs that steer the display instead of being seen."""

import unicodedata

JOINING = "\n\t\u200d\u200c\u00ad"  # seen or needed in what people write


def steers(sign: str) -> bool:
    """Whether a sign could make a text look like another one: control characters, and those that turn its
    direction."""
    if sign in JOINING:
        return False
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} or sign in "\u2028\u2029"
