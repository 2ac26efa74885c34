"""Where what people wrote is kept sealed, apart from the journal, so that it can be erased."""

from .cases import erase_cases, keep_case, open_cases
from .circles import erase_circle, erase_texts, keep_text, open_texts
from .erasing import erase, erase_bodies
from .kept import erase_kept, erase_kept_but, open_kept, seal_kept
from .keys import (
    KeyLost,
    create_case_key,
    create_circle_key,
    create_key,
    erase_key,
    key_file,
    open_key,
    open_keys,
)
from .sealing import LARGE, open_all, open_many, seal

__all__ = [
    "LARGE",
    "KeyLost",
    "create_case_key",
    "create_circle_key",
    "create_key",
    "erase",
    "erase_bodies",
    "erase_cases",
    "erase_circle",
    "erase_kept",
    "erase_kept_but",
    "erase_key",
    "erase_texts",
    "keep_case",
    "keep_text",
    "key_file",
    "open_all",
    "open_cases",
    "open_kept",
    "open_key",
    "open_keys",
    "open_many",
    "open_texts",
    "seal",
    "seal_kept",
]
