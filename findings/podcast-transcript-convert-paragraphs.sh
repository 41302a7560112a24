#!/bin/bash
# podcast-transcript-convert 0.1.2: of several paragraphs of one speaker, only the last is kept.
# Expected by the Podcast Namespace, page "Transcripts", HTML: cite is the speaker, time the start, and p a paragraph of the text; a
# speaker may have more than one.
# Seen: each further p replaces the one before, in the same segment. The text of the first is nowhere in the JSON.
# Cost: most of a long answer is missing in the transcript that players show and search.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check podcast-transcript-convert==0.1.2
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from podcast_transcript_convert.converters.html_to_json import html_to_podcast_dict

HTML = (
    "<cite>Anna:</cite><time>0:01</time><p>First thought.</p><p>Second thought.</p>"
    "<cite>Ben:</cite><time>0:09</time><p>An answer.</p>"
)
segments = html_to_podcast_dict(HTML)["segments"]
print(segments)
assert [segment["body"] for segment in segments] == ["Second thought.", "An answer."]
PY
