"""Coming in with a code from one's mailbox or with a passkey, and looking after one's logins."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.scenes.oidc_provider import CLIENT, SECRET, OidcProvider, open_provider
from tests.scenes.postbox import Postbox, code_in, open_postbox, text_of

from . import doing as d
from .conftest import Invite
from .house import House
from .looking import NARROW, flaws
from .person import Person, fill, press, says, see, use

pytestmark = pytest.mark.browser
ADDRESS = "fay@example.org"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def mailbox() -> Iterator[Postbox]:
    with open_postbox() as postbox:
        yield postbox


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    with open_provider() as provider:
        yield provider


@pytest.fixture
def variables(mailbox: Postbox, provider: OidcProvider) -> dict[str, str]:
    return {
        "COVISION_SMTP_URL": mailbox.url,
        "COVISION_MAIL_FROM": "covision@example.org",
        "COVISION_OIDC_ISSUER": provider.issuer,
        "COVISION_OIDC_CLIENT": CLIENT,
        "COVISION_OIDC_SECRET": SECRET,
        "COVISION_OIDC_NAME": "Agency ID",
    }


def test_fay_keeps_her_room_and_ends_the_login_she_left_at_the_office(
    invite: Invite, mailbox: Postbox, provider: OidcProvider, troubles: list[str]
) -> None:
    """A guest at the office gives her address; her phone speaks German and is 360 pixels wide."""
    office, phone = invite("Fay"), invite("Fay", language="de", width=NARROW, hand="finger")
    d.open_room(office, "The Thursday circle", "A quiet hour")
    room = office.room
    office.page.goto("/sign-in/")
    see(office, office.page.get_by_role("heading", name=says(office, "Keep your place")))
    come_in(office, mailbox, number=1)
    office.page.goto(room)
    see(office, office.page.get_by_text("The Thursday circle"))
    phone.page.goto("/")
    use(phone, see(phone, phone.page.get_by_role("link", name=says(phone, "Sign in"))))
    faults = flaws(phone, "asking for a code")
    use(phone, phone.page.locator("form[action='/sign-in/provider/'] button"))
    see(phone, phone.page.get_by_role("heading", name=says(phone, "Welcome back")))
    faults += flaws(phone, "back from the provider")
    [asked] = troubles  # the provider is another host: she was led there because she pressed
    assert asked.startswith(f"asked {provider.issuer}/authorize?")
    troubles.clear()
    phone.page.goto("/sign-in/")
    faults += come_in(phone, mailbox, number=2)
    assert "mit diesem Code kommen Sie hinein" in mailbox.letters[1].as_string()
    faults += flaws(phone, "the account")
    assert faults == []
    press(phone, "End all others")
    see(phone, phone.page.get_by_text(says(phone, "The login has ended.")))
    expect(office.page.locator("[data-region]")).to_have_count(0)  # what was shown there is gone, too
    phone.page.goto(room)
    see(phone, phone.page.get_by_text("The Thursday circle"))
    phone.page.goto(f"{room.rstrip('/')}/invite/")
    fill(phone, phone.page.get_by_label(says(phone, "Mail addresses")), "dora@example.org")
    press(phone, "Send invitations")
    see(phone, phone.page.get_by_text(says(phone, "One letter is on its way.")))
    assert "/join/" in text_of(mailbox.letter_to("dora@example.org"))
    assert flaws(phone, "inviting by mail") == []


def test_ada_comes_in_with_the_lock_of_her_device(house: House, chromium: Browser, mailbox: Postbox) -> None:
    """Browsers make passkeys for names only, so she calls the house by its name."""
    context = chromium.new_context(base_url=house.address.replace("127.0.0.1", "localhost"), locale="en-GB")
    ada = Person("Ada", context.new_page())
    device = context.new_cdp_session(ada.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    ada.page.goto("/sign-in/")
    come_in(ada, mailbox, number=1)
    fill(ada, ada.page.get_by_label(says(ada, "What the new passkey is called")), "Ada’s phone")
    press(ada, "Add a passkey")
    see(ada, ada.page.get_by_text(says(ada, "The passkey has been added.")))
    press(ada, "Sign out")
    ada.page.goto("/sign-in/")
    press(ada, "Sign in with a passkey")
    see(ada, ada.page.get_by_text(ADDRESS))
    use(ada, ada.page.get_by_role("button", name=says(ada, "Remove")))
    see(ada, ada.page.get_by_text(says(ada, "The passkey opens nothing any more.")))
    press(ada, "Sign out")
    ada.page.goto("/sign-in/")
    press(ada, "Sign in with a passkey")
    see(ada, ada.page.get_by_role("alert").get_by_text("This passkey did not work here."))


def come_in(who: Person, mailbox: Postbox, number: int) -> list[str]:
    """Type the address, read the letter and type its code; and tell of flaws in the phone's page for it."""
    fill(who, who.page.get_by_label(says(who, "Your mail address")), ADDRESS)
    press(who, "Send me a code")
    field = see(who, who.page.get_by_label(says(who, "Code in the letter")))
    faults = flaws(who, "typing the code") if who.hand == "finger" else []
    fill(who, field, code_in(mailbox.letter_to(ADDRESS, number)))
    press(who, "Come in")
    see(who, who.page.get_by_role("heading", name=says(who, "Your account"), exact=True))
    return faults
