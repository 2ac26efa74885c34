"""Those Covision talks to: the mail server, and the provider people sign in with."""

from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .reading import env_str

SMTP_SCHEMES = ("smtp", "smtps", "smtp+plain")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def smtp() -> str:
    url = env_str("COVISION_SMTP_URL", "")
    parts = urlsplit(url)
    if url and (parts.scheme not in SMTP_SCHEMES or not parts.hostname):
        raise ImproperlyConfigured(
            "COVISION_SMTP_URL has to read smtp://user:password@host:587, smtps://… or smtp+plain://…."
        )
    return url


def mail_from(smtp: str) -> str:
    address = env_str("COVISION_MAIL_FROM", "")
    if smtp and "@" not in address:
        raise ImproperlyConfigured(
            "COVISION_SMTP_URL needs COVISION_MAIL_FROM, the address that letters come from."
        )
    return address


def issuer(client: str) -> str:
    issuer = env_str("COVISION_OIDC_ISSUER", "").rstrip("/")
    parts = urlsplit(issuer)
    if issuer and parts.scheme != "https" and not (parts.scheme == "http" and is_local(parts.hostname or "")):
        raise ImproperlyConfigured("COVISION_OIDC_ISSUER has to be an address that begins with https://.")
    if issuer and not client:
        raise ImproperlyConfigured("COVISION_OIDC_ISSUER needs COVISION_OIDC_CLIENT.")
    return issuer


def is_local(host: str) -> bool:
    if host in LOOPBACK or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def saml_provider(origin: str, oidc: str) -> str:
    """The file that describes the SAML provider, with all it needs beside it."""
    file = env_str("COVISION_SAML_PROVIDER", "")
    if not file:
        return ""
    if oidc:
        raise ImproperlyConfigured(
            "COVISION_SAML_PROVIDER and COVISION_OIDC_ISSUER are both set; people sign in with one provider."
        )
    if not origin:
        raise ImproperlyConfigured(
            "COVISION_SAML_PROVIDER needs COVISION_ORIGIN, where people are sent back to."
        )
    if not Path(file).is_file():
        raise ImproperlyConfigured(f"COVISION_SAML_PROVIDER names {file}, which is not there.")
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured(
            "COVISION_SAML_PROVIDER needs an extra that is not installed: pip install 'covision[saml]', or with a checkout "
            "what requirements-saml.txt names."
        )
    return str(Path(file).resolve())
