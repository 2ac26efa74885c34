"""What a peer sees of a scene without a page in between: the same sight as `look` reads from the markup, many times faster."""

from collections.abc import Callable, Iterable

from covision import processes
from covision.engine.plain import value
from covision.engine.scene import CardForm as Writing
from covision.engine.scene import CardList, CardView, MarkView, RoleView, Scene, SheetLink, Steering
from covision.engine.scene import Part as Whole

from .offers import Choice, Fields, Offer
from .sight import Candidate, Card, Part, Sight, Someone, Way

ANYWAY = Choice("anyway", ("1",), True)  # to be ticked by whoever was asked to hold back


@value
class Reader:
    """Who looks: gives texts by reference, names by seat, and the words of a language."""

    language: str
    text: Callable[[str], str]
    name: Callable[[int], str]

    def word(self, process: str, *keys: str) -> str:
        return str(processes.word(process, self.language, *keys))

    def asked(self, process: str, prompt: str) -> str:
        step, _, question = prompt.partition(".")
        return self.word(process, "steps", step, "questions", question)


def see(scene: Scene, reader: Reader) -> Sight:
    """This will give a viewer's sight of a scene."""
    top, board = scene.top, scene.board
    shown = board.case if board else None
    cast = board.cast if board else None
    quote = (shown.accepted or shown.proposed) if shown else (cast.case if cast else None)
    counted = top.standing == "in" and top.macro == "main" and top.round and not top.closed
    return Sight(
        process=scene.head.process if scene.head else "",
        lap=scene.head.lap if scene.head else 0,
        round=scene.head.round if scene.head else 0,
        rounds=max(top.round, top.rounds) if counted else 0,
        step=scene.head.step if scene.head else "",
        asking=top.standing == "asking",
        closed=top.closed,
        hidden=any(one.hidden for one in board.lists) if board else False,
        people=tuple(_people(scene, reader)),
        cards=tuple(_card(card, one, reader) for one in board.lists for card in one.cards) if board else (),
        parts=tuple(_part(role, reader) for role in cast.roles) if cast else (),
        problem=reader.text(quote.text) if quote else "",
        brought_by=_brought_by(quote, shown is not None and shown.accepted is None, reader),
        accepted=bool(shown and shown.accepted) and not (scene.asks and scene.asks.case),
        ends=scene.clock.ends if scene.clock and scene.clock.running else None,
        away=bool(scene.part and scene.part.away),
        group=tuple(reader.name(seat) for seat in scene.part.group) if scene.part else (),
        held=_is_held(scene),
        to_speak=tuple(reader.name(seat) for seat in scene.steering.turn)
        if scene.steering and _is_held(scene)
        else (),
        my_turn=bool(scene.part and scene.part.turn and scene.part.turn.is_own),
        only_ways=bool(scene.part and scene.part.ways and scene.part.only_ways),
        ways=tuple(Way(way.way, way.by, way.decides) for way in scene.part.ways) if scene.part else (),
        by_region={
            "asks": _asks(scene),
            "part": _part_forms(scene, reader),
            "board": _board_forms(scene, reader),
            "composer": _composer(scene, reader),
            "steering": _steering(scene),
        },
    )


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _is_held(scene: Scene) -> bool:
    return scene.steering is not None and scene.steering.covision_leads


def _people(scene: Scene, reader: Reader) -> Iterable[Someone]:
    for person in scene.people.seats if scene.people else ():
        roles = tuple(reader.word(person.process, "roles", role, "name") for role in person.roles)
        yield Someone(reader.name(person.seat), person.me, person.present, person.agreed, roles)


def _card(card: CardView, there: CardList, reader: Reader) -> Card:
    text = reader.asked(card.process, card.prompt) if card.prompt else reader.text(card.text)
    shown = [tag.split(":") for tag in card.tags if tag.split(":")[0] in {"whose", "urgency"}]
    return Card(
        id=card.id,
        kind=card.kind,
        list=there.id,
        text=_on_one_line(text),
        mine=card.is_own,
        kept=any(mark.count and not mark.counted for mark in card.marks),
        ranked=any(mark.rank for mark in card.marks),
        urgent="urgency:urgent" in card.tags,
        tags=tuple(reader.word(card.process, "kinds", card.kind, "tags", *tag) for tag in shown),
        marked=next((mark.count for mark in card.marks if mark.count and mark.counted), 0),
        by="" if card.is_own or card.unsigned else reader.name(card.seat),
        answered_by_me=any(one.is_own for one in card.answers),
        answers=len(card.answers),
        replies=tuple(_on_one_line(reader.text(one.text)) for one in card.answers),
        loose=card.may_pick,
    )


def _part(role: RoleView, reader: Reader) -> Part:
    candidates = tuple(
        Candidate(reader.name(one.seat), str(one.seat), one.fair and not one.asked and not one.declined)
        for one in role.candidates
        if one.may_ask
    )
    taken = bool(role.seats)
    needed = len(role.seats) < role.least and not role.rest
    asked = sum(one.asked and not one.declined for one in role.candidates)
    return Part(role.role, taken, needed, candidates, asked)


def _brought_by(quote: CardView | None, asked: bool, reader: Reader) -> str:
    return "" if quote is None or (asked and quote.is_own) else reader.name(quote.seat)


# -- what is offered -----------------------------------------------------------------------------------------------


def _form(command: str, *fields: tuple[str, object], **more: object) -> Offer:
    return Offer(command, tuple((name, str(content)) for name, content in fields), **more)  # type: ignore[arg-type]


def _asks(scene: Scene) -> list[Offer]:
    asks = scene.asks
    if asks is None:
        return []
    forms = []
    for knock in asks.knocks:
        forms += [_form("let-in", ("seat", knock.seat)), _form("turn-away", ("seat", knock.seat))]
    for ask in asks.roles:
        forms += [_form("take-role", ("role", ask.role)), _form("decline-role", ("role", ask.role))]
    if asks.case:
        forms += [_form("accept-case"), _form("pass-case")]
    if asks.steering:
        forms.append(_form("take-steering" if asks.steering == "take" else "take-back"))
    return forms


def _part_forms(scene: Scene, reader: Reader) -> list[Offer]:
    part = scene.part
    if part is None:
        return []
    forms = []
    for guide in part.guides:
        if guide.sendable:
            question = guide.question if "." in guide.question else f"{part.step}.{guide.question}"
            forms.append(
                _form("send-question", ("question", question), label=reader.asked(part.process, question))
            )
    forms += _around(part)
    return forms if part.ready or part.covision_leads else [*forms, _form("say-ready")]


def _around(part: Whole) -> list[Offer]:
    """Turns, ways, and parts that change hands."""
    forms = []
    if part.turn and part.turn.may_pass:
        forms.append(_form("end-turn", ("seat", part.turn.seat)))
    for way in part.ways:
        if way.may_wish:
            forms.append(
                _form("drop-wish" if way.wished else "wish-way", ("step", part.step), ("way", way.way))
            )
    for role in part.parts:
        forms += _role_forms(role)
    return forms


def _composer(scene: Scene, reader: Reader) -> list[Offer]:
    forms = scene.composer.forms if scene.composer else ()
    lead = next((form for form in forms if not form.private), forms[0] if forms else None)
    ordered = [lead, *(form for form in forms if form.kind != lead.kind)] if lead else []
    return [_writing(form, reader) for form in ordered]


def _writing(form: Writing, reader: Reader) -> Offer:
    choices = tuple(Choice(f"tag.{tag.id}", tuple(tag.options), tag.many) for tag in form.tags)
    there = form.current_text or form.draft
    current = reader.text(there).strip() if there else ""
    fields: Fields = (("kind", form.kind), *((("reply", form.reply),) if form.reply else ()))
    begins = processes.word(form.process, reader.language, "kinds", form.kind, "openings")
    return Offer(
        "write",
        fields,
        (*((ANYWAY,) if form.holds_back == "confirm" else ()), *choices),
        writes=True,
        current=current,
        dated=form.dated,
        one_text=form.shape == "field",
        private=form.private,
        of_group=form.of_group,
        opening=begins[0] if form.begins else "",
    )


def _steering(scene: Scene) -> list[Offer]:
    bar = scene.steering
    if bar is None:
        return []
    if not bar.holds:
        offered = (
            ("say-ready", (), bar.ready is False),
            ("undo-step", (), bar.covision_leads and bar.undo_until),
            ("agree-to-go-on", (("step", bar.step),), bar.may_agree),
            ("take-steering", (), bar.may_take),
        )
        return [_form(command, *fields) for command, fields, may in offered if may]
    forms = [_form("undo-step")] if bar.undo_until else []
    if bar.back:
        forms.append(_form("go-back", ("step", bar.step)))
    if bar.timed:
        forms += [_form("pause-clock" if bar.running else "start-clock"), _form("add-time", ("minutes", 2))]
    if bar.nexts:
        forms.append(_form("change-way", ("spoken", 0 if bar.spoken else 1)))
        forms += [_form("hand-over", ("seat", seat)) for seat in bar.heirs]
    if bar.reveal:
        forms.append(_form("reveal"))
    return forms + [_end(bar, one.then) for one in bar.nexts]


def _end(bar: Steering, then: str) -> Offer:
    """Only straight on is something missing; a way elsewhere can always be gone."""
    lacks = bar.missing and bar.firm != "hint" and then in {"", "turn", "round", "final"}
    missing = (("anyway", "1"),) if lacks else ()
    return _form("end-step", ("step", bar.step), ("then", then), *missing)


def _board_forms(scene: Scene, reader: Reader) -> list[Offer]:
    board = scene.board
    if board is None:
        return []
    forms = [_form("confirm-agreement")] if board.agree and not board.agreed else []
    if board.cast:
        if board.cast.may_pick:
            ways = (process for process, _ in board.cast.ways)
            offered = dict.fromkeys((*ways, *(process for process, _, _ in processes.offered())))
            forms += [_form("pick-process", ("process", one)) for one in offered if one != board.cast.process]
        for role in board.cast.roles:
            forms += _role_forms(role)
    for there in board.lists:
        for card in there.cards:
            forms += _card_forms(card, reader)
        if there.heading:
            forms.append(_form("gather", ("kind", there.heading)))
    for sheet in board.sheets:
        forms += _sheet_forms(sheet)
    return forms


def _role_forms(role: RoleView) -> list[Offer]:
    forms = [_form("take-role", ("role", role.role))] if role.may_take else []
    if role.may_give_back:
        forms.append(_form("give-back-role", ("role", role.role)))
    asked = (one for one in role.candidates if one.may_ask)
    return forms + [_form("ask-for-role", ("role", role.role), ("seat", one.seat)) for one in asked]


def _card_forms(card: CardView, reader: Reader) -> list[Offer]:
    forms = [form for mark in card.marks for form in _mark_forms(card.id, mark)]
    if card.may_bring:
        forms.append(_form("bring", ("card", card.id)))
    if card.may_propose:
        forms.append(_form("propose-case", ("card", card.id)))
    if card.may_edit:
        tags = (tuple(tag.split(":")) for tag in card.tags)
        fields = (("card", card.id), *((f"tag.{name}", option) for name, option in tags))
        forms.append(
            _form("rewrite", *fields, writes=True, current=reader.text(card.text), dated=bool(card.due))
        )
    if card.may_withdraw:
        forms.append(_form("withdraw", ("card", card.id)))
    if card.may_take_out:
        forms.append(_form("take-out", ("card", card.id)))
    for answer in (*card.answers, *card.cards):
        forms += _card_forms(answer, reader)
    if card.may_answer:
        forms.append(_form("write", ("kind", card.may_answer), ("reply", card.id), writes=True))
    return forms


def _mark_forms(card: str, mark: MarkView) -> list[Offer]:
    given = [("mark-card", mark.may_give), ("unmark-card", mark.may_take)]
    forms = [_form(command, ("card", card), ("mark", mark.mark)) for command, may in given if may]
    moves = [(1, mark.may_rise), (0, mark.may_sink)]
    forms += [_form("move-card", ("card", card), ("mark", mark.mark), ("up", up)) for up, may in moves if may]
    return forms


def _sheet_forms(sheet: SheetLink) -> list[Offer]:
    if not sheet.owner:
        return []
    forms = [] if sheet.mine_given else [_form("share-sheet", ("round", sheet.round))]
    return forms + ([_form("keep-sheet", ("round", sheet.round))] if sheet.shared or sheet.voices else [])
