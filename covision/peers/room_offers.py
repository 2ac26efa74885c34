"""What a scene offers a peer, region by region: the commands of its forms, under the scene's own conditions."""

from collections.abc import Iterator, Mapping

from covision import processes
from covision.engine.scene import Scene
from covision.engine.scene.board import Board, SheetLink
from covision.engine.scene.cards import CardView, MarkView
from covision.engine.scene.composer import CardForm
from covision.engine.scene.part import Part as PartView
from covision.engine.scene.part import RoleView
from covision.engine.scene.people import Asks
from covision.engine.scene.steering import Steering

from .offers import Choice, Offer
from .room_words import RoomWords

ANYWAY = Choice("anyway", ("1",), True)  # to be ticked by those who are asked to hold back


def offers_by_region(scene: Scene, words: RoomWords) -> Mapping[str, list[Offer]]:
    return {
        "asks": list(_answers(scene.asks)) if scene.asks else [],
        "part": list(_part(scene.part, words)) if scene.part else [],
        "board": list(_board(scene.board, words)) if scene.board else [],
        "composer": [_writing(form, words) for form in scene.composer.ordered] if scene.composer else [],
        "steering": list(_steering(scene.steering)) if scene.steering else [],
    }


def _offer(command: str, **fields: object) -> Offer:
    return Offer(command, tuple((name, str(content)) for name, content in fields.items()))


def _answers(asks: Asks) -> Iterator[Offer]:
    for knock in asks.knocks:
        yield _offer("let-in", seat=knock.seat)
        yield _offer("turn-away", seat=knock.seat)
    for ask in asks.roles:
        yield _offer("take-role", role=ask.role)
        yield _offer("decline-role", role=ask.role)
    if asks.case:
        yield _offer("accept-case")
        yield _offer("pass-case")
    if asks.steering:
        yield _offer("take-steering" if asks.steering == "take" else "take-back")


def _part(part: PartView, words: RoomWords) -> Iterator[Offer]:
    for guide in part.guides:
        if guide.sendable:
            label = words.question(part.process, guide.question)
            yield Offer("send-question", (("question", guide.question),), label=label)
    if part.turn and part.turn.may_pass:
        yield _offer("end-turn", seat=part.turn.seat)
    for way in part.ways:
        if way.may_wish:
            yield _offer("drop-wish" if way.wished else "wish-way", step=part.step, way=way.way)
    for role in part.parts:
        yield from _role(role)
    if part.may_say_ready:
        yield _offer("say-ready")


def _writing(form: CardForm, words: RoomWords) -> Offer:
    choices = tuple(Choice(f"tag.{tag.id}", tuple(tag.options), tag.many) for tag in form.tags)
    text = form.current_text or form.draft
    reply = (("reply", form.reply),) if form.reply else ()
    openings = processes.word(form.process, words.language, "kinds", form.kind, "openings")
    return Offer(
        "write",
        (("kind", form.kind), *reply),
        (ANYWAY, *choices) if form.holds_back == "confirm" else choices,
        writes=True,
        current=words.text(text).strip() if text else "",
        dated=form.dated,
        one_text=form.shape == "field",
        private=form.private,
        of_group=form.of_group,
        opening=openings[0] if form.begins else "",
    )


def _steering(bar: Steering) -> Iterator[Offer]:
    if bar.may_say_ready:
        yield _offer("say-ready")
    if bar.undo_until:
        yield _offer("undo-step")
    if bar.may_agree:
        yield _offer("agree-to-go-on", step=bar.step)
    if bar.may_take:
        yield _offer("take-steering")
    if bar.back:
        yield _offer("go-back", step=bar.step)
    if bar.timed:
        yield _offer("pause-clock" if bar.running else "start-clock")
        yield _offer("add-time", minutes=2)
    if bar.nexts:
        yield _offer("change-way", spoken=0 if bar.spoken else 1)
        yield from (_offer("hand-over", seat=seat) for seat in bar.heirs)
    if bar.reveal:
        yield _offer("reveal")
    for view in bar.nexts:
        anyway = {"anyway": 1} if view.lacks else {}
        yield _offer("end-step", step=bar.step, then=view.then, **anyway)


def _board(board: Board, words: RoomWords) -> Iterator[Offer]:
    if board.agree and not board.agreed:
        yield _offer("confirm-agreement")
    if board.cast:
        if board.cast.may_pick:
            ways = (process for process, _ in board.cast.ways)
            offered = dict.fromkeys((*ways, *(process for process, _, _ in processes.offered())))
            yield from (_offer("pick-process", process=id) for id in offered if id != board.cast.process)
        for role in board.cast.roles:
            yield from _role(role)
    for cards in board.lists:
        for card in cards.cards:
            yield from _card(card, words)
        if cards.heading:
            yield _offer("gather", kind=cards.heading)
    for sheet in board.sheets:
        yield from _sheet(sheet)


def _role(role: RoleView) -> Iterator[Offer]:
    if role.may_take:
        yield _offer("take-role", role=role.role)
    if role.may_give_back:
        yield _offer("give-back-role", role=role.role)
    for person in role.candidates:
        if person.may_ask:
            yield _offer("ask-for-role", role=role.role, seat=person.seat)


def _card(card: CardView, words: RoomWords) -> Iterator[Offer]:
    for mark in card.marks:
        yield from _mark(card.id, mark)
    if card.may_bring:
        yield _offer("bring", card=card.id)
    if card.may_propose:
        yield _offer("propose-case", card=card.id)
    if card.may_edit:
        tags = [tag.partition(":") for tag in card.tags]
        fields = (("card", card.id), *((f"tag.{name}", option) for name, _, option in tags))
        yield Offer("rewrite", fields, writes=True, current=words.text(card.text), dated=bool(card.due))
    if card.may_withdraw:
        yield _offer("withdraw", card=card.id)
    if card.may_take_out:
        yield _offer("take-out", card=card.id)
    for inner in (*card.answers, *card.cards):
        yield from _card(inner, words)
    if card.may_answer:
        yield Offer("write", (("kind", card.may_answer), ("reply", card.id)), writes=True)


def _mark(card: str, mark: MarkView) -> Iterator[Offer]:
    if mark.may_give:
        yield _offer("mark-card", card=card, mark=mark.mark)
    if mark.may_take:
        yield _offer("unmark-card", card=card, mark=mark.mark)
    if mark.may_rise:
        yield _offer("move-card", card=card, mark=mark.mark, up=1)
    if mark.may_sink:
        yield _offer("move-card", card=card, mark=mark.mark, up=0)


def _sheet(sheet: SheetLink) -> Iterator[Offer]:
    if sheet.may_share:
        yield _offer("share-sheet", round=sheet.round)
    if sheet.may_keep_private:
        yield _offer("keep-sheet", round=sheet.round)
