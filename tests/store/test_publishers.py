"""One publisher is one, however its name is spelled; similar names are not the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.store.publishers import UNKNOWN, is_unknown, publishers
from factbook.store.texts import Text


def keys(*names: Text | str) -> list[str]:
    """The keys of publishers, all of one store."""
    texts = [name if isinstance(name, Text) else Text(en=name) for name in names]
    return list(publishers({str(number): text for number, text in enumerate(texts)}).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huizhou Daily", "Huizhou daily"),
        ("Huizhou Daily", "HUIZHOU  DAILY"),
        ("Huizhou Daily", "Ｈｕｉｚｈｏｕ　Ｄａｉｌｙ"),
        ("Huizhou Daily", "The Huizhou Daily"),
        ("Huizhou Daily", "Huizhou Daily."),
        ("Huizhou Daily", "Huizhou Daily (惠州日报)"),
        ("Huizhou Daily", "Huizhou Daily 惠州日报"),
        ("Huizhou Daily", "Huizhou Daily / 惠州日报"),
        ("惠州日报", "惠州日報".replace("報", "报")),
        ("惠州日报", "惠 州 日 报"),
        ("惠州日报", "《惠州日报》"),
        ("惠州日报", "惠州日报（Huizhou Daily）"),
        ("Les Échos", unicodedata.normalize("NFD", "Les Échos")),
        ("Straße", "STRASSE"),
        ("GD Today", "GDToday"),
        ("Lee, Tsai & Partners", "Lee Tsai and Partners"),
        ("Ta Kung Pao", "Ta-Kung-Pao"),
        ("People's Daily", "People’s Daily"),
        ("ﬁnance News", "Finance News"),
        ("TCL科技", "ＴＣＬ科技"),
        ("TCL 科技", "tcl科技"),
        ("unknown", "Unknown"),
        ("unknown", "未知"),
        ("unknown", "N/A"),
    ],
)
def test_one_publisher_has_one_key(one: str, other: str) -> None:
    _, first, second = keys(Text(en="Huizhou Daily", zh="惠州日报"), one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huizhou Daily", "Huizhou Daily News"),
        ("Huizhou Daily", "Huizhou Evening News"),
        ("惠州日报", "惠州晚报"),
        ("惠州日报", "惠州日报（电子版）"),
        ("Kaishi (Huizhou Radio and Television)", "Kaishi"),
        ("TCL 科技", "科技"),
        ("TCL科技", "TCL"),
        ("China Economic Net", "China Economic Times"),
        ("example.org", "example.net"),
        ("unknown", "The Unknown Times"),
        ("+1", "1"),
    ],
)
def test_two_publishers_have_two_keys(one: str, other: str) -> None:
    first, second = keys(one, other)
    assert first != second


def test_a_name_in_two_languages_joins_its_halves() -> None:
    halves = ("Huizhou Daily", "惠州日报")
    assert len(set(keys(*halves))) == 2
    for both in (Text(en="Huizhou daily", zh="惠州日报"), "惠州日报 (Huizhou Daily)", "Huizhou Daily | 惠州日报"):
        assert len(set(keys(*halves, both))) == 1


def test_what_is_not_known_is_known_as_such() -> None:
    assert keys("Unknown", Text(zh="不详"), Text(en="unknown", zh="惠州日报")) == [UNKNOWN] * 3
    assert is_unknown(Text(zh="不详"))
    assert not is_unknown(Text(en="The Unknown Times"))


@given(
    st.text(min_size=1).filter(str.strip),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
)
def test_every_name_has_a_key_that_normalizing_again_keeps(name: str, case: str, form: str) -> None:
    (key,) = keys(name)
    assert key
    if name.isascii():
        assert keys(getattr(name, case)()) == [key]
    assert keys(unicodedata.normalize(form, name)) == [key]  # type: ignore[arg-type]
