"""What is written in meetings, in circles outside of them, and for cases: kept, opened and erased alike, under the owner's key."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from covision.engine.plain import value
from covision.models.contributions import Body, CaseBody, CircleBody, SealedText
from covision.models.database import DEFAULT, scrub
from covision.models.keys import CaseKey, CircleKey, MeetingKey
from covision.models.rows import Insert

from .keys import KeyTable
from .sealing import ALG, CLASSES, Binding, open_text, seal_text

Wanted = tuple[str, str] | tuple[str, str, int]  # reference, kind and, in a meeting, the seat
_INSERT = "INSERT INTO covision_body (ref, meeting_id, alg, nonce, ciphertext) VALUES (%s, %s, %s, %s, %s)"


@value
class TextTable:
    """The texts of all owners of a kind."""

    keys: KeyTable[int]
    rows: type[SealedText]
    owner: str  # the column that names it
    bound: str  # what a text is bound to, with the owner's id in place of {}

    def keep(self, id: int, kind: str, text: str, classes: tuple[int, ...] = CLASSES) -> str:
        """Keep a text sealed, and give its reference; no text has none. Call it inside a transaction.

        :raises Refused: it is too long.
        """
        return self.rows.objects.create(**self.columns(id, kind, text, classes)).ref if text else ""

    def columns(self, id: int, kind: str, text: str, classes: tuple[int, ...] = CLASSES) -> dict[str, Any]:
        """A new row with a sealed text.

        :raises Refused: it is longer than the largest class.
        """
        key = self.keys.open(id)
        assert key is not None, "an owner that lives has its key"
        ref = secrets.token_urlsafe(12)
        nonce, ciphertext = seal_text(key, Binding(self.bound.format(id), ref, kind), text, classes)
        return {self.owner: id, "ref": ref, "alg": ALG, "nonce": nonce, "ciphertext": ciphertext}

    def open(self, id: int, wanted: Iterable[Wanted], key: bytes | None = None) -> dict[str, str]:
        """Texts by reference, with the `key` where it is at hand; what is erased or was tampered with has no entry."""
        wanted = [want for want in wanted if want[0]]
        key = key or (self.keys.open(id) if wanted else None)
        return self.open_many({id: key}, {id: wanted}) if key else {}

    def open_many(self, keys: Mapping[int, bytes], wanted: Mapping[int, Iterable[Wanted]]) -> dict[str, str]:
        """Texts of several owners, in one question to the database. An owner without a key has been erased."""
        places = {want[0]: want[1:] for id in keys for want in wanted.get(id, ())}
        if not places:
            return {}
        rows = self.rows.objects.filter(ref__in=places)
        return {ref: text for _, ref, text in self.opened(keys, rows, places.__getitem__)}

    def opened(
        self, keys: Mapping[int, bytes], rows: QuerySet[Any], place: Callable[[str], tuple[Any, ...]]
    ) -> Iterator[tuple[int, str, str]]:
        """Owner, reference and text of each row; `place` gives kind and seat of a reference."""
        owned = rows.filter(**{f"{self.owner}__in": list(keys)})
        for id, ref, alg, nonce, ciphertext in owned.values_list(
            self.owner, "ref", "alg", "nonce", "ciphertext"
        ):
            binding = Binding(self.bound.format(id), ref, *place(ref))
            text = open_text(keys[id], binding, bytes(nonce), bytes(ciphertext), alg)
            if text is not None:
                yield id, ref, text

    def erase_texts(self, id: int, refs: Iterable[str]) -> None:
        self.delete(**{self.owner: id, "ref__in": [ref for ref in refs if ref]})

    def erase(self, ids: Iterable[int]) -> None:
        """Erase all texts of these owners: first the keys, so that old copies are unreadable too."""
        ids = list(ids)
        self.keys.erase(ids)
        self.delete(**{f"{self.owner}__in": ids})

    def delete(self, **which: Any) -> None:
        self.rows.objects.filter(**which).delete()
        transaction.on_commit(lambda: scrub(DEFAULT))


MEETINGS = TextTable(KeyTable(MeetingKey, "meeting {}"), Body, "meeting_id", "{}")
CIRCLES = TextTable(KeyTable(CircleKey, "circle {}"), CircleBody, "circle_id", "circle {}")
CASES = TextTable(KeyTable(CaseKey, "case {}"), CaseBody, "case_id", "case {}")


def seal(key: bytes, meeting_id: int, ref: str, kind: str, seat: int, text: str) -> Insert:  # noqa: PLR0917
    """Seal a text of a meeting into the row that the journal's writer keeps.

    :raises Refused: it is longer than the largest class.
    """
    nonce, ciphertext = seal_text(key, Binding(MEETINGS.bound.format(meeting_id), ref, kind, seat), text)
    return Insert(_INSERT, (ref, meeting_id, ALG, nonce, ciphertext))


def keep_case(case_id: int, kind: str, text: str) -> str:
    """Keep the one text of a kind that a case has, in place of the one before, and give its reference. Call it inside a transaction.

    :raises Refused: it is too long.
    """
    columns = CASES.columns(case_id, kind, text)
    CASES.delete(case_id=case_id, kind=kind)
    CaseBody.objects.create(kind=kind, **columns)
    return str(columns["ref"])


def open_cases(case_ids: Iterable[int], kind: str) -> dict[int, tuple[str, str]]:
    """The text of a kind of each case, as (reference, text); what is erased or was tampered with has none."""
    rows = CaseBody.objects.filter(kind=kind)
    opened = CASES.opened(CASES.keys.open_many(case_ids), rows, lambda _: (kind,))
    return {id: (ref, text) for id, ref, text in opened}
