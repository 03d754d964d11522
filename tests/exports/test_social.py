"""The pictures that go with links: their size, their words, and that the same card is the same picture."""

from __future__ import annotations

import struct

from factbook.charts.colours import neutral
from factbook.exports.social import Card, card_file, drawing, picture

PALETTE = neutral().light


def test_a_card_is_as_large_as_sites_ask_for_and_always_the_same() -> None:
    card = Card("Light", "灯", "The Book")
    png = picture(card, PALETTE)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert png == picture(card, PALETTE)


def test_words_are_escaped_and_long_ones_broken() -> None:
    svg = drawing(Card("<b>Light</b> & shade " * 20, "", "The Book"), PALETTE)
    assert "<b>" not in svg
    assert svg.count('font-weight="700"') == 3
    assert " …</text>" in svg


def test_the_default_card_says_the_sites_name_once() -> None:
    assert drawing(Card("The Book", "", "The Book"), PALETTE).count("The Book") == 1


def test_where_cards_lie() -> None:
    assert card_file() == "assets/social/site.png"
    assert card_file("industries/led") == "assets/social/industries-led.png"
