"""Compare the present state of a provider with the last release of its client."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.codegen.drift.interface_diff.compare import api_changes
from scripts.codegen.drift.report.changelog import entry_text
from scripts.codegen.drift.report.hidden_changes import hidden_changes
from scripts.codegen.drift.report.next_version import Level, level_of, next_version
from scripts.codegen.drift.report.page_diff import page_diffs
from scripts.codegen.drift.report.renamed_names import named_in_api, named_in_spec, new_names
from scripts.codegen.drift.spec_diff.wording import spec_changes
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.specs.build import merge_documents, read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.drift.builds.baseline import Baseline
    from scripts.codegen.drift.builds.build import BuildResult
    from scripts.codegen.drift.builds.overlay_effects import Action
    from scripts.codegen.drift.interface_diff.change import ApiChange
    from scripts.codegen.drift.report.hidden_changes import Hidden
    from scripts.codegen.drift.report.page_diff import PageDiff
    from scripts.codegen.drift.spec_diff.wording import Change
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Report:
    """The drift report of one provider.

    Attributes:
        released: The last version, None if there is none.
        pages: The changes of the pages, line by line.
        spec: The changes of the spec.
        hidden: Changes of the pages that overlays keep out of the spec.
        actions: Overlay actions that need attention.
        api: The changes of the Python interface.
        undocumented: What cassettes contain and the spec does not document.
        faults: What stops the build; then everything else is about what could be built.
        level, version: Of the next release; None if the client cannot be generated.
        changelog: Its entry.
    """

    provider: str
    released: str | None
    pages: tuple[PageDiff, ...]
    spec: tuple[Change, ...]
    hidden: tuple[Hidden, ...]
    actions: tuple[Action, ...]
    api: tuple[ApiChange, ...]
    undocumented: tuple[str, ...]
    faults: tuple[str, ...]
    level: Level | None
    version: str | None
    changelog: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed and nothing is wrong."""
        parts = (self.pages, self.spec, self.hidden, self.actions, self.api, self.undocumented, self.faults)
        return self.released is not None and not any(parts) and self.level is Level.NOTHING

    def as_json(self) -> dict[str, object]:
        """Return the report as JSON data."""
        return {**asdict(self), "level": None if self.level is None else str(self.level), "is_empty": self.is_empty}


def report_of(
    provider: Provider, baseline: Baseline | None, present: BuildResult, undocumented: Sequence[str] = ()
) -> Report:
    """Compare the present build with the last release."""
    noted = tuple(action for action in present.overlaid.actions if action.note) if present.overlaid else ()
    if baseline is None:
        version = provider.version if present.client else None
        return Report(provider.name, None, (), (), (), noted, (), (*undocumented,), present.faults, None, version, "")
    documented, overlaid = present.documented, present.overlaid
    spec = spec_changes(baseline.spec, overlaid.document) if overlaid else ()
    documented_changes = _page_changes(provider, baseline, documented) if present.pages != baseline.pages else ()
    api, level = _api_changes(provider, baseline, present)
    hidden = hidden_changes(documented_changes, documented, spec, overlaid) if documented and overlaid else ()
    names = new_names(documented_changes)
    spec, api = tuple(named_in_spec(spec, names)), tuple(named_in_api(api, names))
    return Report(
        provider=provider.name,
        released=baseline.version,
        pages=page_diffs(baseline.pages, present.pages),
        spec=spec,
        hidden=hidden,
        actions=noted,
        api=api,
        undocumented=(*undocumented,),
        faults=present.faults,
        level=level,
        version=None if level is None else next_version(baseline.version, level),
        changelog=entry_text(api, spec) if level else "",
    )


def _api_changes(
    provider: Provider, baseline: Baseline, present: BuildResult
) -> tuple[tuple[ApiChange, ...], Level | None]:
    if present.client is None:
        return (), None
    api = api_changes(baseline.client.interface, present.client.interface, provider.package)
    return api, level_of(api, is_same=present.client.sha256 == baseline.client.sha256)


def _page_changes(provider: Provider, baseline: Baseline, documented: Document | None) -> tuple[Change, ...]:
    """Compare the document of the pages with that of the released pages, both as docs2openapi reads them now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in baseline.pages.items():
            (folder / file).write_bytes(content)
        try:
            before = merge_documents([reading.document for reading in read_pages(provider, folder)])
        except CodegenError:  # the released pages cannot be read any more
            return ()
    return spec_changes(before, documented) if documented else ()
