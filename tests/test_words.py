"""Everything Covision says, it says in German too: nothing is missing, nothing breaks, nothing English shows through."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.template import engines
from django.test import Client, override_settings
from django.utils import timezone
from jinja2 import Environment

from covision import processes, rendering
from covision.actions.room import rooms, scenes
from covision.engine.refusals import Refused
from covision.languages import LANGUAGES
from covision.models.passkeys import Passkey
from covision.models.people import Person
from covision.pages import course
from covision.processes.places import places
from covision.rendering import Reader
from dev import catalogue
from tests.scenes.postbox import Postbox, code_in, text_of
from tests.scenes.room_cast import PROBLEM, RealTable, real_table

DATABASES = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
TEMPLATES = catalogue.COVISION / "templates"
NAMES = {"Covision"}
ENGLISH = {
    "the",
    "and",
    "you",
    "your",
    "of",
    "is",
    "are",
    "this",
    "that",
    "with",
    "for",
    "from",
    "who",
    "what",
    "we",
}
SILENT = {"class", "d", "viewbox", "content", "aria-labelledby", "aria-describedby"}


# The catalogue


def test_whoever_chooses_german_finds_every_sentence_in_german() -> None:
    assert list(catalogue.wrong_in_catalogue(catalogue.find_sentences(), "de")) == []


def test_sentences_are_found_in_templates_in_code_and_in_refusals() -> None:
    sentences = {message.id for message in catalogue.find_sentences()}
    assert {
        "Knock at the door",
        "This request could not be read. Please load the page again.",
        "This meeting is full.",
        "This could not be kept. Nothing has changed; please try again.",
        "This form was not filled in as the page offers it. Please load the page again.",
        ("You have %(num)s vote left.", "You have %(num)s votes left."),
    } <= sentences


@pytest.mark.parametrize(
    ("english", "german", "agree"),
    [
        ("Up to {most} characters.", "Bis zu {most} Zeichen.", True),
        ("Up to {most} characters.", "Bis zu {meiste} Zeichen.", False),
        ("%(name)s asks to come in.", "Jemand möchte hereinkommen.", False),
        ("It is done.", "Es ist zu 100 % fertig.", False),
        (("One vote", "%(num)s votes"), ("Eine Stimme", "%(num)s Stimmen"), True),
        (("One vote", "%(num)s votes"), ("Eine Stimme", "Viele Stimmen"), False),
    ],
)
def test_a_translation_with_other_placeholders_is_noticed(
    english: str | tuple[str, str], german: str | tuple[str, str], agree: bool
) -> None:
    assert catalogue.places_agree(Message(english, german)) is agree


def test_templates_are_read_as_the_app_reads_them() -> None:
    app: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    assert (app.trim_blocks, app.lstrip_blocks) == (True, True)
    assert app.newstyle_gettext  # type: ignore[attr-defined]
    assert set(catalogue.OPTIONS) == {"trim_blocks", "lstrip_blocks", "newstyle_gettext", "silent"}


# The words of the processes


@pytest.mark.parametrize("id", processes.all_ids())
def test_a_process_has_all_its_words_in_every_language(id: str) -> None:
    assert list(catalogue.wrong_in_process(id)) == []


def test_a_word_that_a_process_asks_for_is_missed_if_it_is_not_there() -> None:
    asked = {".".join(place.keys) for place in places(processes.process("concept-1")) if place.needed}
    assert {
        "kinds.sentence.label",
        "roles.client.name",
        "steps.next.roles.advisor.does",
        "steps.goals.questions.c1",
        "marks.chosen.undo",
    } <= asked


# Refusals


def refusals() -> list[tuple[str, tuple[str, ...]]]:
    """Every sentence a command is refused with, and the words that fill its places."""
    sentences = []
    for file in sorted(catalogue.COVISION.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                words = tuple(word.arg for word in node.keywords if word.arg)
                sentences.append((str(ast.literal_eval(node.args[0])), words))  # it stands where it is raised
    return sorted(set(sentences))


def test_every_refusal_is_a_whole_sentence_in_both_languages() -> None:
    assert len(refusals()) > 50
    for sentence, words in refusals():
        refused = Refused(sentence, "late", **dict.fromkeys(words, 7))
        english, german = rendering.sentence(refused, "en"), rendering.sentence(refused, "de")
        assert english != german
        assert english.endswith((".", "?"))
        assert german.endswith((".", "?"))
        assert not set("{}%") & {*english, *german}


# Pages


class Words(HTMLParser):
    """What a page says: its text, and the attributes that are read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.quiet = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet = tag in {"style", "script"}
        self.texts += [text for name, text in attrs if text and " " in text and name not in SILENT]

    def handle_endtag(self, tag: str) -> None:
        self.quiet = False

    def handle_data(self, data: str) -> None:
        if not self.quiet and data.strip():
            self.texts.append(data.strip())


def english_in(html: str) -> list[str]:
    return [text for text in Words(html).texts if set(re.findall(r"[a-z]+", text.lower())) & ENGLISH]


@pytest.fixture(autouse=True)
def _files_need_no_collecting() -> Iterator[None]:
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=plain):
        yield


def german() -> Client:
    return Client(headers={"accept-language": "de"})


def test_no_template_says_anything_that_cannot_be_translated() -> None:
    app: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    for file in sorted(TEMPLATES.rglob("*.html")):
        tokens = app.lex(file.read_text(encoding="utf-8"))
        html = "".join(text for _line, kind, text in tokens if kind == "data")
        text = re.sub(r'class="[^"]*"', "", " ".join(Words(html).texts))  # a block may stand inside a tag
        assert set(re.findall(r"[^\W\d_]{2,}", text)) <= NAMES, file.name


COURSE = ["/learn/", "/learn/confirmation/", *(f"/learn/{place.id}/" for place in course.places())]


@DATABASES
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/who-can-read/",
        "/sign-in/",
        "/processes/",
        "/processes/concept-1/",
        "/which-process/?case=shared&people=3&minutes=45&experience=none&helps=questions",
        "/nowhere/",
        "/rooms/nowhere/",
        "/join/nowhere/",
        *COURSE,
    ],
)
def test_a_german_visitor_reads_no_english(address: str) -> None:
    assert english_in(Client().get(address).content.decode())
    assert english_in(german().get(address).content.decode()) == []


@DATABASES
def test_a_form_filled_in_wrongly_is_answered_in_german() -> None:
    page = german().post("/meetings/", {"name": "Fay", "minutes": "90", "rounds": "1"})
    assert page.status_code == 422
    assert "Bitte geben Sie dem Kreis einen Namen." in page.content.decode()
    assert english_in(page.content.decode()) == []


def seen(table: RealTable) -> Iterator[tuple[str, str]]:
    """The room as each person sees it now, in German."""
    for name, guest in table.people.items():
        if guest.seat:
            scene = scenes.scene(table.room, guest.seat, "", scenes.presence(table.room, timezone.now()))
            yield name, "".join(rendering.regions(scene, Reader(table.room, "de")).values())


def meeting() -> Iterator[RealTable]:
    """A whole meeting, step by step."""
    table = real_table()
    yield table
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="Die lange Liste.", **PROBLEM)
    yield table
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    yield table
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    yield table
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")
    table.do("Cas", "ask-for-role", role="facilitator", seat="3")
    yield table
    table.do("Ada", "take-role", role="facilitator")
    table.do("Fay", "end-step", step="cast", anyway="1")
    yield table
    for step in ("problem", "vision", "resources", "goals", "solutions", "next"):
        if step == "problem":
            table.do("Cas", "write", kind="sentence", text="Ich möchte Wort halten.")
        table.do("Ada", "end-step", step=step, then="final" if step == "next" else "", anyway="1")
        yield table


@DATABASES
def test_nobody_in_a_german_room_reads_english_in_any_step() -> None:
    rooms.close_rooms()
    met = set()
    for table in meeting():
        met.add(table.place()[1])
        for name, html in seen(table):
            assert english_in(html) == [], (name, table.place())
    assert len(met) >= 10


@DATABASES
@pytest.mark.parametrize("id", [id for id in processes.live_ids() if not processes.process(id).proposed])
def test_nobody_in_a_german_room_reads_english_in_any_process(id: str) -> None:
    rooms.close_rooms()
    table = real_table()
    table.do("Fay", "end-step", step="arrive")
    table.do("Cas", "write", text="Die lange Liste.", **PROBLEM)
    table.do("Fay", "reveal")
    table.do("Fay", "end-step", step="collect")
    table.do("Fay", "propose-case", card=table.room.meeting.cards[0].id)
    table.do("Cas", "accept-case")
    table.do("Fay", "end-step", step="choose")
    table.do("Fay", "pick-process", process=id)
    table.do("Ada", "take-role", role=processes.process(id).steers())
    table.do("Fay", "end-step", step="cast", anyway="1")
    while table.place()[0]:
        for name, html in seen(table):
            assert english_in(html) == [], (name, table.place())
        go_on(table)


def go_on(table: RealTable) -> None:
    """Straight on, or the first way where there is no other; a second person says yes to whatever is missing."""
    id = table.place()[1]
    step = table.room.meeting.step()
    if step.firm == "hard":
        table.do("Ben", "agree-to-go-on", step=id)
    if step.only_ways:
        table.do("Cas", "wish-way", step=id, way=step.ways[0].id)
    then = step.ways[0].id if step.only_ways else "final" if is_last(table) else ""
    table.do("Ada", "end-step", step=id, then=then, anyway="1")


def is_last(table: RealTable) -> bool:
    process = table.room.meeting.process()
    return process.line()[-1].id == table.place()[1]


@DATABASES
def test_nobody_reads_english_on_the_german_pages_around_a_room() -> None:
    rooms.close_rooms()
    *_, table = meeting()
    cas = german()
    cas.cookies[settings.SESSION_COOKIE_NAME] = table.people["Cas"].key
    for page in ("", "happened/", "invite/", "sheets/1/", "sheets/1/sheet.html", "sheets/1/sheet.md"):
        answer = cas.get(f"/rooms/{table.room.public_id}/{page}")
        assert answer.status_code == 200
        assert english_in(answer.content.decode()) == []


@DATABASES
def test_nobody_reads_english_on_the_german_pages_of_an_account(postbox: Postbox) -> None:
    ada = german()
    pages = [
        ada.post("/sign-in/", {"address": "nobody"}),
        ada.post("/sign-in/", {"address": "ada@example.org"}),
    ]
    pages += [ada.get("/sign-in/code/"), ada.post("/sign-in/code/", {"code": "WRONG"})]
    ada.post("/sign-in/code/", {"code": code_in(postbox.letters[0])})
    Passkey.objects.create(
        person=Person.objects.get(), credential_id=b"1", name="Telefon", added=timezone.localdate()
    )
    pages += [ada.get("/account/?done=passkey"), ada.post("/account/passkeys/", {"name": "Telefon"})]
    assert [page.status_code for page in pages] == [422, 302, 200, 422, 200, 422]
    assert [english_in(page.content.decode()) for page in pages] == [[]] * len(pages)
    assert english_in(text_of(postbox.letters[0], "html")) == []


@DATABASES
def test_a_guest_is_invited_in_german() -> None:
    rooms.close_rooms()
    page = german().get(f"/join/{real_table().room.join_token}/").content.decode()
    assert "Anklopfen" in page
    assert english_in(page) == []


@pytest.mark.parametrize("id", ["frame", *processes.alone_ids()])
def test_whoever_is_alone_finds_the_same_words_in_every_language(id: str) -> None:
    process = processes.alone(id)
    keys = [catalogue.keys_of(processes.words(process.id, language)) for language in LANGUAGES]
    assert len({frozenset(words) for words in keys}) == 1
    all_keys = keys[0] | catalogue.keys_of(processes.words(id, "en"))
    asked = {
        f"steps.{step.id}.questions.{question.id}" for step in process.steps for question in step.questions
    }
    assert asked <= all_keys
    roles = {f"steps.{step.id}.roles.{process.roles[0].id}.does" for step in process.steps}
    assert roles <= keys[0]
