"""Nobody gets in where the table says no, and no address is left out of it."""

import subprocess
import sys

import pytest
from django.db import connection

from load.matrix.table import read_table, unlisted


def test_every_address_there_is_stands_in_the_table():
    assert unlisted(read_table()) == ()


def test_an_address_that_nobody_listed_is_named():
    table = tuple(line for line in read_table() if line.address != "/circles/{circle}/archive/")
    assert unlisted(table) == ("circles/<str:public_id>/archive/",)


def test_a_line_for_an_address_that_is_gone_is_named():
    assert unlisted((*read_table(), *read_table("/nowhere/{circle}/ GET 404"))) == ("/nowhere/{circle}/",)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="it brings a database of its own, always the same")
def test_each_kind_of_person_is_answered_as_the_table_says():
    command = [sys.executable, "-P", "-m", "load", "matrix"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("differing 0\n"), done.stdout
    assert done.returncode == 0
