"""The way to the mail server is protected, and somebody it leads astray is told why: for real, with a certificate of a day."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from covision.management import mail as trying
from tests.scenes.postbox import Postbox, open_postbox, text_of

HOST = "mail.example.org"
TO = "ada@example.org"


def make_certificate(folder: Path, host: str) -> ssl.SSLContext:
    """A self-signed certificate, as what a server needs to show it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    return context


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that trusts the certificate, and knows the mail server by its name."""
    asked = socket.getaddrinfo

    def look_up(host: str, *more: Any, **others: Any) -> Any:
        return asked("127.0.0.1" if host == HOST else host, *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    return tmp_path


@contextmanager
def mail_server(settings: Any, way: str, **more: Any) -> Iterator[Postbox]:
    with open_postbox(**more) as postbox:
        settings.COVISION_SMTP_URL = f"{way}://{HOST}:{postbox.url.rpartition(':')[2]}"
        settings.COVISION_MAIL_FROM = "covision@example.org"
        yield postbox


def test_starttls_is_spoken_before_anything_is_sent(house: Path, settings: Any, capsys: Any) -> None:
    tls = make_certificate(house, HOST)
    with mail_server(settings, "smtp", tls_context=tls, require_starttls=True) as postbox:
        assert trying.main(["--to", TO, "--language", "de"]) == 0
        assert "ob seine Briefe ankommen" in text_of(postbox.letter_to(TO))
    assert "has taken the letter" in capsys.readouterr().out


def test_tls_from_the_first_byte(house: Path, settings: Any) -> None:
    with mail_server(settings, "smtps", ssl_context=make_certificate(house, HOST)) as postbox:
        assert trying.main(["--to", TO]) == 0
        assert postbox.letter_to(TO)["Subject"] == "A letter to try the mail server"


@pytest.mark.parametrize(
    ("host", "trusted", "reason"),
    [
        (HOST, False, "is not trusted: self-signed certificate"),
        ("other.example.org", True, "is not trusted: Hostname mismatch"),
    ],
)
def test_a_wrong_certificate_gets_no_letter(
    house: Path,
    settings: Any,
    capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    trusted: bool,
    reason: str,
) -> None:
    tls = make_certificate(house, host)
    if not trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(house / "nothing"))
    with mail_server(settings, "smtp", tls_context=tls, require_starttls=True) as postbox:
        assert trying.main(["--to", TO]) == 1
        assert postbox.letters == []
    assert reason in capsys.readouterr().err


def test_a_server_without_starttls_gets_no_letter(house: Path, settings: Any, capsys: Any) -> None:
    with mail_server(settings, "smtp") as postbox:
        assert trying.main(["--to", TO]) == 1
        assert postbox.letters == []
    assert "does not offer what the address asks for: STARTTLS" in capsys.readouterr().err


def test_smtps_at_a_port_without_tls_says_what_to_write_instead(
    house: Path, settings: Any, capsys: Any
) -> None:
    with mail_server(settings, "smtps"):
        assert trying.main(["--to", TO]) == 1
    assert "smtp:// for STARTTLS" in capsys.readouterr().err


def test_a_refused_recipient_is_said_so(house: Path, settings: Any, capsys: Any) -> None:
    with mail_server(settings, "smtp+plain") as postbox:
        postbox.answers = ["550 who?"]
        assert trying.main(["--to", TO]) == 1
    assert "takes no letters to this address (550)" in capsys.readouterr().err


def test_without_a_mail_server_the_command_says_so(settings: Any, capsys: Any) -> None:
    settings.COVISION_SMTP_URL = ""
    assert trying.main(["--to", TO]) == 1
    assert "COVISION_SMTP_URL is not set" in capsys.readouterr().err
