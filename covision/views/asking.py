"""What forms say: numbers and refusals, read and answered the same on every plain page."""

from covision import rendering
from covision.engine.refusals import Refused

from .answers import language


def errors_of(refused: Refused) -> dict[str, str]:
    """A refusal beside the field it is about."""
    return {str(refused.words.get("field", "")): rendering.sentence(refused, language())}


def number(raw: str) -> int:
    """A small number as a form sends it; -1 for anything else."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else -1
