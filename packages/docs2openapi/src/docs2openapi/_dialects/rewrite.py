"""Rewrites a page as Markdown, whatever its syntax. A new syntax is a module and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docs2openapi._dialects.asciidoc import rewrite_asciidoc
from docs2openapi._dialects.code_lines import SIGNS, rewrite_code_lines
from docs2openapi._dialects.gitbook import rewrite_gitbook
from docs2openapi._dialects.heading_ids import rewrite_heading_ids
from docs2openapi._dialects.hugo import rewrite_hugo
from docs2openapi._dialects.indented_bodies import rewrite_indented_bodies
from docs2openapi._dialects.mkdocs import rewrite_mkdocs
from docs2openapi._dialects.operations.attribute_sentences import rewrite_attribute_sentences
from docs2openapi._dialects.operations.badges import rewrite_badges
from docs2openapi._dialects.operations.bullets import rewrite_operation_bullets
from docs2openapi._dialects.operations.contract_bullets import rewrite_contract_bullets
from docs2openapi._dialects.operations.labelled_addresses import rewrite_labelled_addresses
from docs2openapi._dialects.operations.numbered_operations import rewrite_numbered_operations
from docs2openapi._dialects.operations.request_comments import rewrite_request_comments
from docs2openapi._dialects.operations.schema_code import rewrite_schema_code
from docs2openapi._dialects.readme_blocks import rewrite_readme_blocks
from docs2openapi._dialects.rendered.bodies_below import rewrite_bodies_below
from docs2openapi._dialects.rendered.bulleted import rewrite_bulleted
from docs2openapi._dialects.rendered.command_guide import rewrite_command_guide
from docs2openapi._dialects.rendered.fields.flags_first import rewrite_flags_first
from docs2openapi._dialects.rendered.fields.starred_fields import rewrite_starred_fields
from docs2openapi._dialects.rendered.fields.type_first import rewrite_type_first
from docs2openapi._dialects.rendered.fields.typed_objects import rewrite_typed_objects
from docs2openapi._dialects.rendered.fused_lines import rewrite_fused_lines
from docs2openapi._dialects.rendered.html_line import rewrite_html_lines
from docs2openapi._dialects.rendered.indented_page import rewrite_indented_page
from docs2openapi._dialects.rendered.labelled.blocks import rewrite_labelled_blocks
from docs2openapi._dialects.rendered.labelled.text import rewrite_labelled_text
from docs2openapi._dialects.rendered.lines.anchored_titles import rewrite_anchored_titles
from docs2openapi._dialects.rendered.lines.broken_bullets import rewrite_broken_bullets
from docs2openapi._dialects.rendered.lines.dotted_bullets import rewrite_dotted_bullets
from docs2openapi._dialects.rendered.lines.empty_links import rewrite_empty_links
from docs2openapi._dialects.rendered.lines.flagged_bullets import rewrite_flagged_bullets
from docs2openapi._dialects.rendered.lines.fused_summaries import rewrite_fused_summaries
from docs2openapi._dialects.rendered.lines.labelled_bullets import rewrite_labelled_bullets
from docs2openapi._dialects.rendered.lines.listed_statuses import rewrite_listed_statuses
from docs2openapi._dialects.rendered.lines.message_keys import rewrite_message_keys
from docs2openapi._dialects.rendered.lines.placed_fields import rewrite_placed_fields
from docs2openapi._dialects.rendered.lines.stuck.addresses import rewrite_stuck_addresses
from docs2openapi._dialects.rendered.lines.stuck.flags import rewrite_stuck_flags
from docs2openapi._dialects.rendered.lines.stuck.pairs import rewrite_stuck_pairs
from docs2openapi._dialects.rendered.lines.stuck.titles import rewrite_stuck_titles
from docs2openapi._dialects.rendered.lines.stuck.types import rewrite_stuck_types
from docs2openapi._dialects.rendered.lines.titled_operations import rewrite_titled_operations
from docs2openapi._dialects.rendered.lines.traditional_chinese import TRADITIONAL_WORDS, rewrite_traditional_chinese
from docs2openapi._dialects.rendered.lines_apart import rewrite_lines_apart
from docs2openapi._dialects.rendered.numbered_code import rewrite_numbered_code
from docs2openapi._dialects.rendered.plain_code import fence_code, pages_with_messages, pages_without_fences
from docs2openapi._dialects.rendered.plain_operations import mark_operations
from docs2openapi._dialects.rendered.products.azure_page import rewrite_azure_page
from docs2openapi._dialects.rendered.products.docusaurus_page import rewrite_docusaurus_page, rewrite_media_types
from docs2openapi._dialects.rendered.products.fern_page import FIRST_LINKS, rewrite_fern_page
from docs2openapi._dialects.rendered.products.fumadocs_page import rewrite_fumadocs_page
from docs2openapi._dialects.rendered.products.generated_page import rewrite_generated_page
from docs2openapi._dialects.rendered.products.gitbook_page import rewrite_gitbook_page
from docs2openapi._dialects.rendered.products.model_page import rewrite_model_page
from docs2openapi._dialects.rendered.products.postman import TITLES, rewrite_postman
from docs2openapi._dialects.rendered.products.redoc.page import rewrite_redoc_page
from docs2openapi._dialects.rendered.products.redoc.samples import rewrite_redoc_samples
from docs2openapi._dialects.rendered.products.scalar_page import rewrite_scalar_page
from docs2openapi._dialects.rendered.products.starlight import rewrite_starlight
from docs2openapi._dialects.rendered.products.tencent_page import rewrite_tencent_page
from docs2openapi._dialects.rendered.stuck_commands import rewrite_stuck_commands
from docs2openapi._dialects.rendered.tables.bare_rows import rewrite_bare_rows
from docs2openapi._dialects.rendered.tables.broken_rows import rewrite_broken_rows
from docs2openapi._dialects.rendered.tables.cell_lines import rewrite_cell_lines
from docs2openapi._dialects.rendered.tables.continued_rows import rewrite_continued_rows
from docs2openapi._dialects.rendered.tables.dashed_rows import rewrite_dashed_rows
from docs2openapi._dialects.rendered.tables.fused_endpoints import rewrite_fused_endpoints
from docs2openapi._dialects.rendered.tables.loose_tables import rewrite_loose_tables
from docs2openapi._dialects.rendered.tables.lost_pipes import rewrite_lost_pipes
from docs2openapi._dialects.rendered.tables.spaced_tables import rewrite_spaced_tables
from docs2openapi._dialects.rendered.tables.state_cells import rewrite_state_cells
from docs2openapi._dialects.rest_templates import rewrite_rest_templates
from docs2openapi._dialects.rst.restructured import rewrite_restructured
from docs2openapi._dialects.unspaced_headings import rewrite_unspaced_headings
from docs2openapi._dialects.wiki import rewrite_wiki
from docs2openapi._dialects.wrapped import rewrite_wrapped
from docs2openapi._model.page import Page
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Callable

Rewrite: TypeAlias = "Callable[[list[str]], list[str] | None]"


class _Dialect(NamedTuple):
    """A syntax.

    Attributes:
        passes: The passes over its pages. Each takes lines and returns them rewritten, or as they are; where others
            follow, the first returns None if the page is in another syntax. What stands on a line stays on it, in
            several lines if need be, so that notes name lines of the page.
        signs: Words, one of which each of its pages has: other pages are not looked through.
    """

    passes: tuple[Rewrite, ...]
    signs: tuple[str, ...] = ("",)


DIALECTS = (
    _Dialect((rewrite_wrapped,), ("```m", "```M")),
    _Dialect((rewrite_continued_rows,), ("| \\\n", "|\\\n")),
    _Dialect((rewrite_unspaced_headings,), ("##",)),
    _Dialect((rewrite_heading_ids,), ("{#",)),
    _Dialect((rewrite_indented_page,), ("\n    ",)),
    _Dialect((rewrite_indented_bodies,), ("\n    {", "\n     ", "\n\t", "\n    [")),
    _Dialect((rewrite_badges,), (' class="',)),
    _Dialect((rewrite_html_lines,), ("</",)),
    _Dialect((rewrite_traditional_chinese,), TRADITIONAL_WORDS),
    _Dialect((rewrite_schema_code,), (": $string",)),
    _Dialect((rewrite_gitbook,), ("{%",)),
    _Dialect((rewrite_hugo,), ("{{<", "{{%")),
    _Dialect((rewrite_mkdocs,), ("===", "!!!", "???", "{:")),
    _Dialect((rewrite_request_comments,), (" # ",)),
    _Dialect((rewrite_rest_templates,), ("**Code",)),
    _Dialect((rewrite_readme_blocks,), ("[block:",)),
    _Dialect((rewrite_restructured,), (".. ", "::")),
    _Dialect(
        (rewrite_wiki,), ("{code", "{noformat", "||", "{|", "|_.", "^ ", "{{{", "<syntaxhighlight", "<source", "<code ")
    ),
    _Dialect((rewrite_asciidoc,), ("= ",)),
    _Dialect((rewrite_attribute_sentences,), ("    |",)),
    _Dialect((rewrite_contract_bullets,), ("nput:", "utput:", "入力", "出力", "输入", "输出", "입력", "출력")),
    _Dialect((rewrite_operation_bullets,), ("`{", "`?", "curl ")),
    _Dialect((rewrite_numbered_operations,)),
    _Dialect((rewrite_code_lines,), SIGNS),
    _Dialect((rewrite_empty_links,), ("[](",)),
    _Dialect((rewrite_titled_operations, fence_code), ("- ", "– ", "— ", ", ", ": ")),
    _Dialect((rewrite_anchored_titles, fence_code), ("¶",)),
    _Dialect((rewrite_listed_statuses,), ("Example (from schema)",)),
    _Dialect((rewrite_stuck_pairs,), ("https://", "http://")),
    _Dialect((rewrite_dotted_bullets,), ("• ", "* ", "- ")),
    _Dialect((rewrite_labelled_bullets,), ("• Name", "* Name", "- Name")),
    _Dialect((rewrite_bulleted, fence_code), ("• ", "* ", "- ")),
    _Dialect((rewrite_flagged_bullets, mark_operations, fence_code), ("•", "◦", "▪")),
    _Dialect((pages_without_fences, fence_code), ("# ",)),
    _Dialect((pages_with_messages, fence_code), ("\nHTTP/",)),
    _Dialect((rewrite_placed_fields,), ("(in ",)),
    _Dialect((rewrite_typed_objects,), ("\n{\n",)),
    _Dialect((rewrite_labelled_addresses, fence_code), ("://",)),
    _Dialect((rewrite_command_guide, fence_code), ("curl",)),
    _Dialect((rewrite_labelled_text, fence_code), (":",)),
    _Dialect((rewrite_fumadocs_page,), ("\nDefault\n", "\nRange\n", "\nLength\n", "\nValue in\n")),
    _Dialect(
        (rewrite_gitbook_page,),
        (" · ", "Example:", "Default:", "Possible values:", " HTTP/1.1", "Body\n", " parameters\n"),
    ),
    _Dialect((rewrite_tencent_page, fence_code), ("TypeDescription", "类型描述")),
    _Dialect((rewrite_azure_page, fence_code), ("\nName Type Description\n",)),
    _Dialect((rewrite_starlight,), ("Section titled “",)),
    _Dialect((rewrite_fern_page,), ("This endpoint", "AuthorizationB", *FIRST_LINKS)),
    _Dialect((rewrite_scalar_page,), ("Copy link to",)),
    _Dialect((rewrite_media_types,), ("Schema",)),
    _Dialect((rewrite_docusaurus_page,), ("Array [", "required")),
    _Dialect((rewrite_redoc_samples,), ("Response samples",)),
    _Dialect((rewrite_model_page,), ("Possible enum values:",)),
    _Dialect((rewrite_starred_fields,), ("*", "( default: ")),
    _Dialect((rewrite_flags_first,), ("Required",)),
    _Dialect((rewrite_redoc_page,), ("Request samples", "Response samples")),
    _Dialect((rewrite_generated_page,), ("Expand Collapse",)),
    _Dialect((rewrite_broken_bullets,), ("- ",)),
    _Dialect((rewrite_type_first,), ("Required", "Optional")),
    _Dialect((rewrite_stuck_titles,), ("方法", "方式")),
    _Dialect((rewrite_stuck_types,), ("Required",)),
    _Dialect((rewrite_stuck_flags,), ("required",)),
    _Dialect((rewrite_numbered_code,), ("1",)),
    _Dialect((rewrite_dashed_rows, fence_code), ("-\n",)),
    _Dialect((rewrite_stuck_commands, pages_without_fences, fence_code)),
    _Dialect((rewrite_bodies_below, fence_code), ("{", "[", "→")),
    _Dialect((rewrite_fused_endpoints,), ("Method", *(f"{method} /" for method in METHODS))),
    _Dialect((rewrite_stuck_addresses,), ("/",)),
    _Dialect((rewrite_message_keys,), (".title", "Heading", "Title")),
    _Dialect((rewrite_bare_rows,)),
    _Dialect((rewrite_lines_apart,)),
    _Dialect((rewrite_labelled_blocks, fence_code), (":", "：")),
    _Dialect((rewrite_fused_lines,)),
    _Dialect((rewrite_postman, fence_code), TITLES),
    _Dialect((rewrite_lost_pipes,), ("-|", "- |")),
    _Dialect((rewrite_fused_summaries, fence_code), ("Summary: ",)),
    _Dialect((rewrite_broken_rows, mark_operations, fence_code), ("|",)),
    _Dialect((rewrite_loose_tables, mark_operations, fence_code), ("|",)),
    _Dialect((rewrite_spaced_tables,)),
    _Dialect((rewrite_state_cells,)),
    _Dialect((rewrite_cell_lines, fence_code)),
)


def to_markdown(page: Page) -> Page:
    """Rewrite a page as Markdown; it knows still which of its own lines each line was."""
    text, lines, numbers = page.text, page.lines, list(range(1, len(page.lines) + 1))
    for dialect in DIALECTS:
        passes = dialect.passes if any(sign in text for sign in dialect.signs) else ()
        for rewrite in passes:
            rewritten = rewrite(lines)
            if rewritten is None:
                break
            text = "\n".join(rewritten)
            lines = text.split("\n")
            if not len(lines) == len(rewritten) == len(numbers):
                last = len(numbers) - 1
                numbers = [numbers[min(at, last)] for at, each in enumerate(rewritten) for _ in each.split("\n")]
    return Page(page.file, text, tuple(numbers))
