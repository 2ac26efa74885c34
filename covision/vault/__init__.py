"""Where what people wrote is kept sealed, apart from the journal, so that it can be erased."""

from .erasing import erase, erase_bodies
from .keys import KeyLost, create_key, erase_key, open_key
from .sealing import open_all, seal

__all__ = ["KeyLost", "create_key", "erase", "erase_bodies", "erase_key", "open_all", "open_key", "seal"]
