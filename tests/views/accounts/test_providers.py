"""Signing in with the agency's own provider, if the operator has named one."""

import html
import re

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client

from covision.models.identities import Identity
from covision.models.people import Person
from tests.conftest import NOW
from tests.scenes.oidc_provider import CLIENT, SECRET, OidcProvider, open_provider
from tests.scenes.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _plain_files(settings):
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def provider(settings):
    with open_provider() as provider:
        settings.COVISION_OIDC_ISSUER, settings.COVISION_OIDC_NAME = provider.issuer, "Agency ID"
        settings.COVISION_OIDC_CLIENT, settings.COVISION_OIDC_SECRET = CLIENT, SECRET
        yield provider


def set_out(visitor: Client) -> str:
    page = visitor.post("/sign-in/provider/")
    link = re.search(r'<a class="button primary" href="([^"]+)"', page.content.decode())
    assert link, page.content
    assert page.headers["Refresh"] == f"0; url={html.unescape(link[1])}"
    return html.unescape(link[1])


def sign_in(visitor: Client, provider: OidcProvider) -> HttpResponse:
    return visitor.post("/sign-in/provider/back/", provider.visit(set_out(visitor)))


def test_there_is_a_button_only_where_the_operator_has_named_a_provider(provider, settings):
    assert b"Sign in with Agency ID" in browser().get("/sign-in/").content
    settings.COVISION_OIDC_ISSUER = ""
    assert b"/sign-in/provider/" not in browser().get("/sign-in/").content
    assert browser().post("/sign-in/provider/").status_code == 404


def test_fay_comes_in_with_her_agencys_provider_and_is_known_the_next_time(provider):
    first, again = sign_in(browser(), provider), sign_in(browser(), provider)
    assert (first.headers["location"], again.headers["location"]) == ("/account/", "/account/")
    assert Person.objects.get().email == "fay@example.org"
    kept = Identity.objects.values_list("issuer", "subject")
    assert list(kept) == [(provider.issuer, "4711")]


def test_an_address_the_provider_vouches_for_is_the_account_that_has_it(provider):
    account = Person.objects.create(email="fay@example.org", joined=NOW.date())
    sign_in(browser(), provider)
    assert list(Person.objects.all()) == [account]


def test_an_address_nobody_vouches_for_is_not_taken(provider):
    Person.objects.create(email="fay@example.org", joined=NOW.date())
    provider.claims["email_verified"] = False
    fay = browser()
    sign_in(fay, provider)
    assert Identity.objects.get().person.email is None
    assert b"You sign in with Agency ID." in fay.get("/account/").content


def test_coming_back_with_a_get_signs_nobody_in(provider):
    fay = browser()
    back = provider.visit(set_out(fay))
    page = fay.get("/sign-in/provider/back/", back)
    assert (page.status_code, b'action="/sign-in/provider/back/"' in page.content) == (200, True)
    assert Person.objects.count() == 0
    assert fay.post("/sign-in/provider/back/", back).status_code == 302


def test_a_way_back_that_another_browser_began_leads_nowhere(provider):
    fay, oz = browser(), browser()
    back = provider.visit(set_out(oz))
    assert fay.post("/sign-in/provider/back/", back).status_code == 409
    set_out(fay)
    assert fay.post("/sign-in/provider/back/", back).status_code == 409
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    "lie", [{"nonce": "another"}, {"aud": "somebody"}, {"iss": "https://evil.example"}, {"exp": 1000}]
)
def test_a_token_for_another_errand_person_or_time_is_worth_nothing(provider, lie):
    provider.claims |= lie
    assert sign_in(browser(), provider).status_code == 503
    assert Person.objects.count() == 0


def test_a_token_that_somebody_else_has_signed_is_worth_nothing(provider):
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert sign_in(browser(), provider).status_code == 503
    assert Person.objects.count() == 0


def test_a_provider_that_does_not_answer_is_said_so(provider, settings):
    settings.COVISION_OIDC_ISSUER = "http://127.0.0.1:1"
    page = browser().post("/sign-in/provider/")
    assert (page.status_code, b"did not say who you are" in page.content) == (503, True)
