"""Somebody who installs Covision is told in a sentence what is wrong, and gets safe settings without asking."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest


def start(home: Path, code: str = "", **variables: str) -> tuple[int, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
    environment |= {"COVISION_DATA": str(home), "DJANGO_SETTINGS_MODULE": "covision.settings", **variables}
    ask = f"import covision.settings as s; print({code or 'None'})"
    done = subprocess.run(
        [sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout or done.stderr).strip().splitlines()[-1]


def test_what_is_made_on_first_start_is_nobody_elses_and_stays(tmp_path):
    home = tmp_path / "data"
    first = start(home, "s.SECRET_KEY")
    assert first == start(home, "s.SECRET_KEY")
    assert first[0] == 0
    assert len(first[1]) == 64
    modes = {
        name: (home / name).stat().st_mode & 0o777
        for name in ("", "secret-key", "keys", "keys/kek", "covision.sqlite3")
    }
    assert modes == {
        "": 0o700,
        "secret-key": 0o600,
        "keys": 0o700,
        "keys/kek": 0o400,
        "covision.sqlite3": 0o600,
    }


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"COVISION_SECERT_KEY": "x"}, "COVISION_SECERT_KEY is not a setting of Covision."),
        ({"COVISION_HTTPS": "ja"}, "it has to be true or false"),
        ({"COVISION_DATABASE_URL": "mysql://u@h/db"}, "COVISION_DATABASE_URL has to read postgresql://"),
        (
            {"COVISION_SECRET_KEY_FILE": "/nowhere"},
            "COVISION_SECRET_KEY_FILE names /nowhere, which cannot be read",
        ),
        ({"COVISION_SMTP_URL": "mail.example.org"}, "COVISION_SMTP_URL has to read smtp://"),
        ({"COVISION_SMTP_URL": "smtp://mail.example.org"}, "COVISION_SMTP_URL needs COVISION_MAIL_FROM"),
        ({"COVISION_OIDC_ISSUER": "http://id.example.org"}, "begins with https://"),
        ({"COVISION_OIDC_ISSUER": "https://id.example.org"}, "needs COVISION_OIDC_CLIENT"),
        ({"COVISION_SAML_PROVIDER": "/nowhere"}, "COVISION_SAML_PROVIDER needs COVISION_ORIGIN"),
        (
            {"COVISION_SAML_PROVIDER": "/nowhere", "COVISION_ORIGIN": "https://c.example.org"},
            "COVISION_SAML_PROVIDER names /nowhere, which is not there",
        ),
        (
            {
                "COVISION_SAML_PROVIDER": "/nowhere",
                "COVISION_OIDC_ISSUER": "https://id.example.org",
                "COVISION_OIDC_CLIENT": "covision",
            },
            "people sign in with one provider",
        ),
        ({"COVISION_KEK_FILE": "/nowhere"}, "COVISION_KEK_FILE names /nowhere, which is not there"),
    ],
)
def test_a_mistake_stops_the_start_with_a_sentence(tmp_path, variables, sentence):
    code, last_line = start(tmp_path, **variables)
    assert code == 1
    assert sentence in last_line


@pytest.mark.skipif(find_spec("onelogin") is not None, reason="the extra for SAML is installed")
def test_saml_without_its_extra_says_what_to_install(tmp_path):
    file = tmp_path / "provider.xml"
    file.touch()
    code, last_line = start(
        tmp_path, COVISION_SAML_PROVIDER=str(file), COVISION_ORIGIN="https://covision.example.org"
    )
    assert code == 1
    assert "pip install 'covision[saml]'" in last_line


def test_a_secret_may_stand_in_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    assert start(tmp_path, "s.SECRET_KEY", COVISION_SECRET_KEY_FILE=str(file)) == (0, "from a file")


@pytest.mark.parametrize(
    ("hosts", "cookie"),
    [
        ("localhost,127.0.0.1", "s False"),
        ("covision.example.org", "__Host-s True"),
        ("127.0.0.1,10.0.0.7", "__Host-s True"),
    ],
)
def test_cookies_are_strict_as_soon_as_people_come_from_elsewhere(tmp_path, hosts, cookie):
    asked = "s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE and s.SECURE_SSL_REDIRECT"
    assert start(tmp_path, asked.join(("*(", ")")), COVISION_HOSTS=hosts) == (0, cookie)


def test_a_database_may_be_reached_by_address_or_by_socket(tmp_path):
    asked = "*(s.DATABASES['default'][k] for k in ('HOST', 'PORT', 'NAME', 'USER', 'PASSWORD'))"
    by_address = start(tmp_path, asked, COVISION_DATABASE_URL="postgresql://ada:p%40ss@db:5433/rooms")
    by_socket = start(tmp_path, asked, COVISION_DATABASE_URL="postgresql:///rooms?host=/run/postgresql")
    assert (by_address, by_socket) == ((0, "db 5433 rooms ada p@ss"), (0, "/run/postgresql  rooms"))
