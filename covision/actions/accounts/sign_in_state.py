"""What a way in by a provider is about: the errand somebody is on, and what the provider claims of whoever comes back."""

from covision.engine.plain import value
from covision.engine.refusals import Refused

from .signing_in import clean_address


@value
class PendingSignIn:
    """What has to be known when somebody comes back from the provider, kept in their browser's sealed box."""

    state: str
    nonce: str  # the answer has to repeat it
    verifier: str
    back: str


@value
class Claim:
    issuer: str
    subject: str
    address: str  # empty unless the provider vouches for it


def address_or_empty(address: str) -> str:
    try:
        return clean_address(address)
    except Refused:
        return ""


def no_provider() -> Refused:
    return Refused("There is no such way in here.", "gone")


def provider_silent() -> Refused:
    return Refused(
        "The provider did not say who you are. Please try again, or ask for a code by mail.", "stored"
    )
