"""Where what people wrote is kept sealed, apart from the journal, so that it can be erased."""

from .circles import erase_circle, erase_texts, keep_text, open_texts
from .erasing import erase, erase_bodies
from .kept import erase_kept, erase_kept_but, open_kept, seal_kept
from .keys import KeyLost, create_circle_key, create_key, erase_key, open_key
from .sealing import open_all, seal

__all__ = [
    "KeyLost",
    "create_circle_key",
    "create_key",
    "erase",
    "erase_bodies",
    "erase_circle",
    "erase_kept",
    "erase_kept_but",
    "erase_key",
    "erase_texts",
    "keep_text",
    "open_all",
    "open_kept",
    "open_key",
    "open_texts",
    "seal",
    "seal_kept",
]
