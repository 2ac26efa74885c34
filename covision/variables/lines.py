"""How Covision's log lines look."""

import traceback
from logging import Formatter, LogRecord
from pathlib import Path
from types import TracebackType


class ShortLines(Formatter):
    """A log line names what failed and where, never with which words: messages of exceptions may quote people."""

    def formatMessage(self, record: LogRecord) -> str:
        return super().formatMessage(record).partition("\n")[0]

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        if ei[0] is None:
            return ""
        places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(ei[2])[-4:])
        return f"  {ei[0].__name__} at {' > '.join(places)}"
