"""Signing in with the agency's own SAML provider. The extra is not needed to run Covision: without it these tests rest."""

import base64
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("onelogin.saml2", reason="the extra for SAML is not installed")

from django.http import HttpResponse
from django.test import Client
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants

from covision.actions.accounts import saml
from covision.models.identities import Identity
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.saml_provider import ENTITY, SamlProvider, stamp
from tests.scenes.visitor import browser

from .test_providers import set_out

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
HERE = "http://127.0.0.1/sign-in/provider/saml/"
ELSEWHERE = "<saml:AudienceRestriction><saml:Audience>https://other.example.org</saml:Audience></saml:AudienceRestriction>"


@pytest.fixture
def provider(settings: Any, tmp_path: Path) -> SamlProvider:
    provider = SamlProvider()
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.COVISION_ORIGIN = "http://127.0.0.1"
    settings.COVISION_SAML_PROVIDER, settings.COVISION_SAML_NAME = provider.metadata(tmp_path), "Agency ID"
    settings.COVISION_SAML_ADDRESS = "mail"
    return provider


def welcome(posted: dict[str, str]) -> dict[str, str]:
    """The provider's page posts across sites, so no cookie of ours comes along; our page carries it on."""
    page = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True).post("/sign-in/provider/saml/", posted)
    assert page.status_code == 200 and "sessionid" not in page.cookies and "s" not in page.cookies
    return dict(re.findall(r'name="(state|code)" value="([^"]*)"', page.content.decode()))


def sign_in(visitor: Client, provider: SamlProvider) -> HttpResponse:
    return visitor.post("/sign-in/provider/back/", welcome(provider.visit(set_out(visitor))))


def refused(answer: HttpResponse) -> bool:
    assert not Identity.objects.exists()
    return answer.status_code == 503 and b"did not say who you are" in answer.content


def test_fay_comes_in_and_is_known_the_next_time(provider: SamlProvider) -> None:
    assert b"Sign in with Agency ID" in browser().get("/sign-in/").content
    first, again = sign_in(browser(), provider), sign_in(browser(), provider)
    assert (first.headers["location"], again.headers["location"]) == ("/account/", "/account/")
    assert Person.objects.get().email == "fay@example.org"
    assert list(Identity.objects.values_list("issuer", "subject")) == [(f"saml:{ENTITY}", "somebody-4711")]


def test_an_address_is_used_only_where_the_operator_trusts_the_provider_that_far(
    provider: SamlProvider, settings: Any
) -> None:
    account = Person.objects.create(email="fay@example.org", joined=NOW.date())
    settings.COVISION_SAML_ADDRESS = ""
    sign_in(browser(), provider)
    assert Identity.objects.get().person != account
    settings.COVISION_SAML_ADDRESS = "mail"
    provider.changes = {"subject": "another-4712"}
    sign_in(browser(), provider)
    assert Identity.objects.get(subject="another-4712").person == account


def test_coming_back_signs_nobody_in_before_the_button(provider: SamlProvider) -> None:
    fay = browser()
    posted = provider.visit(set_out(fay))
    for _ in range(3):
        assert fay.post("/sign-in/provider/saml/", posted).status_code == 200
    assert fay.get("/account/").status_code == 302 and not Person.objects.exists()
    assert fay.post("/sign-in/provider/back/", welcome(posted)).headers["location"] == "/account/"


def test_an_answer_works_once_and_in_the_browser_that_asked(provider: SamlProvider) -> None:
    fay, eve = browser(), browser()
    carried = welcome(provider.visit(set_out(fay)))
    set_out(eve)
    assert eve.post("/sign-in/provider/back/", carried).status_code == 409
    assert fay.post("/sign-in/provider/back/", carried).status_code == 302
    assert fay.post("/sign-in/provider/back/", carried).status_code == 409


@pytest.mark.parametrize(
    "lie",
    [
        {"errand": ' InResponseTo="_anothers"'},
        {"errand": ""},
        {"answers": "_anothers"},
        {"recipient": ' Recipient="https://other.example.org/"'},
        {"recipient": ' Recipient="http://127.0.0.1/sign-in/provider/saml/more/"'},
        {"recipient": ""},
        {"audience": ELSEWHERE},
        {"audience": ""},
        {"entity": "https://other.example.org/saml"},
        {"form": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
        {"subject": ""},
        {"subject": "x" * 256},
        {"until": stamp(datetime.now(UTC) - timedelta(hours=1))},
        {"since": stamp(datetime.now(UTC) + timedelta(hours=1))},
        {"back": "https://other.example.org/"},
    ],
)
def test_an_answer_for_another_errand_server_time_or_person_is_worth_nothing(
    provider: SamlProvider, lie: dict[str, str]
) -> None:
    provider.changes = lie
    assert refused(sign_in(browser(), provider))


def test_what_somebody_else_has_signed_is_worth_nothing(provider: SamlProvider) -> None:
    provider.signs_with = "somebody else"
    assert refused(sign_in(browser(), provider))


def test_a_signature_by_an_old_rule_is_worth_nothing(provider: SamlProvider) -> None:
    provider.algorithm = Constants.RSA_SHA1
    assert refused(sign_in(browser(), provider))


def carried(provider: SamlProvider, visitor: Client, change: Any) -> HttpResponse:
    """The way back with an answer that was changed on the way."""
    posted = provider.visit(set_out(visitor))
    answer = change(base64.b64decode(posted["SAMLResponse"]).decode())
    posted["SAMLResponse"] = base64.b64encode(answer.encode()).decode()
    return visitor.post("/sign-in/provider/back/", welcome(posted))


def unsigned(answer: str) -> str:
    return re.sub(r"<ds:Signature.*?</ds:Signature>", "", answer, flags=re.DOTALL)


def wrapped(answer: str) -> str:
    """The signed part is moved aside, and one for somebody else stands in its place."""
    signed = re.search(r"<saml:Assertion.*</saml:Assertion>", answer, re.DOTALL)
    assert signed
    forged = unsigned(signed[0]).replace("somebody-4711", "eve").replace('ID="_4711"', 'ID="_eve"')
    return answer.replace(signed[0], f"{forged}<samlp:Extensions>{signed[0]}</samlp:Extensions>")


def beside(answer: str) -> str:
    signed = re.search(r"<saml:Assertion.*</saml:Assertion>", answer, re.DOTALL)
    assert signed
    return answer.replace(signed[0], f"{unsigned(signed[0]).replace('somebody-4711', 'eve')}{signed[0]}")


def inside(answer: str) -> str:
    """The signed part lies within the signature of one for somebody else."""
    signed = re.search(r"<saml:Assertion.*</saml:Assertion>", answer, re.DOTALL)
    signature = re.search(r"<ds:Signature.*?</ds:Signature>", answer, re.DOTALL)
    assert signed and signature
    around = signature[0].replace(
        "</ds:Signature>", f"<ds:Object>{unsigned(signed[0])}</ds:Object></ds:Signature>"
    )
    forged = signed[0].replace(signature[0], around).replace("somebody-4711", "eve", 1)
    return answer.replace(signed[0], forged.replace('ID="_4711"', 'ID="_eve"', 1))


def with_entity(answer: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY who SYSTEM "file:///etc/passwd">]>{answer}'


@pytest.mark.parametrize(
    "change",
    [
        unsigned,
        wrapped,
        beside,
        inside,
        with_entity,
        lambda answer: answer.replace("somebody-4711", "eve"),
        lambda answer: "<not xml",
    ],
)
def test_an_answer_that_was_changed_on_the_way_is_worth_nothing(provider: SamlProvider, change: Any) -> None:
    answer = carried(provider, browser(), change)
    assert answer.status_code in {409, 503} and not Identity.objects.exists()


def test_a_comment_cuts_no_name_short(provider: SamlProvider) -> None:
    provider.changes = {"subject": "fay<!-- -->@evil.example.org"}
    sign_in(browser(), provider)
    assert Identity.objects.get().subject == "fay@evil.example.org"


def test_the_provider_learns_where_people_go_back_to(provider: SamlProvider) -> None:
    metadata = browser().get("/sign-in/provider/saml/")
    assert metadata.headers["content-type"] == "application/samlmetadata+xml"
    assert (
        f'Location="{HERE}"' in metadata.content.decode()
        and f'entityID="{HERE}"' in metadata.content.decode()
    )


def test_a_file_that_describes_no_provider_stops_the_start(settings: Any, tmp_path: Path) -> None:
    for number, text in enumerate(("<nothing/>", "no xml at all")):
        settings.COVISION_SAML_PROVIDER = str(tmp_path / str(number))
        (tmp_path / str(number)).write_text(text)
        with pytest.raises(saml.UnusableProvider, match="COVISION_SAML_PROVIDER"):
            saml.check()
