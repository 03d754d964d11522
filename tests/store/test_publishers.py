"""One publisher is one, however its name is spelled; similar names are not the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.store.publishers import UNKNOWN, publisher_groups, same_publisher_key
from factbook.store.scalars import Text


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
    groups = publisher_groups([Text(en="Huizhou Daily", zh="惠州日报"), one, other])
    assert same_publisher_key(one, groups) == same_publisher_key(other, groups)


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
    groups = publisher_groups([one, other])
    assert same_publisher_key(one, groups) != same_publisher_key(other, groups)


def test_a_name_in_two_languages_joins_its_halves() -> None:
    halves = ("Huizhou Daily", "惠州日报")
    assert same_publisher_key(halves[0]) != same_publisher_key(halves[1])
    for both in (Text(en="Huizhou daily", zh="惠州日报"), "惠州日报 (Huizhou Daily)", "Huizhou Daily | 惠州日报"):
        groups = publisher_groups([*halves, both])
        assert len({same_publisher_key(name, groups) for name in (*halves, both)}) == 1


def test_what_is_not_known_is_known_as_such() -> None:
    assert same_publisher_key("Unknown") == same_publisher_key(Text(zh="不详")) == UNKNOWN


@given(
    st.text(min_size=1).filter(str.strip),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
)
def test_every_name_has_a_key_that_normalizing_again_keeps(name: str, case: str, form: str) -> None:
    key = same_publisher_key(name)
    assert key
    if name.isascii():
        assert same_publisher_key(getattr(name, case)()) == key
    assert same_publisher_key(unicodedata.normalize(form, name)) == key  # type: ignore[arg-type]
