"""The way to the mail server that COVISION_SMTP_URL names."""

import smtplib
import ssl
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
PATIENCE = 15.0  # seconds


def connect(url: str) -> smtplib.SMTP:
    """Open a protected connection: unprotected ones only within this machine, or where the address says so.

    :raises OSError: the server does not answer.
    :raises SMTPException: it does not protect the connection, or does not know the user.
    """
    parts = urlsplit(url)
    server = _open(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme])
    try:
        if parts.scheme == "smtp" and not _is_here(parts.hostname or ""):
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _open(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=PATIENCE)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
