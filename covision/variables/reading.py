"""The variables that are read from the environment, and how: each is described here, and a name that is not stops the start."""

import os
from pathlib import Path

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
    "COVISION_SAML_PROVIDER": "the file with the metadata of a SAML provider people may sign in with; needs COVISION_ORIGIN (none)",
    "COVISION_SAML_ADDRESS": "the attribute in which that provider vouches for a mail address (addresses are not used)",
    "COVISION_SAML_NAME": "how people call that provider (SAML)",
    "COVISION_REHEARSALS": "whether this process plays the simulated peers; with several, exactly one does (true)",
    "COVISION_PROCESSES": "a folder with processes of your own, each in a folder as in covision/processes (none)",
    "COVISION_METRICS": "whether /metrics tells counts of this server, never of persons or circles (false)",
    "COVISION_TIME_ZONE": "the time zone of the times people see (Europe/Berlin)",
}
SECRET = ("COVISION_SECRET_KEY", "COVISION_DATABASE_URL", "COVISION_SMTP_URL", "COVISION_OIDC_SECRET")


def env_str(name: str, default: str) -> str:
    """What a variable says, or the file it names if it is a secret."""
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


def env_bool(name: str, default: bool) -> bool:
    answer = env_str(name, str(default)).lower()
    if answer not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} is “{answer}”; it has to be true or false.")
    return answer == "true"


def env_list(name: str, default: tuple[str, ...]) -> list[str]:
    return [part.strip() for part in env_str(name, ",".join(default)).split(",") if part.strip()]


def refuse_unknown_names() -> None:
    names = {*VARIABLES, *(f"{name}_FILE" for name in SECRET)}
    for name in sorted(os.environ):
        if name.startswith("COVISION_") and name not in names:
            raise ImproperlyConfigured(
                f"{name} is not a setting of Covision. There are: {', '.join(sorted(names))}."
            )
