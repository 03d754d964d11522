"""Build a project whose facts break rules of meaning (a figure that its source does not print): those rules are left out, and links
of its pages may lead nowhere, as some payloads do.

What is read and how it is written, which is what the tests of safety are about, is as in every build.
"""

import sys
from unittest import mock

from factbook.cli import main

if __name__ == "__main__":
    with (
        mock.patch("factbook.checks.rules.run", return_value=()),
        mock.patch("factbook.site.session.refuse_dead_links"),
    ):
        sys.exit(main(sys.argv[1:]))
