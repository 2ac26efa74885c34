"""The sentences people read: found in code and templates, kept in one .po file per language, and looked through."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from build_assets import compile_words
from covision import processes
from covision.languages import LANGUAGES
from covision.processes import places as spoken
from covision.processes.process_text import leaves
from dev.uv import ROOT

COVISION = ROOT / "covision"
SOURCES = (
    ("jinja2", "templates/**/*.html"),
    ("jinja2", "templates/**/*.md"),
    ("jinja2", "templates/**/*.txt"),
    ("python", "**/*.py"),
)
# A refusal's first argument is its sentence, a fault's the second, and that of a wrong shape the first; a kind of refusal hands its own to super().__init__.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "Refused": (1,),
    "__init__": (1,),
    "fault": (2,),
    "MalformedData": (1,),
}
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
PLACE = re.compile(r"%\(\w+\)\w|%.?|\{\w*\}")
HEADER = """# What Covision says; dev/python dev.words keeps this file in step with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def main() -> None:
    arguments = read_arguments()
    sentences = find_sentences()
    if arguments.check:
        check(sentences)
    for language in TRANSLATED:
        if arguments.missing:
            print(stubs(sentences, language), end="")
        elif not arguments.check:
            update(sentences, language)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev/python dev.words", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--check", action="store_true", help="change nothing, and end with 1 where something is wrong"
    )
    choice.add_argument(
        "--missing", action="store_true", help="change nothing, and print what has no translation yet"
    )
    return parser.parse_args()


def check(sentences: Catalog) -> None:
    wrong = [what for language in TRANSLATED for what in wrong_in_catalogue(sentences, language)]
    wrong += [what for id in processes.all_ids() for what in wrong_in_process(id)]
    if wrong:
        sys.exit("\n".join([*wrong, "dev/python dev.words brings the catalogue up to date."]))
    print(f"{len(sentences)} sentences, each in {len(LANGUAGES)} languages.")


def update(sentences: Catalog, language: str) -> None:
    """Write the file of one language anew: what is new waits empty, what the code no longer says is gone."""
    kept = read(language)
    kept.update(sentences, no_fuzzy_matching=True)
    words = HEADER.format(language=language, plurals=kept.plural_forms) + as_text(kept)
    file_of(language).write_text(words, encoding="utf-8")
    compile_words(file_of(language))
    waiting = sum(not is_translated(message) for message in kept if message.id)
    print(f"{language}: {len(kept)} sentences, {waiting} of them without a translation.")


def stubs(sentences: Catalog, language: str) -> str:
    kept, waiting = read(language), Catalog(locale=language)
    for message in real(sentences):
        translated = kept.get(message.id)
        if translated is None or translated.id != message.id or not is_translated(translated):
            waiting.add(message.id)
    return as_text(waiting)


def find_sentences() -> Catalog:
    """Everything the code hands to a translation, without the places where it stands."""
    catalogue = Catalog()
    for method, pattern in SOURCES:
        for file in sorted(COVISION.glob(pattern)):
            for _line, message, _comments, _context in extract_from_file(
                method, file, keywords=KEYWORDS, options=OPTIONS
            ):
                catalogue.add(message)
    return catalogue


def wrong_in_catalogue(sentences: Catalog, language: str) -> Iterator[str]:
    kept = read(language)
    sentence_ids = {message.id for message in real(sentences)}
    for message in real(sentences):
        translated = kept.get(message.id)
        fault = "missing" if translated is None or translated.id != message.id else fault_of(translated)
        if fault:
            yield f"{language}, {fault}: {name_of(message)}"
    for translated in [*real(kept), *kept.obsolete.values()]:
        if translated.id not in sentence_ids:
            yield f"{language}, obsolete: {name_of(translated)}"


def fault_of(message: Message) -> str:
    if not is_translated(message):
        return "untranslated"
    if message.fuzzy:
        return "fuzzy"
    return "" if places_agree(message) else "other placeholders than the English"


def is_translated(message: Message) -> bool:
    return all(forms(message.string))


def places_agree(message: Message) -> bool:
    """The first form stands for the singular, every other one for the plural."""
    english = forms(message.id)
    return all(
        places(form) == places(english[min(number, len(english) - 1)])
        for number, form in enumerate(forms(message.string))
    )


def places(text: str) -> set[str]:
    return set(PLACE.findall(text))


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (list, tuple)) else (text or "",)


def name_of(message: Message) -> str:
    return f"“{forms(message.id)[0]}”"


def real(catalogue: Catalog) -> list[Message]:
    """The entries of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def read(language: str) -> Catalog:
    file = file_of(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as words:
        return read_po(words, locale=language)


def as_text(catalogue: Catalog) -> str:
    """Entries in the order of the alphabet, a line for each sentence, without anything that changes by itself."""
    buffer = BytesIO()
    write_po(
        buffer, catalogue, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )
    text = buffer.getvalue().decode().strip()
    return f"{text}\n" if text else ""


def file_of(language: str) -> Path:
    return COVISION / "locale" / language / "LC_MESSAGES" / "django.po"


def wrong_in_process(id: str) -> Iterator[str]:
    """The keys a process asks for, and those any language has, that a language lacks."""
    keys = {language: keys_of(processes.words(id, language)) for language in LANGUAGES}
    wanted = {".".join(place.keys) for place in spoken.places(processes.process(id)) if place.needed}.union(
        *keys.values()
    )
    for language, words in keys.items():
        for key in sorted(wanted - words):
            yield f"{id}/words.{language}.toml lacks {key}"


def keys_of(words: Mapping[str, Any]) -> set[str]:
    return {".".join(keys) for keys, _ in leaves(words)}


if __name__ == "__main__":
    main()
