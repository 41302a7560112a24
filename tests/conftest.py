"""What all tests share: profiles of Hypothesis, and the score of the corpus under the summary."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples on every run: what fails here fails for everybody. GENJOBS_DEEP=1 (`nox -s tests -- --deep`) looks
# for new ones, and for many more.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("deep", deadline=None, max_examples=2_000)
settings.load_profile("deep" if os.environ.get("GENJOBS_DEEP") else "steady")


def pytest_terminal_summary(terminalreporter):
    """Print the score of the corpus (tests/docs2openapi), if it was taken: with several workers, too."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in report.user_properties:
            if name == "corpus":
                terminalreporter.write_sep("-", "docs2openapi: what is read of the corpus")
                terminalreporter.write_line(value)
