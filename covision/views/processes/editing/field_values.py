"""Values as fields of the editor show them."""


def tick(on: bool) -> list[str]:
    return ["1"] if on else []


def count(number: int) -> list[str]:
    return [str(number)] if number else [""]
