"""The charts: every figure in them is the store's, lengths and areas are to scale, what is not sound looks different."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from factbook import charts
from factbook.charts.areas import areas, measures_area
from factbook.charts.beside import read_beside
from factbook.charts.colours import neutral
from factbook.charts.frame import SMALL, TEXT
from factbook.charts.marks import SIGNS, read_series
from factbook.charts.scale import Years, ticks, year_of
from factbook.charts.standalone import standalone
from factbook.charts.template import stand_in
from factbook.charts.text import text_width, wrap
from factbook.checks.project import Project
from factbook.content.addresses import Target
from factbook.content.amounts import FEW_DIGITS, shortened
from factbook.content.page import Figure, KeyFigures
from factbook.content.wording import spans_to_text
from factbook.languages.current import in_language
from factbook.pages.blocks import build_block
from factbook.pages.figures import chain_figure, indicator_figure, key_figures
from factbook.pages.generate import generate
from factbook.pages.values import values_tables
from factbook.reading.load import build_store, load
from factbook.render.html import Writer
from factbook.render.links import Site
from factbook.store import Fact, Store
from factbook.store.chains import chain_of
from factbook.store.newest import is_full_year
from factbook.store.numbers import format_number
from factbook.store.presence import not_seen_lately
from factbook.store.records import Observation, Plan
from tests.projects import MakeProject

SVG = "{http://www.w3.org/2000/svg}"
PALETTE = neutral().light


@dataclass(frozen=True)
class Drawn:
    """One size of a drawing, parsed."""

    root: ET.Element

    @property
    def marks(self) -> list[ET.Element]:
        return [element for element in self.root.iter() if element.get("data-value") is not None]

    @property
    def texts(self) -> list[str]:
        return ["".join(element.itertext()) for element in self.root.iter(f"{SVG}text")]

    @property
    def legend(self) -> str:
        return " ".join(self.texts)

    def mark(self, address: str) -> ET.Element:
        (found,) = [mark for mark in self.marks if address in (mark.get("data-fact") or "").split()]
        return found

    def look(self, address: str) -> str:
        """The class names of what is drawn for a fact."""
        return " ".join(element.get("class") or "" for element in self.mark(address).iter())


def drawings(svg: str) -> list[Drawn]:
    """The sizes of a drawing: it must be well-formed XML."""
    return [Drawn(root) for root in ET.fromstring(f"<all>{svg}</all>")]


def value_of(fact: Fact) -> Decimal:
    record = fact.record
    if isinstance(record, Plan):
        assert record.target is not None
        return record.target.value
    assert isinstance(record, Observation)
    return record.value


@pytest.fixture(scope="session")
def store(project: Project) -> Store:
    return project.store


def charted(store: Store) -> Iterator[tuple[str, list[Drawn]]]:
    for indicator in store.indicators.values():
        svg = charts.chart_svg(store, indicator)
        if svg:
            yield indicator.id, drawings(svg)


def test_every_mark_has_the_value_of_its_fact_and_of_its_row_in_the_table(store: Store) -> None:
    seen = 0
    for identifier, sizes in charted(store):
        indicator = store.indicators[identifier]
        tables = values_tables(indicator, store, f"indicators/{identifier}")
        rows = {row.anchor: spans_to_text(row.cells[1]) for table in tables for row in table.rows}
        for drawn in sizes:
            for mark in drawn.marks:
                for address in (mark.get("data-fact") or "").split():
                    fact = store.facts[address]
                    assert Decimal(mark.get("data-value") or "") == value_of(fact), address
                    if isinstance(fact.record, Observation):
                        assert rows[address].endswith(format_number(value_of(fact))), address
                    seen += 1
    assert seen > 100


def test_every_value_is_drawn_or_named_as_left_out_and_both_sizes_show_the_same(store: Store) -> None:
    for identifier, sizes in charted(store):
        indicator = store.indicators[identifier]
        square = measures_area(indicator, store)
        omitted = areas(store, indicator).omitted if square else read_series(store, indicator).omitted
        expected = [fact.address for fact in store.owned_by(identifier)]
        expected += [] if square else [fact.address for fact in store.plans_for(identifier)]
        for drawn in sizes:
            shown = [address for mark in drawn.marks for address in (mark.get("data-fact") or "").split()]
            assert Counter([*shown, *(left.address for left in omitted)]) == Counter(expected), identifier
            description = drawn.root.findtext(f"{SVG}desc") or ""
            assert all(left.words in description for left in omitted), identifier
            assert Counter(shown) == Counter((drawn.root.get("data-fact") or "").split())


def test_every_figure_that_is_written_at_a_mark_is_its_value_with_its_bound(store: Store) -> None:
    for identifier, sizes in charted(store):
        if measures_area(store.indicators[identifier], store):
            continue
        labels = {mark.label for mark in read_series(store, store.indicators[identifier]).marks}
        for mark in read_series(store, store.indicators[identifier]).marks:
            assert mark.label.lstrip("≈≥≤<>\u2009").split("–")[0] in (
                format_number(shortened(mark.value, most=FEW_DIGITS)),
                f"{mark.value}{'st' if mark.value == 1 else 'nd' if mark.value == 2 else 'rd' if mark.value == 3 else 'th'}",
            )
            assert mark.label.startswith(SIGNS[mark.bound])
        for drawn in sizes:
            written = [
                t
                for e, t in zip(drawn.root.iter(f"{SVG}text"), drawn.texts, strict=True)
                if "label" in (e.get("class") or "")
            ]
            assert set(written) <= labels | {"≈", "≥", "≤", "<", ">"}, identifier
            assert set(written) & labels, identifier


def test_columns_start_at_zero_and_are_as_long_as_their_values(store: Store) -> None:
    checked = 0
    for identifier, sizes in charted(store):
        indicator = store.indicators[identifier]
        if measures_area(indicator, store) or read_series(store, indicator).mode != "bars":
            continue
        for drawn in sizes:
            zero = next(float(e.get("y1") or 0) for e in drawn.root.iter(f"{SVG}line") if e.get("class") == "fbc-zero")
            lengths = {}
            for mark in drawn.marks:
                rect = mark.find(f"{SVG}rect")
                if rect is not None:
                    top, height = float(rect.get("y") or 0), float(rect.get("height") or 0)
                    assert zero in (pytest.approx(top, abs=0.15), pytest.approx(top + height, abs=0.15))
                    lengths[Decimal(mark.get("data-value") or "")] = height
            if lengths:
                largest = max(lengths, key=abs)
                for value, height in lengths.items():
                    assert height == pytest.approx(float(abs(value / largest)) * lengths[largest], abs=0.2), identifier
                    checked += 1
    assert checked > 50


def test_squares_are_as_large_as_their_areas(store: Store) -> None:
    found = [(i, sizes) for i, sizes in charted(store) if measures_area(store.indicators[i], store)]
    assert found
    for _, sizes in found:
        for drawn in sizes:
            sides = []
            for mark in drawn.marks:
                rect = mark.find(f"{SVG}rect")
                assert rect is not None
                assert rect.get("width") == rect.get("height")
                sides.append((float(mark.get("data-value") or 0), float(rect.get("width") or 0)))
            scale = sides[0][1] ** 2 / sides[0][0]
            for value, side in sides:
                assert side == pytest.approx((value * scale) ** 0.5, abs=0.1)


def test_drawings_name_themselves_and_take_nothing_from_elsewhere(store: Store) -> None:
    svgs = [svg for i in store.indicators.values() if (svg := charts.chart_svg(store, i))]
    svgs += [svg for i in store.indicators.values() if (svg := charts.spark_svg(store, i))]
    svgs += [svg for i in store.industries.values() if (svg := charts.chain_svg(store, i))]
    svgs.append(charts.grades_svg(store, list(store.facts.values())) or "")
    ids: Counter[str] = Counter()
    for svg in svgs:
        assert "<script" not in svg
        assert set(re.findall(r"https?://[^\"' )]+", svg)) <= {"http://www.w3.org/2000/svg"}
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^(]*\))", re.sub(r"@media print.*?\}", "", svg)), (
            "a colour outside var()"
        )
        for drawn in drawings(svg):
            names = {e.get("id"): "".join(e.itertext()) for e in drawn.root.iter() if e.get("id")}
            ids.update(name for name in names if name)
            assert drawn.root.get("role") in ("img", "group")
            assert names[drawn.root.get("aria-labelledby")]
            if drawn.root.get("aria-describedby"):
                assert names[drawn.root.get("aria-describedby")]
            if drawn.root.get("role") == "img":
                assert drawn.root.find(f".//{SVG}a") is None, "what is inside an image cannot be reached"
    assert [name for name, count in ids.items() if count > 1] == []


_SERIES = """# data/sources.yml +
- {id: gazette, title: Gazette, publisher: Gazette, kind: trade-press, language: en,
   url: 'https://example.com/gazette', access: direct, accessed: 2020-01-01}
# data/vocabulary.yml +
- {term: percent, kind: unit, name: percent, symbol: '%', base: percent, factor: 1}
- {term: rank, kind: unit, name: rank, base: rank, factor: 1}
- {term: km2, kind: unit, name: square kilometres, symbol: km², base: km2, factor: 1}
- {term: dyeing, kind: chain, name: Dyeing}
- {term: spinning, kind: chain, name: Spinning}
- {term: looms, kind: chain, name: Looms}
# data/plans.yml
- {id: trade-goal, title: More trade, set_by: Council, due: 1998, outcome: open, summary: A goal., topics: [history],
   places: [town], target: {indicator: trade, value: 20, bound: at-least}, sources: {yearbook: page 4}}
# data/disputes.yml
- {id: trade-growth, question: Did it grow?, sides: [{facts: ['trade@1990'], summary: no}, {facts: ['trade@1995-06-30'], summary: yes}],
   outcome: open, reasoning: Nobody knows., decided_on: 2020-01-01}
- {id: trade-1991, question: How much?, sides: [{facts: ['trade@1991'], summary: twelve}, {facts: ['trade@1991:survey'], summary: eleven}],
   outcome: open, reasoning: Nobody knows., decided_on: 2020-01-01}
# data/indicators.yml
- id: trade
  name: <Trade> & tolls
  definition: What is sold.
  unit: GBP m
  place: town
  breaks: [{at: 1993, reason: The border moved.}]
  observations:
    - {period: 1990, value: 10, sources: {yearbook: page 3}}
    - {period: 1991, value: 12, bound: about, sources: {yearbook: page 3}}
    - {period: 1991, key: survey, key_name: by survey, value: 11, sources: {yearbook: page 3}}
    - {period: 1993-Q1, value: 4, sources: {yearbook: page 3}}
    - {period: 1993, value: 15, nature: estimate, sources: {yearbook: page 3}}
    - {period: 1994, value: 99, caveats: [rejected], sources: {yearbook: page 3}}
    - {period: 1994-01/1994-06, value: 7, bound: at-least, sources: {yearbook: page 3}}
    - {period: 1995-06-30, value: 16, sources: {yearbook: page 3}}
    - {period: 1996, value: 18, nature: target, sources: {yearbook: page 3}}
    - {period: 1997, value: 19, nature: forecast, sources: {yearbook: page 3}}
    - {period: 1992, formula: trade@1990 * 1.1}
    - {period: 1980/1989, value: 80, sources: {yearbook: page 3}}
    - {value: 5, sources: {yearbook: page 3}}
- id: growth
  name: Growth
  definition: Of trade.
  unit: percent
  place: town
  observations:
    - {period: 1991, value: -2.5, sources: {yearbook: page 3}}
    - {period: 1992, value: 20, sources: {yearbook: page 3}}
- id: place-in-list
  name: Rank
  definition: Of towns.
  unit: rank
  place: town
  observations:
    - {period: 1991, value: 1, sources: {yearbook: page 3}}
    - {period: 1992, value: 4, sources: {yearbook: page 3}}
- id: one
  name: One
  definition: A series of one.
  unit: people
  place: town
  observations:
    - {period: 1991, value: 1, sources: {yearbook: page 3}}
    - {period: 1991-06, value: 2, sources: {yearbook: page 3}}
- id: land
  name: Land
  definition: How large.
  unit: km2
  place: town
  observations:
    - {period: 1991, key: old, key_name: old town, value: 1, sources: {yearbook: page 3}}
    - {period: 1992, key: new, key_name: new town, value: 4, sources: {yearbook: page 3}}
# data/industries.yml
- {id: cloth, name: Cloth, role: pillar, summary: Cloth.,
   chain: [{link: spinning, state: elsewhere}, weaving, dyeing, {link: looms, beside: true, industry: metal}]}
- {id: metal, name: Metal, role: other, summary: Metal., chain: [looms, spinning]}
# data/organizations.yml
- {id: mill, name: 'Mill & <Sons>', kind: company, summary: A mill., state: operating, industries: [cloth], chain: [weaving]}
- {id: smith, name: Smith, kind: company, summary: A smith., state: announced, industries: [cloth], chain: [looms]}
- {id: tinker, name: Tinker, kind: company, summary: A tinker., state: building, industries: [metal], chain: [looms]}
- {id: dyer, name: Dyer, kind: company, summary: A dyer., industries: [cloth], chain: [dyeing], last_seen: 1985}
"""


@pytest.fixture
def town(make_project: MakeProject) -> Store:
    return build_store(load(make_project(_SERIES)))


def _series(town: Store, identifier: str = "trade") -> Drawn:
    svg = charts.series_svg(town, town.indicators[identifier])
    assert svg is not None
    wide, _ = drawings(svg)
    return wide


def test_estimates_targets_forecasts_and_goals_look_different_and_are_explained(town: Store) -> None:
    chart = _series(town)
    looks = {
        "actual": chart.look("trade@1990"),
        "part": chart.look("trade@1994-01/1994-06"),
        "computed": chart.look("trade@1992"),
        "target": chart.look("trade@1996"),
        "forecast": chart.look("trade@1997"),
        "goal": chart.look("trade-goal"),
    }
    assert "fbc-open" not in looks["actual"]
    assert "fbc-tick" in looks["part"]
    assert "fbc-open" in looks["target"]
    assert "fbc-dashed" in looks["forecast"]
    assert "fbc-goal" in looks["goal"]
    fills = {}
    for address in ("trade@1993", "trade@1992"):
        rect = chart.mark(address).find(f"{SVG}rect")
        assert rect is not None
        fills[address] = rect.get("style") or ""
        assert "url(#" in fills[address]
    assert len(set(fills.values())) == 2, "an estimate and a computed value have patterns of their own"
    for words in (
        "Full year",
        "Part of a year",
        "Estimate",
        "Computed from other values",
        "Target",
        "Forecast",
        "Goal of a plan",
        "≈ about",
        "≥ at least",
    ):
        assert words in chart.legend


def test_disputed_values_are_marked(town: Store) -> None:
    chart = _series(town)
    assert "fbc-dispute" in chart.look("trade@1991")
    assert "fbc-dispute" in chart.look("trade@1991:survey")
    assert "fbc-dispute" not in chart.look("trade@1990"), "what it is in dispute with is of another time"
    assert "fbc-dispute" not in chart.look("trade@1993")
    assert "Sources disagree" in chart.legend


def test_a_break_is_a_line_with_its_reason(town: Store) -> None:
    (line,) = [
        e for e in _series(town).root.iter(f"{SVG}line") if e.get("class") == "fbc-break" and e.get("y1") != "-11"
    ]
    first = _series(town).mark("trade@1991").find(f"{SVG}rect")
    second = _series(town).mark("trade@1993").find(f"{SVG}rect")
    assert first is not None
    assert second is not None
    assert float(first.get("x") or 0) < float(line.get("x1") or 0) < float(second.get("x") or 0)
    assert "The border moved." in (_series(town).root.findtext(f"{SVG}desc") or "")


def test_years_without_a_figure_keep_their_place_and_are_marked(town: Store) -> None:
    chart = _series(town)
    years = {
        t: float(e.get("x") or 0)
        for e, t in zip(chart.root.iter(f"{SVG}text"), chart.texts, strict=True)
        if re.fullmatch(r"19\d\d", t)
    }
    assert list(years) == [str(year) for year in range(1990, 1999)]
    steps = [right - left for left, right in pairwise(years.values())]
    assert max(steps) - min(steps) < 0.3
    gaps = [e for e in chart.root.iter(f"{SVG}line") if e.get("class") == "fbc-gap" and e.get("x1") != "2"]
    middles = [(float(e.get("x1") or 0) + float(e.get("x2") or 0)) / 2 for e in gaps]
    assert middles == [pytest.approx(years[year], abs=0.3) for year in ("1998",)]
    assert "No figure is drawn for 1998." in (chart.root.findtext(f"{SVG}desc") or "")


def test_a_part_of_a_year_is_a_tick_over_its_months_and_never_a_column(town: Store) -> None:
    chart = _series(town)
    part, year = chart.mark("trade@1994-01/1994-06"), chart.mark("trade@1993").find(f"{SVG}rect")
    assert part.find(f"{SVG}rect") is None
    assert year is not None
    path = next(e.get("d") or "" for e in part.iter(f"{SVG}path") if "fbc-tick" in (e.get("class") or ""))
    start, end = float(path[1:].split()[0]), float(path.split("H")[1].split("m")[0])
    assert end - start == pytest.approx(float(year.get("width") or 0) * 181 / 365, abs=0.4)


def test_a_year_that_is_whole_leaves_its_parts_to_the_table(town: Store) -> None:
    left = {omission.address: omission.reason for omission in read_series(town, town.indicators["trade"]).omitted}
    assert left["trade@1993-Q1"] == "for part of a year that is drawn in full"


def test_no_column_of_this_store_stands_in_front_of_another(store: Store) -> None:
    seen = 0
    for _, sizes in charted(store):
        for drawn in sizes:
            columns = [
                mark.find(f"{SVG}rect") for mark in drawn.marks if drawn.root.get("class", "").endswith("series")
            ]
            edges = sorted((float(c.get("x") or 0), float(c.get("width") or 0)) for c in columns if c is not None)
            for (left, width), (right, _) in pairwise(edges):
                assert left + width <= right + 0.3
                seen += 1
    assert seen > 50


def test_a_goal_far_above_the_results_does_not_flatten_them(make_project: MakeProject) -> None:
    far = "    - {period: 2000, value: 500, nature: target, sources: {yearbook: page 3}}\n- id: growth\n"
    town = build_store(load(make_project(_SERIES.replace("- id: growth\n", far, 1))))
    chart = _series(town)
    assert chart.mark("trade@2000").find(f"{SVG}rect") is None
    assert "fbc-beyond" in chart.look("trade@2000")
    assert "500" in chart.texts
    assert "Target, above the scale" in chart.legend
    assert "Above the scale: 2000, planned: 500" in (chart.root.findtext(f"{SVG}desc") or "")
    tall = chart.mark("trade@1993").find(f"{SVG}rect")
    assert tall is not None
    assert float(tall.get("height") or 0) > 100, "the results still fill the drawing"
    near = _series(build_store(load(make_project(_SERIES, name="near"))))
    assert "above the scale" not in near.legend


def test_every_sign_of_the_legend_is_drawn_as_its_marks_are(town: Store, store: Store) -> None:
    """A swatch has the classes of the marks that it explains: a column for columns, a circle for circles."""
    drawings_ = [
        _series(town),
        *(sizes[0] for i, sizes in charted(store) if not measures_area(store.indicators[i], store)),
    ]
    words = {"Estimate": "estimate", "Target": "target", "Forecast": "forecast", "Provisional": "provisional"}
    for drawn in drawings_:
        for group in drawn.root.iter(f"{SVG}g"):
            label = group.find(f"{SVG}text")
            if group.get("transform") is None or label is None or label.text not in words:
                continue
            swatch = next(e for e in group if e.tag != f"{SVG}text")
            marks = [m for m in drawn.marks if f"fb-mark--{words[label.text]}" in (m.get("class") or "").split()]
            shapes = {(e.tag, e.get("class")) for mark in marks for e in mark}
            assert (swatch.tag, swatch.get("class")) in shapes, label.text


def test_what_cannot_be_drawn_is_left_to_the_table_with_the_reason(town: Store) -> None:
    left = {omission.address: omission.reason for omission in read_series(town, town.indicators["trade"]).omitted}
    assert left == {
        "trade@1993-Q1": "for part of a year that is drawn in full",
        "trade@1994": "judged wrong",
        "trade@1980/1989": "not for a single year",
        "trade@undated": "without a date",
    }
    (figure,) = indicator_figure(town.indicators["trade"], town)
    assert "The table alone has values judged wrong" in figure.caption
    assert "for part of a year that is drawn in full" in figure.caption


def test_rates_and_ranks_are_points_with_the_first_place_on_top(town: Store) -> None:
    growth = _series(town, "growth")
    assert all(mark.find(f"{SVG}rect") is None for mark in growth.marks)
    assert "−2.5" in growth.texts
    ranks = _series(town, "place-in-list")
    first, fourth = (ranks.mark(f"place-in-list@{year}").find(f"{SVG}circle") for year in (1991, 1992))
    assert first is not None
    assert fourth is not None
    assert float(first.get("cy") or 0) < float(fourth.get("cy") or 0)


def test_a_series_of_one_year_has_no_chart(town: Store) -> None:
    assert charts.series_svg(town, town.indicators["one"]) is None
    assert charts.spark_svg(town, town.indicators["one"]) is None
    assert indicator_figure(town.indicators["one"], town) == []


def test_a_small_drawing_is_as_honest_as_the_large_one(town: Store) -> None:
    svg = charts.spark_svg(town, town.indicators["trade"])
    assert svg is not None
    (spark,) = drawings(svg)
    shown = [str(mark.get("data-fact")) for mark in spark.marks]
    assert "trade-goal" not in shown
    assert "trade@1993-Q1" not in shown, "the estimate of the whole year is there"
    assert not {"trade@1996", "trade@1997"} & set(shown), "what was only to be is no result"
    positions = {mark.get("data-fact"): float(mark.get("x") or 0) for mark in spark.marks}
    year = positions["trade@1991"] - positions["trade@1990"]
    assert positions["trade@1993"] - positions["trade@1991"] == pytest.approx(2 * year, abs=0.2)
    assert "fill:none" in (spark.mark("trade@1993").get("style") or "")


def test_a_square_measure_is_drawn_as_squares(town: Store) -> None:
    wide, narrow = drawings(charts.chart_svg(town, town.indicators["land"]) or "")
    for drawn in (wide, narrow):
        large, small = (drawn.mark(a).find(f"{SVG}rect") for a in ("land@1992:new", "land@1991:old"))
        assert large is not None
        assert small is not None
        assert float(large.get("width") or 0) == 2 * float(small.get("width") or 0)


def test_a_chain_shows_every_link_its_state_and_links_to_the_organizations(town: Store) -> None:
    svg = charts.chain_svg(town, town.industries["cloth"])
    assert svg is not None
    placed = charts.placed(svg, lambda where: f"../{where.page}/")
    for drawn in drawings(placed):
        hrefs = [a.get("href") for a in drawn.root.iter(f"{SVG}a")]
        assert hrefs == [
            *("../organizations/mill/", "../organizations/dyer/", "../industries/metal/", "../organizations/smith/"),
            *("../organizations/tinker/",),
        ]
        assert drawn.texts == [
            "Beside the flow",
            *("Spinning", "elsewhere", "Weaving", "here", "Mill & <Sons>"),
            *("Dyeing", "unknown, last seen 1985", "Dyer (unknown, last seen 1985)"),
            *("Looms", "being built", "Smith (announced)", "Tinker (plant being built)"),
        ]
    assert ".invalid" not in placed


def test_states_of_links_differ_by_shape_and_arrows_lead_along_the_flow_alone(town: Store) -> None:
    for drawn in drawings(charts.chain_svg(town, town.industries["cloth"]) or ""):
        boxes = {group.get("data-state"): group for group in drawn.root.iter(f"{SVG}g")}
        assert set(boxes) == {"elsewhere", "here", "unknown", "building"}
        signs = {
            state: [
                (part.tag, part.get("class"), re.sub(r"^M[\d.]+ [\d.]+", "", part.get("d") or ""))
                for part in group
                if "fbc-sign" in (part.get("class") or "")
            ]
            for state, group in boxes.items()
        }
        assert len({str(sign) for sign in signs.values()}) == len(signs), "told apart without colour"
        outlines = {str(group[0].get("class")) for group in boxes.values()}
        assert len(outlines) == len(boxes)
        arrows = [path for path in drawn.root.iter(f"{SVG}path") if path.get("class") == "fbc-flow"]
        assert len(arrows) == 2, "from spinning to weaving to dyeing, and none to the looms"


def test_no_word_of_a_chain_leaves_its_box(store: Store) -> None:
    for industry in store.industries.values():
        for drawn in drawings(charts.chain_svg(store, industry) or ""):
            for group in drawn.root.iter(f"{SVG}g"):
                box = group.find(f"{SVG}rect")
                assert box is not None
                end = float(box.get("x") or 0) + float(box.get("width") or 0)
                for text in group.iter(f"{SVG}text"):
                    size = SMALL if text.get("class") == "fbc-small" else TEXT
                    assert float(text.get("x") or 0) + text_width("".join(text.itertext()), size) <= end, industry.id


def test_the_table_of_a_chain_is_the_text_alternative_of_its_drawing(town: Store) -> None:
    (figure,) = chain_figure(town.industries["cloth"], town)
    assert isinstance(figure, Figure)
    assert figure.alternative is not None
    rows = [[spans_to_text(cell) for cell in row.cells] for row in figure.alternative.rows]
    assert rows == [
        ["Spinning", "elsewhere", ""],
        ["Weaving", "here", "Mill & <Sons>"],
        ["Dyeing", "unknown, last seen 1985", "Dyer (unknown, last seen 1985)"],
        ["Looms (beside the flow)", "being built", "Smith (announced), Tinker (plant being built)"],
    ]
    html = Writer.on("industries/cloth", town, Site()).block(figure)
    assert html.index("<details") < html.index("<table") < html.index("</details>")


def test_the_chains_of_this_store_agree_with_what_it_knows(store: Store) -> None:
    """Equipment is no step of the flow; nobody recycles; panels come from elsewhere, television sets are made here.

    No link says that nobody was found but where the record says so, and none is here by those whose fate nobody knows.
    """
    batteries = {step.link: step for step in chain_of(store, store.industries["new-energy-batteries"])}
    assert batteries["equipment"].beside
    assert [link for link, step in batteries.items() if step.beside] == ["equipment"]
    assert batteries["recycling"].state == "none-found"
    display = {step.link: step for step in chain_of(store, store.industries["ultra-hd-display"])}
    states = {link: display[link].state for link in ("panels", "amoled-panels", "sets")}
    assert states == {"panels": "elsewhere", "amoled-panels": "unknown", "sets": "here"}
    electronics = {step.link: step.state for step in chain_of(store, store.industries["electronic-information"])}
    assert electronics["car-electronics"] == electronics["software"] == "here"
    assert electronics["handsets"] == "unknown"
    for industry in store.industries.values():
        typed = {step.link: step.state for step in industry.chain}
        for step in chain_of(store, industry):
            where = (industry.id, step.link)
            assert step.members or step.state in ("none-found", "elsewhere", "not-recorded"), where
            assert step.state != "none-found" or typed[step.link] == "none-found", where
            if step.state == "here":
                assert any(one.state == "operating" and not not_seen_lately(store, one) for one in step.members), where


def test_a_link_of_which_nothing_is_recorded_does_not_say_that_nobody_was_found(town: Store) -> None:
    states = {step.link: step.state for step in chain_of(town, town.industries["metal"])}
    assert states == {"looms": "building", "spinning": "not-recorded"}


def test_no_chain_and_no_facts_give_no_drawing(town: Store) -> None:
    bare = town.industries["cloth"].model_copy(update={"chain": []})
    assert charts.chain_svg(town, bare) is None
    assert charts.grades_svg(town, []) is None


def test_grades_are_shares_of_all_and_told_in_words(store: Store) -> None:
    facts = list(store.facts.values())
    counts = Counter(store.grade(fact.address) for fact in facts)
    for drawn in drawings(charts.grades_svg(store, facts) or ""):
        shown = {mark.get("data-grade"): int(mark.get("data-value") or 0) for mark in drawn.marks}
        assert shown == dict(counts)
        width = sum(float(r.get("width") or 0) for mark in drawn.marks for r in mark.iter(f"{SVG}rect"))
        for mark in drawn.marks:
            rect = mark.find(f"{SVG}rect")
            assert rect is not None
            share = int(mark.get("data-value") or 0) / len(facts)
            assert float(rect.get("width") or 0) == pytest.approx(share * width, abs=0.3)
        for grade, count in counts.items():
            assert f"{grade}: {count:,} of {len(facts):,} facts" in (drawn.root.findtext(f"{SVG}desc") or "")


def test_names_are_escaped_everywhere(town: Store) -> None:
    svgs = [charts.chart_svg(town, town.indicators["trade"]), charts.spark_svg(town, town.indicators["trade"])]
    for svg in svgs:
        assert svg is not None
        assert "<Trade>" not in svg
        assert "&lt;Trade&gt; &amp; tolls" in svg


def test_no_text_of_the_real_store_runs_out_of_its_drawing(store: Store) -> None:
    for identifier, sizes in charted(store):
        for drawn in sizes:
            width = float(drawn.root.get("width") or 0)
            for element, text in zip(drawn.root.iter(f"{SVG}text"), drawn.texts, strict=True):
                if "rotate" in (element.get("transform") or ""):
                    continue
                x, length = float(element.get("x") or 0), text_width(text, 12) * 0.9
                middle, end = ("fbc-mid" in (element.get("class") or "")), ("fbc-end" in (element.get("class") or ""))
                left = x - length / 2 if middle else x - length if end else x
                assert left >= -8, (identifier, text)
                assert left + length <= width + 8, (identifier, text)


def test_files_stand_alone_and_pictures_are_made_without_the_network(store: Store, town: Store) -> None:
    names = {drawing.name for drawing in charts.drawings(store)}
    shown = {i.id for i in store.indicators.values() if charts.chart_svg(store, i)}
    assert names == shown | {f"chain-{i.id}" for i in store.industries.values() if i.chain} | {"grades"}
    for drawing in charts.drawings(store):
        svg = standalone(drawing, store, PALETTE)
        ET.fromstring(svg)
        assert "var(" not in svg
        assert "<a " not in svg
        assert PALETTE.ink in svg
    files = dict(charts.export(town, PALETTE))
    assert set(files) == {
        f"assets/charts/{name}.{ending}"
        for name in ("trade", "growth", "place-in-list", "land", "chain-cloth", "chain-metal", "grades")
        for ending in ("svg", "png")
    }
    assert all(content.startswith(b"\x89PNG" if path.endswith("png") else b"<svg") for path, content in files.items())
    assert files == dict(charts.export(town, PALETTE)), "twice the same"


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        ("0", "107", ["0", "20", "40", "60", "80", "100", "120"]),
        ("-2.6", "17.9", ["-5", "0", "5", "10", "15", "20"]),
        ("3", "4.9", ["0", "1", "2", "3", "4", "5"]),
        ("0", "0", ["0"]),
        ("0.2", "0.7", ["0", "0.2", "0.4", "0.6", "0.8"]),
        ("0", "500000", ["0", "100000", "200000", "300000", "400000", "500000"]),
    ],
)
def test_steps_are_round_start_at_zero_and_reach_the_values(low: str, high: str, steps: list[str]) -> None:
    assert [str(step) for step in ticks(Decimal(low), Decimal(high))] == steps


def test_a_year_ends_where_the_next_begins() -> None:
    assert year_of(date(1992, 1, 1)) == 1992
    years = Years(1990, 1999, 0, 20)
    assert years.within(1991.0, end=True) < years.within(1991.0)
    assert years.edge(1991) == 20


def test_text_wraps_at_spaces_within_its_width() -> None:
    lines = wrap("Huizhou China Star Optoelectronics (TCL CSOT)", 12, 120)
    assert " ".join(lines) == "Huizhou China Star Optoelectronics (TCL CSOT)"
    assert all(text_width(line, 12) <= 120 for line in lines)
    assert text_width("仲恺", 10) == 20


def test_chinese_wraps_between_its_characters_and_no_line_begins_with_a_closing_mark() -> None:
    text = "深圳市首航新能源股份有限公司（已宣布），TCL华星在高新区"
    lines = wrap(text, 12, 100)
    assert "".join(lines) == text
    assert all(text_width(line, 12) <= 100 for line in lines)
    assert len(lines) == 4
    assert not [line for line in lines if line[0] in "）。，" or line[-1] == "（" or line.startswith("CL")]


@pytest.mark.parametrize(
    ("block", "argument"),
    [("chart", "trade"), ("chain", "cloth"), ("grades", ""), ("grades", "town"), ("keyfigures", "trade, one")],
)
def test_blocks_show_drawings_on_curated_pages(town: Store, block: str, argument: str) -> None:
    writer = Writer.on("story/now", town, Site())
    html = "".join(writer.block(value) for value in build_block(block, town, argument))
    assert "<svg" in html
    assert ".invalid" not in html
    if block == "chain":
        assert 'href="../../organizations/mill/"' in html
    if block == "chart":
        assert 'href="../../assets/charts/trade.svg" download' in html
        assert 'href="../../downloads/indicators/trade.csv" download' in html


def test_series_beside_each_other_share_a_scale_and_full_years_alone(store: Store) -> None:
    indicators = [store.indicators[name] for name in ("gdp", "city-gdp")]
    data = read_beside(store, indicators)
    assert data.breaks
    assert all(sum(year in found for found in data.values) > 1 for year in data.years)
    for drawn in drawings(charts.beside_svg(store, indicators) or ""):
        assert {mark.get("data-fact") for mark in drawn.marks} == {fact.address for _, _, fact in data.facts}
        assert sum(element.get("class") == "fbc-break" for element in drawn.root.iter()) == len(data.breaks) + 1
        heights = []
        for mark in drawn.marks:
            fact, rect = store.facts[mark.get("data-fact") or ""], mark.find(f"{SVG}rect")
            assert rect is not None
            assert Decimal(mark.get("data-value") or "") == value_of(fact)
            assert fact.date is not None
            assert is_full_year(fact.date)
            heights.append(float(rect.get("height") or 0) / float(value_of(fact)))
        assert max(heights) == pytest.approx(min(heights), rel=0.02)
        assert {str(store.places[i.place or ""].name) for i in indicators} <= set(drawn.texts)


def test_series_of_different_units_are_drawn_one_after_the_other(store: Store) -> None:
    blocks = build_block("chart", store, "gdp, gdp-growth")
    assert [block.name for block in blocks if isinstance(block, Figure)] == ["gdp", "gdp-growth"]


def test_a_series_without_a_chart_falls_back_to_its_table(town: Store) -> None:
    (block,) = build_block("chart", town, "one")
    assert not isinstance(block, Figure)


def test_a_key_figure_is_the_newest_sound_value_with_its_address(town: Store) -> None:
    block = key_figures([town.indicators["trade"], town.indicators["growth"]], town)
    assert isinstance(block, KeyFigures)
    trade, growth = block.figures
    assert trade.value.addresses == ("trade@1995-06-30",)
    assert (trade.value.text, trade.unit) == ("16", "£m")
    assert growth.value.text == "20%"
    assert spans_to_text(trade.when) == "30 June 1995"


def test_no_caption_of_the_real_store_types_a_figure(store: Store) -> None:
    for indicator in store.indicators.values():
        for figure in indicator_figure(indicator, store):
            words = figure.caption.replace(str(indicator.name), "")
            assert not re.search(r"\d", words), figure.caption


def test_a_target_of_the_site_survives_as_a_link() -> None:
    placed = charts.placed(f'<a href="{stand_in(Target("a/b", "c"))}"/>', lambda where: f"{where.page}|{where.anchor}")
    assert placed == '<a href="a/b|c"/>'


def test_every_download_that_a_figure_offers_is_among_the_files(store: Store) -> None:
    files = {
        f"assets/charts/{drawing.name}.{ending}" for drawing in charts.drawings(store) for ending in ("svg", "png")
    }
    offered = {
        path
        for page in generate(store)
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Figure)
        for _, path in block.downloads
    }
    assert offered - {f"downloads/indicators/{indicator}.csv" for indicator in store.indicators} == files


_MIXED = """# data/indicators.yml
- id: yield
  name: Yield
  definition: What the fields give.
  unit: GBP m
  place: town
  observations:
    - {period: 1990, value: 1234.5678, sources: {yearbook: page 3}}
    - {period: 1991, value: 1500, caveats: [weak], sources: {yearbook: page 3}}
    - {period: 1992-Q1, value: 300, sources: {yearbook: page 3}}
    - {period: 1992-Q3, value: 310, sources: {yearbook: page 3}}
    - {period: 1992-01/1992-09, value: 1000, sources: {yearbook: page 3}}
"""


def test_a_doubtful_value_looks_unlike_a_sound_one_and_the_legend_says_so(make_project: MakeProject) -> None:
    chart = _series(build_store(load(make_project(_MIXED))), "yield")
    assert "fbc-dotted" in chart.look("yield@1991")
    assert "fbc-open" in chart.look("yield@1991")
    assert "fbc-dotted" not in chart.look("yield@1990")
    assert "Doubtful" in chart.legend
    assert "weak" in (chart.root.findtext(f"{SVG}desc") or "")


def test_of_the_parts_of_a_year_the_longest_is_drawn_and_has_its_figure(make_project: MakeProject) -> None:
    store = build_store(load(make_project(_MIXED)))
    data = read_series(store, store.indicators["yield"])
    assert [mark.address for mark in data.marks] == ["yield@1990", "yield@1991", "yield@1992-01/1992-09"]
    assert {left.address: left.reason for left in data.omitted} == dict.fromkeys(
        ("yield@1992-Q1", "yield@1992-Q3"), "for part of a longer stretch that is drawn"
    )
    chart = _series(store, "yield")
    assert {"1,235", "1,500", "1,000"} <= set(chart.texts)
    assert not [e for e in chart.root.iter(f"{SVG}text") if "rotate" in (e.get("transform") or "")]


def test_the_axes_of_rates_and_ranks_are_in_the_language_of_the_page(project: Project) -> None:
    with in_language("zh"):
        for identifier, indicator in project.store.indicators.items():
            svg = charts.series_svg(project.store, indicator) or ""
            assert "is first" not in svg, identifier
            assert "百分比" not in svg, identifier
