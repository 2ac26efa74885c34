"""All settings, each read once from a `COVISION_…` variable with a default that runs; docs/operate.md lists them."""

import os
import secrets
import sqlite3
import tempfile
import traceback
from ipaddress import ip_address
from logging import Formatter, LogRecord
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLES = {
    "COVISION_DATA": "the data directory; everything Covision makes itself is kept in it (./data)",
    "COVISION_DATABASE_URL": "postgresql://user:password@host:port/name, or …/name?host=/socket/directory (a file in the data directory)",
    "COVISION_SECRET_KEY": "the key that signs and seals login sessions (made on first start)",
    "COVISION_KEK_FILE": "the file with the key that wraps the keys of the meetings (made on first start)",
    "COVISION_KEYS": "the file in which the wrapped keys of the meetings are stored (keys/keys.sqlite3)",
    "COVISION_HOSTS": "the host names under which Covision is reached, with commas between them (this machine only)",
    "COVISION_HTTPS": "true behind a proxy that speaks TLS, false on plain http (true as soon as a host is not this machine)",
    "COVISION_ORIGIN": "the public address that links begin with, as in https://covision.example.org (as asked)",
    "COVISION_SMTP_URL": "the mail server, as in smtp://user:password@mail.example.org:587 (no mail is sent)",
    "COVISION_MAIL_FROM": "the address that letters come from; needed with COVISION_SMTP_URL",
    "COVISION_OIDC_ISSUER": "the address of an OpenID Connect provider people may sign in with (none)",
    "COVISION_OIDC_CLIENT": "the name under which that provider knows Covision; needed with COVISION_OIDC_ISSUER",
    "COVISION_OIDC_SECRET": "the secret that goes with that name (none)",
    "COVISION_OIDC_NAME": "how people call that provider (the host of its address)",
    "COVISION_REHEARSALS": "whether this process plays the simulated peers; with several, exactly one does (true)",
    "COVISION_PROCESSES": "a folder with processes of your own, each in a folder as in covision/processes (none)",
    "COVISION_METRICS": "whether /metrics tells counts of this server, never of persons or circles (false)",
    "COVISION_TIME_ZONE": "the time zone of the times people see (Europe/Berlin)",
}
SECRET = ("COVISION_SECRET_KEY", "COVISION_DATABASE_URL", "COVISION_SMTP_URL", "COVISION_OIDC_SECRET")
SMTP_SCHEMES = ("smtp", "smtps", "smtp+plain")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def _text(name: str, default: str) -> str:
    if name not in VARIABLES:
        raise ImproperlyConfigured(f"{name} is not described in VARIABLES.")
    file = os.environ.get(f"{name}_FILE", "") if name in SECRET else ""
    if not file:
        return os.environ.get(name, "").strip() or default
    try:
        return Path(file).read_text(encoding="utf-8").strip() or default
    except OSError as why:
        raise ImproperlyConfigured(
            f"{name}_FILE names {file}, which cannot be read: {why.strerror}."
        ) from why


def _yes(name: str, default: bool) -> bool:
    said = _text(name, str(default)).lower()
    if said not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} is “{said}”; it has to be true or false.")
    return said == "true"


def _list(name: str, default: tuple[str, ...]) -> list[str]:
    return [part.strip() for part in _text(name, ",".join(default)).split(",") if part.strip()]


def _refuse_unknown_names() -> None:
    known = {*VARIABLES, *(f"{name}_FILE" for name in SECRET)}
    for name in sorted(os.environ):
        if name.startswith("COVISION_") and name not in known:
            raise ImproperlyConfigured(
                f"{name} is not a setting of Covision. There are: {', '.join(sorted(known))}."
            )


def _own_directory(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as why:
        raise ImproperlyConfigured(f"The directory {path} cannot be made: {why.strerror}.") from why
    return path


def _made_once(path: Path, mode: int) -> str:
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


def _kek_file(default: Path) -> Path:
    path = Path(_text("COVISION_KEK_FILE", str(default))).resolve()
    if path == default:
        _made_once(path, 0o400)
    elif not path.is_file():
        raise ImproperlyConfigured(f"COVISION_KEK_FILE names {path}, which is not there.")
    return path


def _sqlite(path: Path, test: str) -> dict[str, Any]:
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


def _postgresql(url: str) -> dict[str, Any]:
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


def _smtp() -> str:
    url = _text("COVISION_SMTP_URL", "")
    parts = urlsplit(url)
    if url and (parts.scheme not in SMTP_SCHEMES or not parts.hostname):
        raise ImproperlyConfigured(
            "COVISION_SMTP_URL has to read smtp://user:password@host:587, smtps://… or smtp+plain://…."
        )
    return url


def _mail_from(smtp: str) -> str:
    address = _text("COVISION_MAIL_FROM", "")
    if smtp and "@" not in address:
        raise ImproperlyConfigured(
            "COVISION_SMTP_URL needs COVISION_MAIL_FROM, the address that letters come from."
        )
    return address


def _issuer(client: str) -> str:
    issuer = _text("COVISION_OIDC_ISSUER", "").rstrip("/")
    parts = urlsplit(issuer)
    if issuer and parts.scheme != "https" and not (parts.scheme == "http" and _is_here(parts.hostname or "")):
        raise ImproperlyConfigured("COVISION_OIDC_ISSUER has to be an address that begins with https://.")
    if issuer and not client:
        raise ImproperlyConfigured("COVISION_OIDC_ISSUER needs COVISION_OIDC_CLIENT.")
    return issuer


def _is_here(host: str) -> bool:
    if host in LOOPBACK or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class ShortLines(Formatter):
    """A log line names what failed and where, never with which words: messages of exceptions may quote people."""

    def formatMessage(self, record: LogRecord) -> str:
        return super().formatMessage(record).partition("\n")[0]

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        if ei[0] is None:
            return ""
        places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(ei[2])[-4:])
        return f"  {ei[0].__name__} at {' > '.join(places)}"


_refuse_unknown_names()

BASE = Path(__file__).resolve().parent
COVISION_DATA = _own_directory(Path(_text("COVISION_DATA", "data")).resolve())
COVISION_KEK_FILE = _kek_file(_own_directory(COVISION_DATA / "keys") / "kek")
COVISION_ORIGIN = _text("COVISION_ORIGIN", "").rstrip("/")
ALLOWED_HOSTS = _list("COVISION_HOSTS", LOOPBACK)
COVISION_HTTPS = _yes("COVISION_HTTPS", not all(_is_here(host) for host in ALLOWED_HOSTS))
COVISION_REHEARSALS = _yes("COVISION_REHEARSALS", default=True)
COVISION_METRICS = _yes("COVISION_METRICS", default=False)
COVISION_SMTP_URL = _smtp()
COVISION_MAIL_FROM = _mail_from(COVISION_SMTP_URL)
COVISION_OIDC_CLIENT = _text("COVISION_OIDC_CLIENT", "")
COVISION_OIDC_SECRET = _text("COVISION_OIDC_SECRET", "")
COVISION_OIDC_ISSUER = _issuer(COVISION_OIDC_CLIENT)
COVISION_OIDC_NAME = _text("COVISION_OIDC_NAME", urlsplit(COVISION_OIDC_ISSUER).hostname or "")
SECRET_KEY = _text("COVISION_SECRET_KEY", "") or _made_once(COVISION_DATA / "secret-key", 0o600)

DEBUG = False
INSTALLED_APPS = ["django.contrib.staticfiles", "covision"]
ROOT_URLCONF = "covision.urls"
AUTH_USER_MODEL = "covision.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "covision.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "covision.middleware.Known",
]

_url = _text("COVISION_DATABASE_URL", "")
DATABASES = {
    "default": _postgresql(_url) if _url else _sqlite(COVISION_DATA / "covision.sqlite3", "test.sqlite3"),
    "keys": _sqlite(
        Path(_text("COVISION_KEYS", str(COVISION_DATA / "keys" / "keys.sqlite3"))), "test-keys.sqlite3"
    ),
}
DATABASE_ROUTERS = ["covision.models.database.Router"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {"environment": "covision.rendering.environment"},
    }
]

USE_TZ = True
TIME_ZONE = _text("COVISION_TIME_ZONE", "Europe/Berlin")
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = _own_directory(COVISION_DATA / "static")  # filled by collectstatic whenever the server starts
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_ALLOW_ALL_ORIGINS = False

_prefix = "__Host-" if COVISION_HTTPS else ""  # a browser takes a __Host- cookie over TLS only
SESSION_ENGINE = "covision.models.login_store"
SESSION_COOKIE_NAME = f"{_prefix}s"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_prefix}c"
CSRF_FAILURE_VIEW = "covision.views.pages.forbidden"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [COVISION_ORIGIN] if COVISION_ORIGIN else []
LANGUAGE_COOKIE_NAME = f"{_prefix}l"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = COVISION_HTTPS

SECURE_SSL_REDIRECT = COVISION_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if COVISION_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if COVISION_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = COVISION_HTTPS
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# A step in the editor is one form: its rules and the words for each role, in every language.
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler"
]  # what is too large is dropped

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "short": {"()": ShortLines, "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},  # what was not found may be a link that lets people in
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "fido2": {"level": "ERROR"},  # it names the passkeys it meets
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"handlers": [], "level": "ERROR", "propagate": False},
    },
}
