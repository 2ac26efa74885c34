"""Exercises of the course: what somebody chose or wrote on this page, beside the reasons and other ways to put it."""

from covision.engine.plain import value
from covision.pages.course import Exercise, ExerciseChoice, Stop


@value
class Chosen:
    """A choice as the page shows it: `picked` is the option taken or -1; the reason is given once all are answered."""

    choice: ExerciseChoice
    options: tuple[str, ...]
    picked: int
    answered: bool

    def fits(self) -> bool:
        return self.picked == self.choice.right


@value
class Written:
    """A stop as the page shows it: `text` is what the reader wrote; the ways are shown once she has."""

    stop: Stop
    text: str
    answered: bool


@value
class Worked:
    """An exercise with the answers so far. `missing`: how many things still wait for an answer."""

    exercise: Exercise
    chosen: tuple[Chosen, ...] = ()
    written: tuple[Written, ...] = ()
    missing: int = 0
    finished: bool = False
    fitting: int = 0


def blank(exercise: Exercise) -> Worked:
    """An exercise that nobody has answered; of its stops only the first is seen."""
    return Worked(
        exercise,
        tuple(Chosen(choice, exercise.options_of(choice), -1, answered=False) for choice in exercise.choices),
        tuple(Written(stop, "", answered=False) for stop in exercise.stops[:1]),
    )


def worked(exercise: Exercise, answers: dict[str, str]) -> Worked:
    """An exercise with what somebody answered: `a1`, `a2` … are options by their number, `t1`, `t2` … are texts."""
    return _chosen(exercise, answers) if exercise.choices else _written(exercise, answers)


def _chosen(exercise: Exercise, answers: dict[str, str]) -> Worked:
    picked = [
        _option(answers.get(f"a{number}", ""), len(exercise.options_of(choice)))
        for number, choice in enumerate(exercise.choices, 1)
    ]
    missing = picked.count(-1)
    chosen = tuple(
        Chosen(choice, exercise.options_of(choice), mine, answered=not missing)
        for choice, mine in zip(exercise.choices, picked, strict=True)
    )
    fitting = sum(one.fits() for one in chosen)
    return Worked(exercise, chosen, missing=missing, finished=not missing, fitting=fitting)


def _written(exercise: Exercise, answers: dict[str, str]) -> Worked:
    """Every stop up to the first without an answer is shown; the one after it stays for later."""
    texts = [answers.get(f"t{number}", "") for number in range(1, len(exercise.stops) + 1)]
    reached = texts.index("") if "" in texts else len(texts)
    shown = tuple(
        Written(stop, text, answered=bool(text))
        for stop, text in zip(exercise.stops[: reached + 1], texts, strict=False)
    )
    asked = answers.get("at", "")
    missing = 1 if asked == str(reached + 1) else 0
    return Worked(exercise, written=shown, missing=missing, finished=reached == len(texts))


def _option(raw: str, options: int) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 3 and int(raw) < options else -1
