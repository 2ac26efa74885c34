"""All settings, each read once from a `COVISION_…` variable with a default that runs; docs/operate.md lists them."""

from pathlib import Path
from urllib.parse import urlsplit

from covision.languages import LANGUAGE_NAMES
from covision.variables.databases import postgresql, sqlite
from covision.variables.external import LOOPBACK, is_local, issuer, mail_from, saml_provider, smtp
from covision.variables.files import kek_file, private_directory, stored_secret
from covision.variables.lines import ShortLines
from covision.variables.reading import env_bool, env_list, env_str, refuse_unknown_names

refuse_unknown_names()

BASE = Path(__file__).resolve().parent
COVISION_DATA = private_directory(Path(env_str("COVISION_DATA", "data")).resolve())
COVISION_KEK_FILE = kek_file(private_directory(COVISION_DATA / "keys") / "kek")
COVISION_ORIGIN = env_str("COVISION_ORIGIN", "").rstrip("/")
ALLOWED_HOSTS = env_list("COVISION_HOSTS", LOOPBACK)
COVISION_HTTPS = env_bool("COVISION_HTTPS", not all(is_local(host) for host in ALLOWED_HOSTS))
COVISION_REHEARSALS = env_bool("COVISION_REHEARSALS", default=True)
COVISION_METRICS = env_bool("COVISION_METRICS", default=False)
COVISION_SMTP_URL = smtp()
COVISION_MAIL_FROM = mail_from(COVISION_SMTP_URL)
COVISION_OIDC_CLIENT = env_str("COVISION_OIDC_CLIENT", "")
COVISION_OIDC_SECRET = env_str("COVISION_OIDC_SECRET", "")
COVISION_OIDC_ISSUER = issuer(COVISION_OIDC_CLIENT)
COVISION_OIDC_NAME = env_str("COVISION_OIDC_NAME", urlsplit(COVISION_OIDC_ISSUER).hostname or "")
COVISION_SAML_PROVIDER = saml_provider(COVISION_ORIGIN, COVISION_OIDC_ISSUER)
COVISION_SAML_ADDRESS = env_str("COVISION_SAML_ADDRESS", "")
COVISION_SAML_NAME = env_str("COVISION_SAML_NAME", "SAML")
SECRET_KEY = env_str("COVISION_SECRET_KEY", "") or stored_secret(COVISION_DATA / "secret-key", 0o600)

DEBUG = False
INSTALLED_APPS = ["django.contrib.staticfiles", "covision"]
ROOT_URLCONF = "covision.urls"
AUTH_USER_MODEL = "covision.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "covision.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "covision.middleware.PersonMiddleware",
    "covision.views.http.refusals.RefusalMiddleware",
]

_url = env_str("COVISION_DATABASE_URL", "")
DATABASES = {
    "default": postgresql(_url) if _url else sqlite(COVISION_DATA / "covision.sqlite3", "test.sqlite3"),
    "keys": sqlite(
        Path(env_str("COVISION_KEYS", str(COVISION_DATA / "keys" / "keys.sqlite3"))), "test-keys.sqlite3"
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
TIME_ZONE = env_str("COVISION_TIME_ZONE", "Europe/Berlin")
LANGUAGE_CODE = "en"
LANGUAGES = list(LANGUAGE_NAMES.items())
LOCALE_PATHS = [BASE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = private_directory(
    COVISION_DATA / "static"
)  # filled by collectstatic whenever the server starts
STORAGES = {"staticfiles": {"BACKEND": "covision.static_files.HashedStaticFiles"}}
WHITENOISE_ALLOW_ALL_ORIGINS = False

_prefix = "__Host-" if COVISION_HTTPS else ""  # a browser takes a __Host- cookie over TLS only
SESSION_ENGINE = "covision.models.login_store"
SESSION_COOKIE_NAME = f"{_prefix}s"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_prefix}c"
CSRF_FAILURE_VIEW = "covision.views.site.pages.forbidden"
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
