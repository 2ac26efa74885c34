"""Whatever was sealed by an earlier release opens; `sealed_before.json` is as that release wrote it."""

import json
from pathlib import Path
from typing import Any

import pytest

from covision.vault.kept import KEYS
from covision.vault.sealing import Binding, open_text
from covision.vault.texts import CASES, CIRCLES, MEETINGS

STORED = json.loads(Path(__file__).with_name("sealed_before.json").read_text(encoding="utf-8"))
BOUND = {"meeting": MEETINGS.bound, "circle": CIRCLES.bound, "case": CASES.bound, "kept": KEYS.label}


@pytest.mark.parametrize("row", STORED["texts"], ids=lambda row: row["owner"])
def test_a_text_of_each_owner_still_opens(row: dict[str, Any]) -> None:
    binding = Binding(BOUND[row["owner"]].format(row["id"]), row["ref"], row["kind"], row["seat"])
    nonce, ciphertext = bytes.fromhex(row["nonce"]), bytes.fromhex(row["ciphertext"])
    key = bytes.fromhex(STORED["key"])
    assert open_text(key, binding, nonce, ciphertext) == row["text"]
    assert open_text(key, binding._replace(kind="other"), nonce, ciphertext) is None
