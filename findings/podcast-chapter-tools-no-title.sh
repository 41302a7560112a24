#!/bin/bash
# podcast-chapter-tools 0.2.0: one chapter without a title loses all chapters.
# Expected: in the JSON Chapters format of the Podcast Namespace only startTime is required of a chapter; title is optional.
# Seen: extract_pci_chapters() returns None, as for a file that is no list of chapters, when one chapter has only a picture.
# Cost: an episode whose cover changes in the middle (a chapter with img and no title) is published without chapters.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check podcast-chapter-tools==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from podcast_chapter_tools import extract_pci_chapters

titled = [{"startTime": 0, "title": "Start"}, {"startTime": 90, "title": "News"}]
picture = {"startTime": 60, "img": "https://files.example/two.png"}
seen = [extract_pci_chapters({"version": "1.2.0", "chapters": chapters}) for chapters in (titled, [*titled, picture])]
print(*seen, sep="\n")
assert len(seen[0]) == 2 and seen[1] is None
PY
