"""Where what people wrote is kept sealed, apart from the journal, so that it can be erased."""

from .kept import erase_kept, erase_kept_but, open_kept, seal_kept
from .keys import KeyLost, key_file
from .sealing import LARGE
from .texts import CASES, CIRCLES, MEETINGS, keep_case, open_cases, seal

__all__ = [
    "CASES",
    "CIRCLES",
    "LARGE",
    "MEETINGS",
    "KeyLost",
    "erase_kept",
    "erase_kept_but",
    "keep_case",
    "key_file",
    "open_cases",
    "open_kept",
    "seal",
    "seal_kept",
]
