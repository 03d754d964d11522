"""A target under atheris, which watches the branches that each input takes: `python -m tests.safety.fuzz_atheris loader`.

Whatever else stands on the line is libFuzzer's (https://llvm.org/docs/LibFuzzer.html#options). An error ends the run with a
traceback, and the input that brought it stands in a file; `make soak` runs all targets.
"""

import sys
from functools import partial

import atheris

with atheris.instrument_imports(include=["factbook", "mkdocs_timeline", "yaml"]):
    from tests.safety.targets import TARGETS, Document, _parse, timed


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _records(data: bytes) -> list[object]:
    """Records as they come out of a file."""
    document = Document("data/places.yml", _text(data))
    list(_parse(document))
    return document.value


def main(name: str, options: list[str]) -> None:
    """Try a target out until libFuzzer's options say that it is enough."""
    target = TARGETS[name]
    read = {"bytes": bytes, "records": _records}.get(name, _text)

    def once(data: bytes) -> None:
        value = read(data)
        for one in value if isinstance(value, list) else [value]:
            timed(partial(target, one))

    atheris.Setup([__file__, *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
