"""Rules that hold while the files are read: text, YAML, and the schema of each record."""

from factbook.checks.rules.rule import Rule
from factbook.problems import MAX_PROBLEMS
from factbook.reading.documents import MAX_ITEMS

_TOWN = """# data/milestones.yml
- id: charter
  date: 1320
  title: The town receives its charter
  summary: The king grants a market.
  topics: [history]
  places: [town]
  sources: {yearbook: page 2}
"""


def _changed(old: str, new: str) -> str:
    assert old in _TOWN
    return _TOWN.replace(old, new)


RULES = (
    Rule(
        "FB101",
        "unreadable-file",
        "Every data file is an ordinary file below `data/` that can be read and has at most two megabytes.",
        "A link that leads out of the project, or a file that cannot be reviewed, has no place in the store.",
        "# data/milestones.yml -> ../../outside.yml\n",
        _TOWN,
    ),
    Rule(
        "FB102",
        "not-utf-8",
        "Data files are UTF-8.",
        "Chinese names are lost in any other encoding.",
        _changed("The king grants a market.", "国王").replace(".yml", ".yml (gb18030)"),
        _changed("The king grants a market.", "国王"),
    ),
    Rule(
        "FB103",
        "yaml-syntax",
        "Every data file is a YAML list of records.",
        "What cannot be parsed cannot be checked.",
        _changed("summary: The king", "summary: The king: he"),
        _changed("summary: The king grants a market.", 'summary: "The king: he grants a market."'),
    ),
    Rule(
        "FB104",
        "merge-marker",
        "No marker of a merge is left in a file.",
        "Both sides of a conflict would be read as one record.",
        _changed("  date: 1320\n", "<<<<<<< ours\n  date: 1320\n=======\n  date: 1321\n>>>>>>> theirs\n"),
        _TOWN,
    ),
    Rule(
        "FB105",
        "invisible-character",
        "Text holds no control characters, no zero-width characters and no bidirectional controls.",
        "They hide what a text says, and make two equal names differ.",
        _changed("king", "ki\u200bng"),
        _TOWN,
    ),
    Rule(
        "FB106",
        "yaml-extras",
        "Data files use mappings, lists and text: no anchors, aliases, tags or merge keys.",
        "Every record can then be read, moved and checked by itself, and no file can expand without bound.",
        _changed("title: The town", "title: &name The town"),
        _TOWN,
    ),
    Rule(
        "FB107",
        "duplicate-key",
        "A key stands once in a mapping.",
        "Of two values YAML silently keeps the last.",
        _changed("  date: 1320\n", "  date: 1320\n  date: 1321\n"),
        _TOWN,
    ),
    Rule(
        "FB108",
        "unknown-file",
        "A data file is `data/<collection>.yml` or `data/<collection>/<name>.yml`; no other file lies below `data/`.",
        "A file that no collection reads holds facts that no page shows.",
        "# data/milestone.yml\n[]\n",
        _TOWN,
    ),
    Rule(
        "FB109",
        "look-alike",
        "No character only looks like another: no Cyrillic or Greek letter in or for a Latin word, no radical, no full-width letter.",
        "Two names that look the same must be the same, or search and links miss one of them.",
        _changed("The king", "The k\u0456ng"),
        _TOWN,
    ),
    Rule(
        "FB110",
        "too-much",
        f"A file has at most {MAX_ITEMS:,} records, a list or mapping as many items; {MAX_PROBLEMS} problems of a file are listed.",
        "Nobody reviews more at once, and a check must end.",
        "# data/awards.yml\n" + "- {}\n" * (MAX_ITEMS + 1),
        "# data/awards.yml\n[]\n",
    ),
    Rule(
        "FB111",
        "lost-text",
        "No comment is glued to a word behind a plain text: a `#` behind a space begins a comment.",
        "'Prize #1 of the shire' would be published as 'Prize'.",
        _changed("The town receives its charter", "Charter #1 of the shire"),
        _changed("The town receives its charter", "'Charter #1 of the shire'  # its title in the roll"),
    ),
    Rule(
        "FB201",
        "unknown-key",
        "A record has only the keys of its collection.",
        "A mistyped key would be left out of the site without a word.",
        _changed("summary:", "sumary:").replace("  topics", "  summary: The king grants a market.\n  topics"),
        _TOWN,
    ),
    Rule(
        "FB202",
        "missing-key",
        "A record has all the keys that its collection asks for; a fact has at least one source.",
        "A knowledge base says who says so.",
        _changed("  sources: {yearbook: page 2}\n", ""),
        _TOWN,
    ),
    Rule(
        "FB203",
        "empty-value",
        "A key has a value.",
        "An empty value is a question left open; leave the key out instead.",
        _changed("summary: The king grants a market.", "summary: The king grants a market.\n  note:"),
        _TOWN,
    ),
    Rule(
        "FB204",
        "wrong-type",
        "Text is text, a list is a list, a mapping is a mapping.",
        "The build does not guess what was meant.",
        _changed("topics: [history]", "topics: history"),
        _TOWN,
    ),
    Rule(
        "FB205",
        "id-form",
        "An id is made of lower-case letters, digits and single hyphens, and is no name that Windows refuses.",
        "It stands in addresses for ever, and in names of files.",
        _changed("id: charter", "id: The_Charter"),
        _TOWN,
    ),
    Rule(
        "FB206",
        "not-a-date",
        "Dates and periods are EDTF (ISO 8601-2): only what is known, never padded; `2023-Q3` is a quarter, `199X` a decade.",
        "Precision must survive into every output.",
        _changed("date: 1320", "date: 1320-13"),
        _changed("date: 1320", "date: 1320~"),
    ),
    Rule(
        "FB207",
        "not-a-number",
        "A number is digits with a decimal point, without separators and without a unit.",
        "Numbers are exact; the unit stands at the indicator.",
        "# data/indicators.yml\n- id: population\n  name: Population\n  definition: People who live in the town.\n"
        "  unit: people\n  place: town\n  observations:\n"
        "    - {period: 1990, value: '3,000', sources: {yearbook: page 3}}\n",
        "# data/indicators.yml\n- id: population\n  name: Population\n  definition: People who live in the town.\n"
        "  unit: people\n  place: town\n  observations:\n"
        "    - {period: 1990, value: 3000, sources: {yearbook: page 3}}\n",
    ),
    Rule(
        "FB208",
        "too-long",
        "A text has at most 4,000 characters.",
        "A fact is a sentence or two; the rest belongs on a page.",
        _changed("The king grants a market.", "market " * 700),
        _TOWN,
    ),
    Rule(
        "FB209",
        "web-address",
        "The address of a source is a whole http or https address; `carried_by` is a host.",
        "Readers follow it; no other scheme may stand in a link.",
        "# data/sources.yml\n- {id: yearbook, title: Yearbook, publisher: Council, kind: official, language: en,\n"
        "   url: 'javascript:alert(1)', access: direct, accessed: 2020-01-01}\n",
        "# data/sources.yml\n- {id: yearbook, title: Yearbook, publisher: Council, kind: official, language: en,\n"
        "   url: 'https://example.org/', access: direct, accessed: 2020-01-01}\n",
    ),
    Rule(
        "FB210",
        "not-in-list",
        "Where the schema gives a closed list, the value is a word of it.",
        "Pages, filters and colours depend on these words.",
        _changed("summary: The king", "importance: 4\n  summary: The king"),
        _changed("summary: The king", "importance: 1\n  summary: The king"),
    ),
)
