"""A refusal that a view has no better place for becomes a page of its own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from covision.engine.refusals import Refused

from .responses import refusal


class RefusalMiddleware:
    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, Refused) else None
