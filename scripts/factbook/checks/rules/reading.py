"""Rules that hold while the files are read: text, YAML, and the schema of each record."""

from factbook.checks.rules.rule import Rule
from factbook.languages import N_
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
        N_("Every data file is an ordinary file below `data/` that can be read and has at most two megabytes."),
        N_("A link that leads out of the project, or a file that cannot be reviewed, has no place in the store."),
        "# data/milestones.yml -> ../../outside.yml\n",
        _TOWN,
    ),
    Rule(
        "FB102",
        "not-utf-8",
        N_("Data files are UTF-8."),
        N_("Chinese names are lost in any other encoding."),
        _changed("The king grants a market.", "国王").replace(".yml", ".yml (gb18030)"),
        _changed("The king grants a market.", "国王"),
    ),
    Rule(
        "FB103",
        "yaml-syntax",
        N_("Every data file is a YAML list of records."),
        N_("What cannot be parsed cannot be checked."),
        _changed("summary: The king", "summary: The king: he"),
        _changed("summary: The king grants a market.", 'summary: "The king: he grants a market."'),
    ),
    Rule(
        "FB104",
        "merge-marker",
        N_("No marker of a merge is left in a file."),
        N_("Both sides of a conflict would be read as one record."),
        _changed("  date: 1320\n", "<<<<<<< ours\n  date: 1320\n=======\n  date: 1321\n>>>>>>> theirs\n"),
        _TOWN,
    ),
    Rule(
        "FB105",
        "invisible-character",
        N_("Text holds no control characters, no zero-width characters and no bidirectional controls."),
        N_("They hide what a text says, and make two equal names differ."),
        _changed("king", "ki\u200bng"),
        _TOWN,
    ),
    Rule(
        "FB106",
        "yaml-extras",
        N_("Data files use mappings, lists and text: no anchors, aliases, tags or merge keys."),
        N_("Every record can then be read, moved and checked by itself, and no file can expand without bound."),
        _changed("title: The town", "title: &name The town"),
        _TOWN,
    ),
    Rule(
        "FB107",
        "duplicate-key",
        N_("A key stands once in a mapping."),
        N_("Of two values YAML silently keeps the last."),
        _changed("  date: 1320\n", "  date: 1320\n  date: 1321\n"),
        _TOWN,
    ),
    Rule(
        "FB108",
        "unknown-file",
        N_(
            "A data file is `data/<collection>.yml` or `data/<collection>/<name>.yml`; no other file lies below `data/`."
        ),
        N_("A file that no collection reads holds facts that no page shows."),
        "# data/milestone.yml\n[]\n",
        _TOWN,
    ),
    Rule(
        "FB109",
        "look-alike",
        N_(
            "No character only looks like another: no Cyrillic or Greek letter in or for a Latin word, no radical, no full-width letter."
        ),
        N_("Two names that look the same must be the same, or search and links miss one of them."),
        _changed("The king", "The k\u0456ng"),
        _TOWN,
    ),
    Rule(
        "FB110",
        "too-much",
        N_(
            "A file has at most %(items)s records, a list or mapping as many items; %(problems)s problems of a file are listed."
        ),
        N_("Nobody reviews more at once, and a check must end."),
        "# data/awards.yml\n" + "- {}\n" * (MAX_ITEMS + 1),
        "# data/awards.yml\n[]\n",
        words={"items": f"{MAX_ITEMS:,}", "problems": MAX_PROBLEMS},
    ),
    Rule(
        "FB111",
        "lost-text",
        N_("No comment is glued to a word behind a plain text: a `#` behind a space begins a comment."),
        N_("'Prize #1 of the shire' would be published as 'Prize'."),
        _changed("The town receives its charter", "Charter #1 of the shire"),
        _changed("The town receives its charter", "'Charter #1 of the shire'  # its title in the roll"),
    ),
    Rule(
        "FB201",
        "unknown-key",
        N_("A record has only the keys of its collection."),
        N_("A mistyped key would be left out of the site without a word."),
        _changed("summary:", "sumary:").replace("  topics", "  summary: The king grants a market.\n  topics"),
        _TOWN,
    ),
    Rule(
        "FB202",
        "missing-key",
        N_("A record has all the keys that its collection asks for; a fact has at least one source."),
        N_("A knowledge base says who says so."),
        _changed("  sources: {yearbook: page 2}\n", ""),
        _TOWN,
    ),
    Rule(
        "FB203",
        "empty-value",
        N_("A key has a value."),
        N_("An empty value is a question left open; leave the key out instead."),
        _changed("summary: The king grants a market.", "summary: The king grants a market.\n  note:"),
        _TOWN,
    ),
    Rule(
        "FB204",
        "wrong-type",
        N_("Text is text, a list is a list, a mapping is a mapping."),
        N_("The build does not guess what was meant."),
        _changed("topics: [history]", "topics: history"),
        _TOWN,
    ),
    Rule(
        "FB205",
        "id-form",
        N_("An id is made of lower-case letters, digits and single hyphens, and is no name that Windows refuses."),
        N_("It stands in addresses for ever, and in names of files."),
        _changed("id: charter", "id: The_Charter"),
        _TOWN,
    ),
    Rule(
        "FB206",
        "not-a-date",
        N_(
            "Dates and periods are EDTF (ISO 8601-2): only what is known, never padded; `2023-Q3` is a quarter, `199X` a decade."
        ),
        N_("Precision must survive into every output."),
        _changed("date: 1320", "date: 1320-13"),
        _changed("date: 1320", "date: 1320~"),
    ),
    Rule(
        "FB207",
        "not-a-number",
        N_("A number is digits with a decimal point, without separators and without a unit."),
        N_("Numbers are exact; the unit stands at the indicator."),
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
        N_("A text has at most 4,000 characters."),
        N_("A fact is a sentence or two; the rest belongs on a page."),
        _changed("The king grants a market.", "market " * 700),
        _TOWN,
    ),
    Rule(
        "FB209",
        "web-address",
        N_("The address of a source is a whole http or https address; `carried_by` is a host."),
        N_("Readers follow it; no other scheme may stand in a link."),
        "# data/sources.yml\n- {id: yearbook, title: Yearbook, publisher: Council, kind: official, language: en,\n"
        "   url: 'javascript:alert(1)', access: direct, accessed: 2020-01-01}\n",
        "# data/sources.yml\n- {id: yearbook, title: Yearbook, publisher: Council, kind: official, language: en,\n"
        "   url: 'https://example.org/', access: direct, accessed: 2020-01-01}\n",
    ),
    Rule(
        "FB210",
        "not-in-list",
        N_("Where the schema gives a closed list, the value is a word of it."),
        N_("Pages, filters and colours depend on these words."),
        _changed("summary: The king", "importance: 4\n  summary: The king"),
        _changed("summary: The king", "importance: 1\n  summary: The king"),
    ),
)
