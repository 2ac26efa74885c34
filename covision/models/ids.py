"""Names that nobody can guess: 128 random bits, ready for an address."""

import secrets


def random_id() -> str:
    """22 characters of letters, digits, “-” and “_”."""
    return secrets.token_urlsafe(16)
