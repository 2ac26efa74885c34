"""The words of a room for somebody who looks at it: texts by reference, names by seat, and what processes say."""

from collections.abc import Callable

from covision import processes
from covision.engine.plain import value


@value
class RoomWords:
    language: str
    text: Callable[[str], str]
    name: Callable[[int], str]

    def word(self, process: str, *keys: str) -> str:
        return str(processes.word(process, self.language, *keys))

    def question(self, process: str, prompt: str) -> str:
        step, _, question = prompt.partition(".")
        return self.word(process, "steps", step, "questions", question)
