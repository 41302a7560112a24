#!/bin/bash
# mytextgrid 0.10.0: a TextGrid without blanks at its line ends cannot be read.
# Expected: Praat reads a TextGrid by its numbers and texts in quotes; blanks at the ends of lines (Praat writes them) mean nothing.
# Seen: without them no line is known: IndexError, "list index out of range".
# Cost: files that went through an editor or a version control that removes such blanks, or that other programs wrote, are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mytextgrid==0.10.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import mytextgrid

grid = mytextgrid.create_textgrid(0, 2)
words = grid.insert_tier("words")
words.insert_boundaries(1)
words.set_text_at_index(0, "hello")
grid.write("words.TextGrid")
text = open("words.TextGrid").read()


def tried(text):
    with open("copy.TextGrid", "w") as file:
        file.write(text)
    try:
        return [item.text for item in mytextgrid.read_textgrid("copy.TextGrid").tiers[0]]
    except IndexError as error:
        return str(error)


seen = tried(text), tried("\n".join(line.rstrip() for line in text.split("\n")))
print(*seen)
assert seen == (["hello", ""], "list index out of range")
PY
