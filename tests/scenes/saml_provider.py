"""A small SAML identity provider: it asks nothing, and signs that everybody is the person it was told."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

ENTITY = "https://id.example.org/saml"
SIGN_ON = "https://id.example.org/saml/sign-on"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"

METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>
</ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService
Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{sign_on}"/></md:IDPSSODescriptor>
</md:EntityDescriptor>"""
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{now}">
<saml:Issuer>{entity}</saml:Issuer><saml:Subject><saml:NameID Format="{form}">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData{errand}{recipient}
NotOnOrAfter="{until}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}">
{audience}</saml:Conditions><saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement><saml:Attribute Name="mail"><saml:AttributeValue>{address}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{id}" Version="2.0" IssueInstant="{now}" Destination="{back}"
InResponseTo="{answers}"><saml:Issuer>{entity}</saml:Issuer><samlp:Status><samlp:StatusCode
Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertions}</samlp:Response>"""


@cache
def key_of(whose: str) -> tuple[str, str]:
    """A key and its certificate, made once."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, whose)])
    now = datetime.now(UTC)
    key = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private.decode(), key.public_bytes(serialization.Encoding.PEM).decode()


class SamlProvider:
    def __init__(self) -> None:
        self.changes: dict[str, Any] = {}  # what it says otherwise than it should
        self.signs_with = "the provider"  # whose key it uses
        self.algorithm = Constants.RSA_SHA256

    def metadata(self, folder: Path) -> str:
        file = folder / "provider.xml"
        certificate = "".join(key_of("the provider")[1].splitlines()[1:-1])
        file.write_text(METADATA.format(entity=ENTITY, sign_on=SIGN_ON, certificate=certificate))
        return str(file)

    def visit(self, address: str) -> dict[str, str]:
        """Somebody signs in here: what their browser posts on to where they came from."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{SIGN_ON}?")
        request = ElementTree.fromstring(zlib.decompress(base64.b64decode(asked["SAMLRequest"]), -15))  # noqa: S314
        answer = self.answer(request.attrib["ID"], request.attrib["AssertionConsumerServiceURL"])
        return {"SAMLResponse": base64.b64encode(answer.encode()).decode(), "RelayState": asked["RelayState"]}

    def answer(self, errand: str, back: str) -> str:
        claims = self.claims(errand, back)
        return RESPONSE.format(**claims, assertions=self.signed(ASSERTION.format(**claims)))

    def claims(self, errand: str, back: str) -> dict[str, Any]:
        now = datetime.now(UTC)
        audience = (
            f"<saml:AudienceRestriction><saml:Audience>{back}</saml:Audience></saml:AudienceRestriction>"
        )
        return {
            "id": "_4711",
            "now": stamp(now),
            "since": stamp(now - timedelta(minutes=1)),
            "until": stamp(now + timedelta(minutes=1)),
            "entity": ENTITY,
            "form": PERSISTENT,
            "subject": "somebody-4711",
            "errand": f' InResponseTo="{errand}"',
            "answers": errand,
            "recipient": f' Recipient="{back}"',
            "audience": audience,
            "back": back,
            "address": "fay@example.org",
            **self.changes,
        }

    def signed(self, assertion: str) -> str:
        signed = Utils.add_sign(assertion, *key_of(self.signs_with), sign_algorithm=self.algorithm)
        return signed.decode() if isinstance(signed, bytes) else str(signed)


def stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
