"""Exercises of the course: what somebody chose or wrote on this page, beside the reasons and other ways to put it."""

from covision.engine.plain import value
from covision.pages.course import Exercise, ExerciseChoice, Stop
from covision.views.http.form_input import number


@value
class ChosenOption:
    """A choice as the page shows it."""

    choice: ExerciseChoice
    options: tuple[str, ...]
    picked: int  # the option taken, or -1
    answered: bool  # all of the exercise are: the reason is given then

    def fits(self) -> bool:
        return self.picked == self.choice.right


@value
class WrittenStop:
    """A stop as the page shows it."""

    stop: Stop
    text: str  # what the reader wrote
    answered: bool  # other ways to put it are shown then


@value
class WorkedExercise:
    """An exercise with the answers so far."""

    exercise: Exercise
    chosen: tuple[ChosenOption, ...] = ()
    written: tuple[WrittenStop, ...] = ()
    missing: int = 0  # things that still wait for an answer
    finished: bool = False
    fitting: int = 0


def blank(exercise: Exercise) -> WorkedExercise:
    return WorkedExercise(
        exercise,
        tuple(
            ChosenOption(choice, exercise.options_of(choice), -1, answered=False)
            for choice in exercise.choices
        ),
        tuple(WrittenStop(stop, "", answered=False) for stop in exercise.stops[:1]),
    )


def worked(exercise: Exercise, answers: dict[str, str]) -> WorkedExercise:
    """An exercise with what somebody answered: `a1`, `a2` … are options by their number, `t1`, `t2` … are texts."""
    return _chosen(exercise, answers) if exercise.choices else _written(exercise, answers)


def _chosen(exercise: Exercise, answers: dict[str, str]) -> WorkedExercise:
    picked = [
        _option(answers.get(f"a{at}", ""), len(exercise.options_of(choice)))
        for at, choice in enumerate(exercise.choices, 1)
    ]
    missing = picked.count(-1)
    chosen = tuple(
        ChosenOption(choice, exercise.options_of(choice), option, answered=not missing)
        for choice, option in zip(exercise.choices, picked, strict=True)
    )
    fitting = sum(choice.fits() for choice in chosen)
    return WorkedExercise(exercise, chosen, missing=missing, finished=not missing, fitting=fitting)


def _written(exercise: Exercise, answers: dict[str, str]) -> WorkedExercise:
    texts = [answers.get(f"t{at}", "") for at in range(1, len(exercise.stops) + 1)]
    reached = texts.index("") if "" in texts else len(texts)
    written = tuple(
        WrittenStop(stop, text, answered=bool(text))
        for stop, text in zip(exercise.stops[: reached + 1], texts, strict=False)
    )
    asked = answers.get("at", "")
    missing = 1 if asked == str(reached + 1) else 0
    return WorkedExercise(exercise, written=written, missing=missing, finished=reached == len(texts))


def _option(raw: str, options: int) -> int:
    option = number(raw)
    return option if option < options else -1
