"""The site's own search, asked directly, without a search box to type into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

_START = """async () => {
  document.querySelector("input[name=query]").dispatchEvent(new Event("focus"));
  while (!window.factbookSearch) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
_ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { items, answers: facts, missing } = await factbookSearch(query);
    answers.push({
      milliseconds: performance.now() - start,
      results: items.slice(0, 5).map((item) => [item.location, ...item.parts.map(({ location }) => location)]),
      facts: facts.map(({ at }) => at),
      missing,
    });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first five results, the facts that answer, and how long they took. A result is a page with those of its parts that are shown.

    ``missing``: words of the query that are nowhere on the site.
    """

    results: Sequence[Sequence[str]]
    milliseconds: float
    facts: Sequence[str]
    missing: Sequence[str]

    def finds(self, locations: set[str]) -> bool:
        """Whether one of these places is among the results."""
        return any(location in locations for result in self.results for location in result)


def ask(page: Page, queries: Sequence[str]) -> list[Answer]:
    """Ask the search of an open page. The first query is the one that fetches the entries."""
    page.evaluate(_START)
    return [Answer(**answer) for answer in page.evaluate(_ASK, queries)]
