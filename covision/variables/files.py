"""What Covision makes for itself on first start: its directories, and secrets in files of their own."""

import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from .reading import env_str


def private_directory(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as why:
        raise ImproperlyConfigured(f"The directory {path} cannot be made: {why.strerror}.") from why
    return path


def stored_secret(path: Path, mode: int) -> str:
    """256 random bits in a file of their own, written whole before they get their name."""
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with open(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(handle)
        Path(draft).chmod(mode)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # somebody else was quicker, and theirs is the one
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="ascii").strip()


def kek_file(default: Path) -> Path:
    """The file with the key that wraps all others; only the one in its usual place is made."""
    path = Path(env_str("COVISION_KEK_FILE", str(default))).resolve()
    if path == default:
        stored_secret(path, 0o400)
    elif not path.is_file():
        raise ImproperlyConfigured(f"COVISION_KEK_FILE names {path}, which is not there.")
    return path
