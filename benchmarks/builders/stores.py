"""Make synthetic stores: whole little projects of made-up facts that `factbook build` builds with the real theme.

    python benchmarks/builders/stores.py FACTS FOLDER [--seed 1] [--exports]

The same seed gives the same bytes. One page per entity with about ten facts: organizations with statements, indicators with
observations; beside them milestones, awards, plans, disputes and claims, and one source for five facts. Names and words are
drawn from small lists. What does not depend on the size stands in `project/`; the look and `mkdocs.yml` are the project's own.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORDS_PER_FILE = 100

_WORDS = (
    *(
        "annual",
        "base",
        "battery",
        "begins",
        "builds",
        "capacity",
        "cells",
        "chain",
        "county",
        "display",
        "firm",
        "first",
    ),
    *(
        "grows",
        "institute",
        "joint",
        "laboratory",
        "line",
        "materials",
        "modules",
        "national",
        "new",
        "opens",
        "optics",
    ),
    *("output", "panels", "park", "phase", "plan", "plant", "power", "project", "provincial", "research", "revenue"),
    *("sensors", "ships", "signs", "supply", "third", "under", "venture", "with"),
)
_SIGNS = "高新区电子信息产业能源电池企业项目基地年产值增长投资建设科技园创新发展平台"
_SOURCE_KINDS = ("official", "statistics", "state-media", "trade-press", "company")
_VERDICTS = ("supported", "partly", "contradicted")
_ARTICLE = "article"
"""The source whose claims are checked."""

_NAV = [
    {"Home": "index.md"},
    {"Timeline": "timeline.md"},
    {
        "Facts": [
            {"Industries": "industries/index.md"},
            {"Organizations": "organizations/index.md"},
            {"Places": "places/index.md"},
            {"Figures": "indicators/index.md"},
            {"Awards": "awards.md"},
            {"Plans": "plans.md"},
        ]
    },
    {
        "Evidence": [
            {"Checked claims": "claims/index.md"},
            {"Disputes": "disputes/index.md"},
            {"Sources": "sources/index.md"},
            {"Changes": "changes.md"},
        ]
    },
    {"Data": ["data/index.md"]},
    {"About": ["about/index.md", "about/quality.md"]},
    {"Contribute": ["contribute/index.md", "contribute/rules.md"]},
]

Record = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """How many records of each kind a store of so many facts has."""

    milestones: int
    awards: int
    plans: int
    entities: int
    entity_facts: int
    sources: int
    disputes: int
    claims: int

    @classmethod
    def of(cls, facts: int) -> Shape:
        """A tenth milestones, one in fifty an award, one in a hundred a plan, the rest about entities."""
        milestones, awards, plans = facts // 10, facts // 50, facts // 100
        return cls(
            milestones=milestones,
            awards=awards,
            plans=plans,
            entities=facts // 10,
            entity_facts=facts - milestones - awards - plans,
            sources=facts // 5,
            disputes=max(1, facts // 300),
            claims=max(2, facts // 150),
        )


class Draw:
    """What is drawn by lot: words, dates, sources. Every source comes up, since they are dealt in turn."""

    def __init__(self, seed: int, sources: int) -> None:
        self.rng = random.Random(seed)
        self._sources = sources
        self._next = 0
        self._named: set[str] = set()

    def words(self, count: int) -> str:
        """So many words that begin with a capital letter."""
        return " ".join(self.rng.choice(_WORDS) for _ in range(count)).capitalize()

    def sentence(self) -> str:
        """A sentence of about fourteen words."""
        return self.words(self.rng.randint(10, 18)) + "."

    def name(self, words: int, signs: int) -> Record:
        """A name in English and Chinese."""
        return {"en": self.words(words), "zh": "".join(self.rng.choice(_SIGNS) for _ in range(signs))}

    def own_name(self, words: int, signs: int) -> Record:
        """A name that was not drawn before, in either language: no two organizations may share one."""
        while not self._named.isdisjoint((name := self.name(words, signs)).values()):
            pass
        self._named.update(name.values())
        return name

    def date(self) -> str:
        """A date from 1993 to 2024, known to the day, the month or the year."""
        year, month, day = self.rng.randint(1993, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28)
        forms = (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}", f"{year}~")
        return self.rng.choices(forms, (40, 20, 35, 5))[0]

    def sources(self) -> dict[str, str]:
        """The next source, and often a second one."""
        numbers = {self._next % self._sources}
        self._next += 1
        if self.rng.random() < 0.3:
            numbers.add(self.rng.randrange(self._sources))
        return {f"source-{number}": f"paragraph {self.rng.randint(1, 9)}" for number in sorted(numbers)}


def write_store(folder: Path, facts: int, *, seed: int = 1, exports: bool = True) -> None:
    """Write a project of so many facts into a folder, which is emptied first. ``exports``: whether it publishes open data."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "project", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "LICENSE-DATA", folder)
    (folder / "mkdocs.yml").write_text(_dump(_configuration(exports=exports)), encoding="utf-8")
    for collection, records in make_records(facts, seed).items():
        (folder / "data" / collection).mkdir()
        for start in range(0, len(records), RECORDS_PER_FILE):
            path = folder / "data" / collection / f"{start // RECORDS_PER_FILE:03}.yml"
            path.write_text(_dump(records[start : start + RECORDS_PER_FILE]), encoding="utf-8")


def make_records(facts: int, seed: int = 1) -> dict[str, list[Record]]:
    """The same records of each collection for the same seed."""
    shape = Shape.of(facts)
    draw = Draw(seed, shape.sources)
    counts = list(_split(shape.entity_facts, shape.entities))
    half = shape.entities // 2
    organizations = [_organization(draw, number, count) for number, count in enumerate(counts[:half])]
    indicators = [
        _indicator(draw, number, count, half, disputed=number < shape.disputes)
        for number, count in enumerate(counts[half:])
    ]
    pick = partial(draw.rng.randrange, half)
    return {
        "organizations": organizations,
        "indicators": indicators,
        "milestones": [_milestone(draw, number, pick()) for number in range(shape.milestones)],
        "awards": [_award(draw, number, pick()) for number in range(shape.awards)],
        "plans": [_plan(draw, number, pick()) for number in range(shape.plans)],
        "sources": [_article(), *(_source(draw, number) for number in range(shape.sources))],
        "disputes": [_dispute(draw, number, indicators[number]) for number in range(shape.disputes)],
        "claims": [_claim(draw, number, organizations[pick()]) for number in range(shape.claims)],
    }


def _split(total: int, parts: int) -> Iterator[int]:
    """A total in nearly equal parts."""
    for number in range(parts):
        yield total // parts + (number < total % parts)


def _organization(draw: Draw, number: int, statements: int) -> Record:
    name = f"organization-{number}"
    return {
        "id": name,
        "name": draw.own_name(3, 6),
        "kind": "company",
        "aliases": [f"Firm {number}"],
        "summary": draw.sentence(),
        "industries": [draw.rng.choice(("displays", "batteries"))],
        "chain": ["materials"],
        "places": [draw.rng.choice(("zone", "north-park", "south-park"))],
        "statements": [
            {"id": f"{name}-fact-{k}", "text": draw.sentence(), "date": draw.date(), "sources": draw.sources()}
            for k in range(statements)
        ],
    }


def _indicator(draw: Draw, number: int, observations: int, organizations: int, *, disputed: bool) -> Record:
    """A series; in a disputed one the last observation gives another value for the year of the one before."""
    series: list[Record] = []
    for k in range(observations):
        again = disputed and k == observations - 1
        observation: Record = {"period": str(2024 - observations + k - again)}
        observation |= {"key": "survey", "key_name": "by survey"} if again else {}
        observation["value"] = str(series[-1]["value"]) + "5" if again else f"{draw.rng.randint(10, 9999) / 10}"
        series.append(observation | {"sources": draw.sources()})
    return {
        "id": f"indicator-{number}",
        "name": draw.name(4, 6),
        "definition": draw.sentence(),
        "unit": draw.rng.choice(("CNY bn", "percent")),
        "organization": f"organization-{number % organizations}",
        "topics": ["economy"],
        "observations": series,
    }


def _milestone(draw: Draw, number: int, organization: int) -> Record:
    return {
        "id": f"milestone-{number}",
        "date": draw.date(),
        "title": draw.name(6, 9),
        "summary": draw.sentence(),
        "importance": draw.rng.choice("1233"),
        "topics": ["companies"],
        "places": ["zone"],
        "organizations": [f"organization-{organization}"],
        "sources": draw.sources(),
    }


def _award(draw: Draw, number: int, organization: int) -> Record:
    return {
        "id": f"award-{number}",
        "name": draw.name(6, 9),
        "kind": draw.rng.choice(("title", "base", "ranking", "prize")),
        "awarded_by": draw.name(2, 5),
        "date": draw.date(),
        "importance": draw.rng.choice("233"),
        "topics": ["recognition"],
        "organizations": [f"organization-{organization}"],
        "sources": draw.sources(),
    }


def _plan(draw: Draw, number: int, organization: int) -> Record:
    return {
        "id": f"plan-{number}",
        "title": draw.name(6, 9),
        "set_by": draw.name(2, 5),
        "announced": str(draw.rng.randint(2011, 2020)),
        "due": str(draw.rng.randint(2021, 2024)),
        "outcome": draw.rng.choice(("met", "missed", "unknown")),
        "summary": draw.sentence(),
        "topics": ["planning"],
        "organizations": [f"organization-{organization}"],
        "sources": draw.sources(),
    }


def _source(draw: Draw, number: int) -> Record:
    return {
        "id": f"source-{number}",
        "title": draw.name(6, 12),
        "publisher": {"en": f"Paper {number % 40}", "zh": draw.name(1, 6)["zh"]},
        "kind": draw.rng.choice(_SOURCE_KINDS),
        "published": f"2024-12-{1 + number % 28:02}",
        "language": "zh",
        "url": f"https://example.org/texts/{number}",
        "access": "direct",
        "accessed": "2025-01-31",
    }


def _article() -> Record:
    """The article whose claims are checked."""
    return {
        "id": _ARTICLE,
        "title": "The made-up zone",
        "publisher": "Made-up Encyclopedia",
        "kind": "reference",
        "language": "en",
        "url": "https://example.org/article",
        "access": "direct",
        "accessed": "2025-01-31",
    }


def _dispute(draw: Draw, number: int, indicator: Record) -> Record:
    """The dispute about the last two observations of a series, which are of the same year."""
    address = f"{indicator['id']}@{indicator['observations'][-1]['period']}"
    return {
        "id": f"dispute-{number}",
        "question": f"{draw.words(6)}?",
        "sides": [
            {"facts": [address], "summary": draw.sentence()},
            {"facts": [f"{address}:survey"], "summary": draw.sentence()},
        ],
        "outcome": "prefer",
        "prefer": address,
        "reasoning": draw.sentence(),
        "decided_on": "2025-02-01",
    }


def _claim(draw: Draw, number: int, organization: Record) -> Record:
    return {
        "id": f"claim-{number}",
        "source": _ARTICLE,
        "at": f"Chapter {1 + number % 9}",
        "claim": draw.sentence(),
        "verdict": draw.rng.choice(_VERDICTS),
        "facts": [statement["id"] for statement in organization["statements"][:2]],
        "explanation": draw.sentence(),
        "checked_on": "2025-02-01",
    }


def _configuration(*, exports: bool) -> Record:
    """The project's own mkdocs.yml with a small navigation, so that the theme and the plugins are the real ones."""
    own: Record = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    own |= {"site_name": "Made-up store", "site_description": "Facts drawn by lot.", "nav": _NAV}
    own |= {"site_url": "https://store.example/", "repo_url": "https://github.com/example/store"}
    own["repo_name"] = "example/store"
    plugins = {name: options for plugin in own["plugins"] for name, options in _named(plugin).items()}
    plugins["factbook"] = {**(plugins["factbook"] or {}), "exports": exports}
    own["plugins"] = [{name: options} for name, options in plugins.items()]
    return own


def _named(plugin: str | Record) -> Record:
    """A plugin by its name and options, however mkdocs.yml writes it."""
    return {plugin: {}} if isinstance(plugin, str) else plugin


def _dump(value: Record | Sequence[Record]) -> str:
    text: str = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return text


def main() -> None:
    """Write a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--exports", action="store_true", help="publish open data too")
    arguments = parser.parse_args()
    write_store(arguments.folder, arguments.facts, seed=arguments.seed, exports=arguments.exports)


if __name__ == "__main__":
    main()
