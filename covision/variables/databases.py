"""Where the rows are: SQLite in a file, or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def sqlite(path: Path, test: str) -> dict[str, Any]:
    if not path.exists():
        path.touch(mode=0o600)
    # WAL can corrupt a database before these versions; see sqlite.org/wal.html
    fixed = sqlite3.sqlite_version_info
    wal = fixed >= (3, 51, 3) or (3, 50, 7) <= fixed < (3, 51) or (3, 44, 6) <= fixed < (3, 45)
    pragmas = (
        f"journal_mode = {'WAL' if wal else 'TRUNCATE'}",
        "synchronous = FULL",  # NORMAL loses acknowledged rows when the power fails
        "secure_delete = ON",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "; ".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
        "TEST": {"NAME": str(path.with_name(test))},
    }


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "COVISION_DATABASE_URL has to read postgresql://user:password@host:port/name."
        )
    more = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": more.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        # bound on the server, so that no statement in its log ever holds what somebody wrote
        "OPTIONS": {
            "server_side_binding": True,
            "pool": {"min_size": 1, "max_size": 20, "timeout": 10},
            **more,
        },
    }
