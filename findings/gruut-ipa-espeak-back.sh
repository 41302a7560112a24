#!/bin/bash
# gruut-ipa 0.13.0: phonemes of eSpeak come back as those of other languages.
# Expected by its README: it converts between IPA and eSpeak in both directions. In English eSpeak's @, l, r and tS are ə, l, ɹ and t͡ʃ.
# Seen: the table is turned round, and where several sounds have one name the last of them wins: @ is ɘ, l is the dark ɫ, r is the French
# ʁ, and tS is the retroflex ʈ͡ʂ. "həˈloʊ" comes back as "hɘˈɫoʊ".
# Cost: lexicons that went through eSpeak match no voice that was trained on English phonemes; each of the symbols is valid IPA.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check gruut-ipa==0.13.0 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from gruut_ipa import espeak_to_ipa, ipa_to_espeak

for word, back in (("həˈloʊ", "hɘˈɫoʊ"), ("t͡ʃiːz", "ʈ͡ʂiːz"), ("ɹɛd", "ʁɛd")):
    seen = espeak_to_ipa(ipa_to_espeak(word))
    print(word, ipa_to_espeak(word), seen)
    assert seen == back
PY
