"""Everything that is to be told of one provider since its client was last released."""

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
    from scripts.codegen.drift.builds.build import Walked
    from scripts.codegen.drift.builds.overlay_effects import Action
    from scripts.codegen.drift.interface_diff.change import ApiChange
    from scripts.codegen.drift.report.hidden_changes import Hidden
    from scripts.codegen.drift.report.page_diff import PageDiff
    from scripts.codegen.drift.spec_diff.wording import Change
    from scripts.codegen.openapi.document import Document
    from scripts.codegen.pages.provider import Provider


@dataclass(frozen=True)
class Report:
    """What is to be told of one provider.

    ``released`` is the last version, None where there was none. ``hidden`` are changes of the pages that an overlay
    keeps out of the spec, ``actions`` those of overlays that somebody has to look at, ``faults`` what stops the build,
    ``undocumented`` what cassettes hold and the spec does not know. ``level`` and ``version`` are None where no client
    can be made; with ``faults`` they hold for what could be made.
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
        """Whether nothing changed and nothing is the matter."""
        told = (self.pages, self.spec, self.hidden, self.actions, self.api, self.undocumented, self.faults)
        return self.released is not None and not any(told) and self.level is Level.NOTHING

    def as_json(self) -> dict[str, object]:
        """Give it as plain data, with what it means in words."""
        return {**asdict(self), "level": None if self.level is None else str(self.level), "is_empty": self.is_empty}


def report_of(
    provider: Provider, baseline: Baseline | None, walked: Walked, undocumented: Sequence[str] = ()
) -> Report:
    """Compare the road as it is now with what was last released."""
    noted = tuple(action for action in walked.corrected.actions if action.note) if walked.corrected else ()
    if baseline is None:
        version = provider.version if walked.client else None
        return Report(provider.name, None, (), (), (), noted, (), (*undocumented,), walked.faults, None, version, "")
    spec = spec_changes(baseline.spec, walked.corrected.document) if walked.corrected else ()
    said = _said_changes(provider, baseline, walked.said) if walked.pages != baseline.pages else ()
    api, level = _judged(provider, baseline, walked)
    hidden = hidden_changes(said, walked.said, spec, walked.corrected) if walked.said and walked.corrected else ()
    names = new_names(said)
    spec, api = tuple(named_in_spec(spec, names)), tuple(named_in_api(api, names))
    return Report(
        provider=provider.name,
        released=baseline.version,
        pages=page_diffs(baseline.pages, walked.pages),
        spec=spec,
        hidden=hidden,
        actions=noted,
        api=api,
        undocumented=(*undocumented,),
        faults=walked.faults,
        level=level,
        version=None if level is None else next_version(baseline.version, level),
        changelog=entry_text(api, spec) if level else "",
    )


def _judged(provider: Provider, baseline: Baseline, walked: Walked) -> tuple[tuple[ApiChange, ...], Level | None]:
    if walked.client is None:
        return (), None
    api = api_changes(baseline.client.interface, walked.client.interface, provider.package)
    return api, level_of(api, is_same=walked.client.sha256 == baseline.client.sha256)


def _said_changes(provider: Provider, baseline: Baseline, said: Document | None) -> tuple[Change, ...]:
    """Compare what the pages say with what those of the last release say to the reader of today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in baseline.pages.items():
            (folder / file).write_bytes(content)
        try:
            before = merge_documents([reading.document for reading in read_pages(provider, folder)])
        except CodegenError:  # the pages are others, or the reader is: then there is nothing to compare with
            return ()
    return spec_changes(before, said) if said else ()
