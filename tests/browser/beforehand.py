"""What happened before the house opens: a script fills its data directory, and people come with the logins it printed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .house import House
from .person import Person

ROOT = Path(__file__).parents[2]
Before = dict[str, Any]


def beforehand(script: str, data: Path) -> Before:
    """Run a script of this folder on an empty data directory and give what it told in its last line."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVISION_")}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.browser.{script}"],
        env={**kept, "COVISION_DATA": str(data)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    before: Before = json.loads(done.stdout.splitlines()[-1])
    return before


def sign_in(who: Person, house: House, before: Before) -> None:
    """Give somebody's browser the login that was made beforehand."""
    cookies = [{"name": before["cookie"], "value": before["keys"][who.name], "url": house.address}]
    if who.language != "en":
        cookies.append({"name": "l", "value": who.language, "url": house.address})
    who.page.context.add_cookies(cookies)  # type: ignore[arg-type]
