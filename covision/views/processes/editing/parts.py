"""The whole, a role and a kind of contribution as fields, and fields as those again."""

from dataclasses import replace
from typing import Any, Literal, cast, get_args

from covision.engine.checking import LARGEST_COUNT
from covision.engine.editing.ids import ids_of
from covision.engine.process import (
    Experience,
    Fit,
    Helps,
    Kind,
    Naming,
    Owner,
    Process,
    Readers,
    Role,
    Shape,
)
from covision.views.http.form_input import Fields, Values

from .field_values import count, tick

Case = Literal["none", "personal", "shared"]
LONGEST_TEXT = 8000
PARTS_OF_ROLE = ("rest", "brings", "steers", "apart")
TICKS_OF_KIND = ("opening", "dated", "spoken", "back", "asked", "begins", "bound")


def about_to_fields(process: Process) -> Values:
    return {
        "case": [process.case],
        "owner": [process.owner],
        "least": count(process.least),
        "fit.most": count(process.fit.most),
        "fit.experience": [process.fit.experience],
        "fit.helps": [process.fit.helps],
        "each_once": tick(process.each_once),
        "sheet": list(process.sheet),
    }


def about_from_fields(process: Process, form: Fields) -> Process:
    return replace(
        process,
        case=cast("Case", form.among("case", get_args(Case), process.case)),
        owner=cast("Owner", form.among("owner", get_args(Owner), process.owner)),
        least=form.number_up_to("least", LARGEST_COUNT),
        fit=Fit(
            form.number_up_to("fit.most", LARGEST_COUNT),
            cast("Experience", form.among("fit.experience", get_args(Experience), process.fit.experience)),
            cast("Helps", form.among("fit.helps", get_args(Helps), process.fit.helps)),
        ),
        each_once=form.is_ticked("each_once"),
        sheet=form.picked("sheet", process.sheet, ids_of(process.kinds)),
    )


def roles_to_fields(process: Process) -> Values:
    fields: Values = {}
    for role in process.roles:
        name = f"role.{role.id}"
        fields |= {f"{name}.least": count(role.least), f"{name}.most": count(role.most)}
        fields[f"{name}.is"] = [part for part in PARTS_OF_ROLE if getattr(role, part)]
        fields[f"{name}.beside"] = list(role.beside)
    return fields


def roles_from_fields(process: Process, form: Fields) -> Process:
    return replace(process, roles=tuple(_role(role, process, form) for role in process.roles))


def _role(role: Role, process: Process, form: Fields) -> Role:
    name = f"role.{role.id}"
    ticked: dict[str, Any] = {part: form.has(f"{name}.is", part) for part in PARTS_OF_ROLE}
    return replace(
        role,
        least=form.number_up_to(f"{name}.least", LARGEST_COUNT),
        most=form.number_up_to(f"{name}.most", LARGEST_COUNT),
        beside=form.picked(f"{name}.beside", role.beside, ids_of(process.roles)),
        **ticked,
    )


def kind_to_fields(kind: Kind) -> Values:
    fields: Values = {
        name: [getattr(kind, name)] for name in ("shape", "seen", "signed", "replies", "becomes")
    }
    fields |= {"limit": count(kind.limit), "soon": count(kind.soon)}
    return fields | {name: tick(getattr(kind, name)) for name in TICKS_OF_KIND}


def kind_from_fields(kind: Kind, process: Process, form: Fields) -> Kind:
    others = ("", *(id for id in ids_of(process.kinds) if id != kind.id))
    read = replace(
        kind,
        shape=cast("Shape", form.among("shape", get_args(Shape), kind.shape)),
        seen=cast("Readers", form.among("seen", get_args(Readers), kind.seen)),
        signed=cast("Naming", form.among("signed", get_args(Naming), kind.signed)),
        replies=form.among("replies", others, ""),
        becomes=form.among("becomes", others, ""),
        limit=form.number_up_to("limit", LONGEST_TEXT),
        soon=form.number_up_to("soon", LARGEST_COUNT),
    )
    return replace(
        read,
        opening=form.is_ticked("opening"),
        dated=form.is_ticked("dated"),
        spoken=form.is_ticked("spoken"),
        back=form.is_ticked("back"),
        asked=form.is_ticked("asked"),
        begins=form.is_ticked("begins"),
        bound=form.is_ticked("bound"),
    )
