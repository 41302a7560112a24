"""Rewrites a page as Markdown, whatever its syntax. A new syntax is a module and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._dialects.asciidoc import rewrite_asciidoc
from docs2openapi._dialects.gitbook import rewrite_gitbook
from docs2openapi._dialects.restructured import rewrite_restructured
from docs2openapi._model.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

# Each takes the lines of a page, and returns them rewritten, or None if the page is in another syntax. What stands on a
# line stays on it as far as Markdown allows, so that notes name lines of the page.
DIALECTS: tuple[Callable[[list[str]], list[str] | None], ...] = (
    rewrite_gitbook,
    rewrite_restructured,
    rewrite_asciidoc,
)


def to_markdown(page: Page) -> Page:
    """Rewrite a page as Markdown."""
    lines = page.lines
    for rewrite in DIALECTS:
        lines = rewrite(lines) or lines
    return Page(page.file, "\n".join(lines))
