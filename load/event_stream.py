"""Events of a line, as the standard for server-sent events has them."""

from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    name: str
    data: str
    id: str | None = None  # to return with; None leaves the last one as it is


async def events(chunks: AsyncIterable[str]) -> AsyncGenerator[Event, None]:
    unfinished = ""
    async for chunk in chunks:
        *blocks, unfinished = (unfinished + chunk).replace("\r\n", "\n").split("\n\n")
        for block in blocks:
            yield parse(block)


def parse(block: str) -> Event:
    name, data = "message", []
    id: str | None = None
    for row in block.split("\n"):
        field, _, content = row.partition(":")
        content = content.removeprefix(" ")
        if field == "data":
            data.append(content)
        elif field == "event":
            name = content
        elif field == "id":
            id = content
    return Event(name, "\n".join(data), id)
