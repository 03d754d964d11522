"""Addresses that lead to one text are one address, and no others are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factbook.store.urls import ascii_host, asked, normalized, same_address, unicode_host

_TABLE = yaml.safe_load((Path(__file__).parent / "addresses.yml").read_text(encoding="utf-8"))
GROUPS: list[list[str]] = [*_TABLE["seen"], *_TABLE["variants"]]


@pytest.mark.parametrize(("one", "other"), [(group[0], other) for group in GROUPS for other in group[1:]])
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    assert same_address(one, other), (normalized(one), normalized(other))


def test_two_addresses_are_two() -> None:
    assert len({normalized(group[0]) for group in GROUPS}) == len(GROUPS)


@pytest.mark.parametrize(
    "address", ["https://www.example.org]", "https://[::1", "https://example.org:port/", "http://"]
)
def test_what_is_no_address_stands_for_itself(address: str) -> None:
    assert normalized(address) == address


def test_names_of_hosts_are_read_by_dns_and_by_people() -> None:
    assert ascii_host("例子.中国") == "xn--fsqu00a.xn--fiqs8s"
    assert unicode_host("xn--fsqu00a.xn--fiqs8s") == "例子.中国"
    assert ascii_host("Example.ORG.") == "example.org"
    assert asked("http://例子.中国/惠 州?q=惠#x") == "http://xn--fsqu00a.xn--fiqs8s/%E6%83%A0%20%E5%B7%9E?q=%E6%83%A0"
    with pytest.raises(ValueError, match="host"):
        asked("http://\u2603\u200b-.例/")


@given(st.text(max_size=40))
def test_no_address_makes_a_traceback_and_normalizing_again_changes_nothing(text: str) -> None:
    for address in (text, f"https://{text}", f"https://example.org/{text}"):
        assert isinstance(normalized(address), str)
    again = normalized(f"https://example.org/x?{text}".split("#")[0])
    assert normalized(f"https://{again}") == again
