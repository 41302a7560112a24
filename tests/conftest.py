"""What all tests share: profiles of Hypothesis, and the score of the corpus under the summary."""

from __future__ import annotations

import tests.profiles  # noqa: F401  (loads the profile)


def pytest_terminal_summary(terminalreporter):
    """Print the score of the corpus (tests/docs2openapi), if it was taken: with several workers, too."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in report.user_properties:
            if name == "corpus":
                terminalreporter.write_sep("-", "docs2openapi: what is read of the corpus")
                terminalreporter.write_line(value)
