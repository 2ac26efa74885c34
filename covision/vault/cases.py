"""What somebody prepares to bring: each case sealed under a key of its own, which goes with it wherever it is shared."""

import secrets
from collections.abc import Iterable

from django.db import transaction

from covision.models.contributions import CaseBody
from covision.models.database import DEFAULT, scrub

from .keys import erase_case_keys, open_case_keys
from .sealing import ALG, open_bytes, seal_bytes


def keep_case(case_id: int, kind: str, text: str) -> str:
    """This will keep the text of a kind sealed, in place of the one before, and give its new reference. Call it inside a
    transaction.

    :raises Refused: it is too long.
    """
    key = open_case_keys([case_id])[case_id]
    ref = secrets.token_urlsafe(12)
    nonce, box = seal_bytes(key, _owner(case_id), ref, kind, text)
    CaseBody.objects.filter(case_id=case_id, kind=kind).delete()
    CaseBody.objects.create(ref=ref, case_id=case_id, kind=kind, alg=ALG, nonce=nonce, ciphertext=box)
    transaction.on_commit(lambda: scrub(DEFAULT))
    return ref


def open_cases(case_ids: Iterable[int], kind: str) -> dict[int, tuple[str, str]]:
    """This will open the text of a kind of each case, as (reference, text); what is erased or was tampered with has none."""
    keys = open_case_keys(case_ids)
    rows = CaseBody.objects.filter(case_id__in=list(keys), kind=kind).values_list(
        "case_id", "ref", "nonce", "ciphertext"
    )
    opened = {
        id: (ref, open_bytes(keys[id], _owner(id), ref, kind, bytes(nonce), bytes(box)))
        for id, ref, nonce, box in rows
    }
    return {id: (ref, text) for id, (ref, text) in opened.items() if text is not None}


def erase_cases(case_ids: Iterable[int]) -> None:
    """This will erase cases: first their keys, so that old copies are unreadable too."""
    ids = list(case_ids)
    erase_case_keys(ids)
    CaseBody.objects.filter(case_id__in=ids).delete()
    transaction.on_commit(lambda: scrub(DEFAULT))


def _owner(case_id: int) -> str:
    return f"case {case_id}"
