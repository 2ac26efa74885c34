"""The kit of a process as pages and files, whichever process it is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from covision.engine.refusals import Refused
from covision.kit import printing
from covision.kit.document import ProcessDocument
from covision.middleware import PersonRequest
from covision.views.http.responses import attachment, page


@dataclass(frozen=True)
class KitAddresses:
    group: str  # of the site map: "processes", or "structures" for those of a circle
    ids: tuple[str, ...]
    query: dict[str, str]  # which version, where there are several

    def process(self) -> str:
        return self._address("one", self.query)

    def page(self, language: str, document: str, paper: str = "") -> str:
        return self._address("kit-page", {"paper": paper, **self.query}, language, document)

    def pdf(self, language: str, document: str, paper: str) -> str:
        return self._address("kit-pdf", self.query, language, document, paper)

    def _address(self, name: str, query: dict[str, str], *more: str) -> str:
        given = {key: value for key, value in query.items() if value}
        address = reverse(f"{self.group}:{name}", args=[*self.ids, *more])
        return f"{address}?{urlencode(given)}" if given else address


def documents() -> list[dict[str, str]]:
    return [
        {"id": kind, "title": printing.title_of(kind), "use": printing.use_of(kind)}
        for kind in printing.DOCUMENTS
    ]


def as_page(
    request: PersonRequest,
    described: ProcessDocument,
    name: str,
    addresses: KitAddresses,
    languages: tuple[str, ...],
) -> HttpResponse:
    kind = document(name)
    with override(described.language):
        response = page(
            request,
            "processes/kit.html",
            language=described.language,
            told=described,
            document=kind,
            title=printing.title_of(kind),
            paper="a5" if request.GET.get("paper") == "a5" else "a4",
            addresses=addresses,
            languages=languages,
        )
    response["Content-Language"] = described.language
    return response


def as_file(pdf: bytes, described: ProcessDocument, name: str, paper: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    file = f"{described.id}-{name}-{described.language}-{paper}.pdf"
    response["Content-Language"] = described.language
    return attachment(response, file)


def document(name: str) -> printing.Document:
    if name not in printing.DOCUMENTS:
        raise no_such_sheet()
    return name


def paper(name: str) -> printing.Paper:
    if name not in printing.PAPERS:
        raise no_such_sheet()
    return name


def no_such_sheet() -> Refused:
    return Refused("There is no such sheet.", "gone")
