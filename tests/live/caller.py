"""Speaks to the line as a browser's requests do, inside the process."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from covision import live
from tests.scenes.room_cast import Guest

SECRET = "a" * 32


@dataclass
class Answer:
    status: int = 0
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def post(
    who: Guest | None, path: str, body: bytes | dict[str, Any], query: str = "", **headers: str
) -> Answer:
    data = body if isinstance(body, bytes) else urlencode(body, doseq=True).encode()
    given = {"x-csrftoken": SECRET, "content-type": "application/x-www-form-urlencoded"}
    return asyncio.run(
        _call("POST", who, path, data, query, given | {k.replace("_", "-"): v for k, v in headers.items()})
    )


def get(who: Guest | None, path: str, query: str = "", **headers: str) -> Answer:
    return asyncio.run(
        _call("GET", who, path, b"", query, {k.replace("_", "-"): v for k, v in headers.items()})
    )


async def _call(
    method: str, who: Guest | None, path: str, body: bytes, query: str, headers: dict[str, str]
) -> Answer:
    cookies = f"{settings.CSRF_COOKIE_NAME}={SECRET}"
    if who is not None:
        cookies += f"; {settings.SESSION_COOKIE_NAME}={who.key}"
    lines = {"host": "127.0.0.1", "cookie": cookies, **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "scheme": "http",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in lines.items()],
    }
    answer = Answer()
    sent = False

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}
        await asyncio.Event().wait() if method == "GET" and not answer.body else None
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"").decode()

    await live.application(scope, receive, send)
    return answer
