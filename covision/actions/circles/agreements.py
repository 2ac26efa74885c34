"""What a circle agrees on: our template to begin with, versions, who accepted which, and the rules that follow from it."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast

from django.db.models import Max, QuerySet

from covision import vault
from covision.actions.shared.activity import record_activity
from covision.actions.shared.text import clean_text
from covision.engine.consent import Quorum, Rules, Silence
from covision.engine.plain import value
from covision.engine.refusals import Refused
from covision.models.agreements import Acceptance, Agreement
from covision.models.circles import Circle, Membership

from .membership import Inside

TEMPLATES = Path(__file__).parents[2] / "pages"
PARTS = ("ethics", "structure", "cadence", "notes", "remote")
KEEP_DAYS = (0, 7, 14, 30, 60, 90)
KEEP_TURNS = (3, 6, 12)  # months
ANSWER_DAYS = (2, 3, 5, 7, 10, 14, 21, 30)


@value
class Terms:
    """An agreement's content: `texts` are pairs of part and text."""

    texts: tuple[tuple[str, str], ...]
    keep_days: int = 14
    answer_days: int = 7
    quorum: Quorum = "half"
    silence: Silence = "aside"
    keep_turns: int = 12


@cache
def template(language: str) -> Mapping[str, str]:
    file = TEMPLATES / f"agreement.{language}.toml"
    if not file.is_file():
        file = TEMPLATES / "agreement.en.toml"
    return {part: str(text).strip() for part, text in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def read_terms(fields: Mapping[str, str]) -> Terms:
    """Read an agreement from a form.

    :raises Refused: a part is missing or too long, or a number is not one of those offered.
    """
    texts = []
    for part in PARTS:
        text = clean_text(fields.get(part, ""))
        if not text:
            raise Refused("Please leave no part of the agreement empty.", "invalid", field=part)
        texts.append((part, text))
    keep, answer = fields.get("keep_days", ""), fields.get("answer_days", "")
    quorum, silence = fields.get("quorum", ""), fields.get("silence", "")
    turns = fields.get("keep_turns", "")
    offered = (
        keep in map(str, KEEP_DAYS) and answer in map(str, ANSWER_DAYS) and turns in map(str, KEEP_TURNS)
    )
    if not offered or quorum not in {"half", "most"} or silence not in {"aside", "waits"}:
        raise Refused("Please choose one of the answers offered for each rule.", "invalid", field="keep_days")
    return Terms(
        tuple(texts), int(keep), int(answer), cast("Quorum", quorum), cast("Silence", silence), int(turns)
    )


def begin(circle: Circle, language: str, *, now: datetime) -> Agreement:
    """Give a new circle our template as its first version. Call it inside a transaction."""
    first = draft(circle, Terms(tuple(template(language).items())), language)
    Agreement.objects.filter(pk=first.pk).update(version=1, decided=now)
    return first


def draft(circle: Circle, terms: Terms, language: str) -> Agreement:
    """Keep a proposed agreement; parts that stay as they are share their text with the one that holds. Call
    it inside a transaction.

    :raises Refused: nothing differs from what holds.
    """
    agreement = find_current(circle)
    before, before_refs = (texts(agreement), refs(agreement)) if agreement else ({}, {})
    parts = {
        part: before_refs[part]
        if agreement and before.get(part) == text
        else vault.CIRCLES.keep(circle.pk, part, text)
        for part, text in terms.texts
    }
    rules = (terms.keep_days, terms.answer_days, terms.quorum, terms.silence, terms.keep_turns)
    if agreement and parts == before_refs and rules == _rules(agreement):
        raise Refused(
            "Nothing differs from what you have agreed on. Please change something first.", "invalid"
        )
    return Agreement.objects.create(
        circle=circle,
        **parts,
        language=language,
        keep_days=terms.keep_days,
        answer_days=terms.answer_days,
        quorum=terms.quorum,
        silence=terms.silence,
        keep_turns=terms.keep_turns,
    )


def adopt(proposed: Agreement, *, now: datetime) -> int:
    """Make a proposed agreement the one that holds, and return its version. Call it inside a transaction."""
    agreement = find_current(proposed.circle)
    version = (agreement.version or 0) + 1 if agreement else 1
    Agreement.objects.filter(pk=proposed.pk).update(version=version, decided=now)
    return version


def erase_draft(proposed: Agreement) -> None:
    """Erase a proposed agreement and those of its texts that no other has. Call it inside a transaction."""
    others = Agreement.objects.filter(circle_id=proposed.circle_id).exclude(pk=proposed.pk)
    shared = {ref for row in others.values_list(*PARTS) for ref in row}
    vault.CIRCLES.erase_texts(proposed.circle_id, set(refs(proposed).values()) - shared)
    proposed.delete()


def find_current(circle: Circle) -> Agreement | None:
    """The version that holds. Every lasting circle has one; others have none."""
    return circle.agreements.exclude(version=None).order_by("-version").first()


def current_agreement(circle: Circle) -> Agreement:
    """The version that holds in a lasting circle.

    :raises Refused: it has none.
    """
    agreement = find_current(circle)
    if agreement is None:
        raise Refused("This circle has no agreement.", "gone")
    return agreement


def versions(circle: Circle) -> "QuerySet[Agreement]":
    return circle.agreements.exclude(version=None).order_by("version")


def previous_version(agreement: Agreement) -> Agreement | None:
    version = agreement.version or 0
    return Agreement.objects.filter(circle_id=agreement.circle_id, version=version - 1).first()


def of_meeting(meeting_id: int) -> Agreement | None:
    circle = Circle.objects.filter(meetings__pk=meeting_id, lasting=True, dissolved=None).first()
    return find_current(circle) if circle else None


def texts(agreement: Agreement) -> dict[str, str]:
    parts = refs(agreement)
    opened = vault.CIRCLES.open(agreement.circle_id, [(ref, part) for part, ref in parts.items()])
    return {part: opened.get(ref, "") for part, ref in parts.items()}


def refs(agreement: Agreement) -> dict[str, str]:
    return {part: getattr(agreement, part) for part in PARTS}


def rules(agreement: Agreement) -> Rules:
    return Rules(agreement.answer_days, cast("Quorum", agreement.quorum), cast("Silence", agreement.silence))


def changed_parts(new: Agreement, old: Agreement | None) -> frozenset[str]:
    if old is None:
        return frozenset()
    names = ("keep_days", "answer_days", "quorum", "silence", "keep_turns")
    ruled = {name for name in names if getattr(new, name) != getattr(old, name)}
    return frozenset({part for part in PARTS if refs(new)[part] != refs(old)[part]} | ruled)


def accept(inside: Inside, version: int, *, now: datetime) -> None:
    """Write down that a member stands by the version that holds.

    :raises Refused: another version holds by now.
    """
    agreement = current_agreement(inside.circle)
    if agreement.version != version:
        raise Refused("The agreement has changed meanwhile. Please read what holds now.")
    _, new = Acceptance.objects.get_or_create(
        agreement=agreement, member=inside.member, defaults={"on": now.date()}
    )
    if new:
        record_activity(inside.circle, "accepted", now=now, by=inside.member, number=version)


def accepted_version(member: Membership) -> int:
    """The newest version a member has accepted; 0 for none."""
    versions = member.acceptances.order_by("-agreement__version").values_list("agreement__version", flat=True)
    return versions.first() or 0


def accepted_versions(circle: Circle) -> dict[int, int]:
    rows = Acceptance.objects.filter(member__circle=circle, member__until=None)
    newest = rows.values_list("member_id").annotate(newest=Max("agreement__version"))
    return {member: version or 0 for member, version in newest}


def check_accepted(member: Membership) -> None:
    """Make sure that somebody has accepted the circle's agreement before using a member's rights.

    :raises Refused: not yet.
    """
    if not accepted_version(member):
        raise Refused("Please read the agreement first and accept it. Then this is open to you.", "forbidden")


def retention(circle_id: int | None, default: timedelta) -> timedelta:
    days = (
        Agreement.objects.filter(circle_id=circle_id or 0, version__isnull=False)
        .order_by("-version")
        .values_list("keep_days", flat=True)
        .first()
    )
    return default if days is None else timedelta(days=days)


def _rules(agreement: Agreement) -> tuple[int, int, str, str, int]:
    return (
        agreement.keep_days,
        agreement.answer_days,
        agreement.quorum,
        agreement.silence,
        agreement.keep_turns,
    )
