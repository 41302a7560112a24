#!/bin/bash
# podcast-chapter-tools 0.2.0: chapters that are to be hidden become visible ones.
# Expected: in the JSON Chapters format of the Podcast Namespace "toc": false marks a chapter that is not shown in the list of chapters
# (it only changes the picture or the link).
# Seen: toc is not read: such a chapter comes back like the others, and as Podlove Simple Chapters or JSON it is a visible one.
# Cost: after a conversion the list of chapters of an episode is full of entries for its pictures.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check podcast-chapter-tools==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from podcast_chapter_tools import chapters_to_pci_dict, extract_pci_chapters

document = {
    "version": "1.2.0",
    "chapters": [
        {"startTime": 0, "title": "Start"},
        {"startTime": 30, "title": "slide 2", "img": "https://files.example/2.png", "toc": False},
    ],
}
seen = chapters_to_pci_dict(extract_pci_chapters(document))["chapters"]
print(*seen, sep="\n")
assert [chapter["title"] for chapter in seen] == ["Start", "slide 2"] and "toc" not in seen[1]
PY
