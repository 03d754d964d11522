"""What is typed is compared as the names are: the browser's part and the build's give the same for the same text."""

from __future__ import annotations

import json
import subprocess

import pytest

from factbook.search import spelling
from tests.search.worker import MODULES

TEXTS = [
    *(
        "GDP",
        "ＧＤＰ",
        "１２，３４５",
        "1,007.15",
        "Company's",
        "companies",
        "businesses",
        "boxes",
        "watches",
        "glasses",
        "buses",
    ),
    *(
        "running",
        "planned",
        "filling",
        "buzzing",
        "added",
        "size",
        "sizes",
        "area",
        "news",
        "analysis",
        "R&D",
        "5G",
        "TCL科技",
    ),
    *(
        "新能源電池",
        "惠州仲恺高新区",
        "電動車（2023）",
        "2023年GDP",
        "ﬁlm",
        "Ünion",
        "İstanbul",
        "naïve café",
        "仲恺-高新区",
        "a_b",
    ),
]
_ASK = """
import { readFileSync } from "node:fs";
const { module, texts, pairs } = JSON.parse(readFileSync(0, "utf8"));
const { fold, runs, slips, stem } = await import(module);
const table = new Map(), characters = [...pairs];
for (let i = 0; i < characters.length; i += 2) table.set(characters[i], characters[i + 1]);
console.log(JSON.stringify(texts.map((text) => {
  const folded = fold(text, table), found = runs(folded);
  return { folded, runs: found, stems: found.map(stem), slips: found.map((run) => slips(run).sort()) };
})));
"""


@pytest.fixture(scope="module")
def in_the_browser() -> list[dict[str, object]]:
    characters = {character for text in TEXTS for character in text}
    request = {"module": str(MODULES / "spelling.mjs"), "texts": TEXTS, "pairs": spelling.traditional(characters)}
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _ASK.replace("readFileSync(0", 'readFileSync("/dev/stdin"')],
        input=json.dumps(request), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=TEXTS)
def test_both_compare_a_text_alike(number: int, in_the_browser: list[dict[str, object]]) -> None:
    folded = spelling.folded(TEXTS[number])
    runs = spelling.runs(folded)
    assert in_the_browser[number] == {
        "folded": folded,
        "runs": runs,
        "stems": [spelling.stem(run) for run in runs],
        "slips": [sorted(set(spelling.slips(run))) for run in runs],
    }
