"""Pages of an old circle beside those of a new one: what is measured are the pages, and none asks more often."""

import pytest

from covision.actions.room import rooms
from load import weigh

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_every_page_is_weighed_and_none_asks_more_often_the_older_its_circle_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tests.scenes.static_files import lay_out_static_files

    rooms.close_rooms()
    lay_out_static_files()
    monkeypatch.setattr(weigh, "ROUNDS", 1)
    new, old = weigh.a_circle(1), weigh.a_circle(3)
    rows = [weigh.weigh(page, new, old) for page in weigh.PAGES]
    assert all(row.new > 0 and row.old > 0 for row in rows)
    assert {row.page: row for row in rows if row.old_queries > row.new_queries} == {}
