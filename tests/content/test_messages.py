"""Messages with links and figures in them."""

from __future__ import annotations

import pytest

from factbook.content.addresses import Target
from factbook.content.messages import filled, side_by_side
from factbook.content.spans import Cite, Link, Text, Time
from factbook.languages import in_language

LINK = Link(Target("places/town"), "Town")
WHEN = (Time("May 2020", "2020-05"), Cite("gazette"))


@pytest.mark.parametrize(
    ("message", "spans"),
    [
        ("No field.", (Text("No field."),)),
        ("", ()),
        ("%(link)s", (LINK,)),
        ("See %(link)s for more.", (Text("See "), LINK, Text(" for more."))),
        ("As of %(when)s: %(link)s", (Text("As of "), *WHEN, Text(": "), LINK)),
        ("%(link)s（%(when)s）", (LINK, Text("（"), *WHEN, Text("）"))),
        ("%(count)s of 100%%", (Text("3 of 100%"),)),
        ("%(nothing)s%(link)s.", (LINK, Text("."))),
        ("%(odd)s", (Text("%(link)s"),)),
    ],
)
def test_every_field_is_replaced_where_the_message_has_it(message: str, spans: tuple[object, ...]) -> None:
    assert filled(message, link=LINK, when=WHEN, count="3", nothing="", odd="%(link)s") == spans


def test_a_field_without_a_part_is_an_error() -> None:
    with pytest.raises(KeyError, match="lnik"):
        filled("See %(lnik)s.", link=LINK)


@pytest.mark.parametrize(("tag", "between"), [("en", ", "), ("zh", "、")])
def test_a_list_of_links_has_what_its_language_puts_between_them(tag: str, between: str) -> None:
    with in_language(tag):
        assert side_by_side([LINK, WHEN]) == (LINK, Text(between), *WHEN)
