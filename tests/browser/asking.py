"""The site's own search, asked directly: its worker as the pages start it, without a search box to type into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_START = """async () => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const index = await (await fetch(new URL("search/search_index.json", new URL(config.base, location)))).json();
  const worker = new Worker(config.search);
  const next = () => new Promise((resolve) => worker.addEventListener("message", (e) => resolve(e.data), { once: true }));
  const ask = async (data) => { const answer = next(); worker.postMessage(data); return answer; };
  await ask({ type: 0, data: { ...index, options: { suggest: true } } });
  window.search = async (data) => (await ask({ type: 2, data })).data.items;
}"""
_ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const items = await search(query);
    answers.push({
      milliseconds: performance.now() - start,
      results: items.slice(0, 5).map((item) => item.map(({ location, score }) => [location, score])),
    });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first five results, and how long they took. A result is a page with those of its parts that show unfolded."""

    results: Sequence[Sequence[str]]
    milliseconds: float

    def finds(self, locations: set[str]) -> bool:
        """Whether one of these places is among the results."""
        return any(location in locations for result in self.results for location in result)


def ask(page: Page, queries: Sequence[str]) -> list[Answer]:
    """Ask the search of an open page. The first query is the one that fetches the entries."""
    page.evaluate(_START)
    return [_answer(answer) for answer in page.evaluate(_ASK, queries)]


def _answer(answer: dict[str, Any]) -> Answer:
    shown = []
    for result in answer["results"]:
        best = result[0][1]
        page = next((location for location, _ in result if "#" not in location), result[0][0])
        shown.append([page, *(location for location, score in result if location != page and score >= best)])
    return Answer(shown, answer["milliseconds"])
