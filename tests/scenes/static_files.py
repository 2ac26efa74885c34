"""The static files, laid out once for all tests of a process."""

from functools import cache

from covision.management import serve


@cache
def lay_out_static_files() -> None:
    serve.lay_out_static_files()
