#!/bin/bash
# elan-data 1.7.3: annotations that refer to others, such as translations, are left out.
# Expected by ELAN's format: an annotation is either aligned to times (ALIGNABLE_ANNOTATION) or refers to another (REF_ANNOTATION), whose
# times it has. The documentation promises a table of all tiers.
# Seen: of a file with "good morning" and its translation in a tier below, the table has the first alone; the tier is among tier_names.
# Cost: text files and captions that are made of the table lack the translation, without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps elan-data==1.7.3 pandas==3.1.1 numpy==2.4.6 python-dateutil==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from elan_data import ELAN_Data

talk = ELAN_Data.create_eaf("talk.eaf", None, ["words"], remove_default=True)
talk.add_segment("words", 0, 1000, "good morning")
talk.save_ELAN(raise_error_if_unmodified=False)
value = "<ANNOTATION_VALUE>guten Morgen</ANNOTATION_VALUE>"
tier = '<TIER LINGUISTIC_TYPE_REF="default-lt" PARENT_REF="words" TIER_ID="german"><ANNOTATION>'
tier += f'<REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1">{value}</REF_ANNOTATION></ANNOTATION></TIER>'
text = open("talk.eaf").read().replace("<LINGUISTIC_TYPE ", tier + "<LINGUISTIC_TYPE ", 1)
with open("talk.eaf", "w") as file:
    file.write(text)
again = ELAN_Data.from_file("talk.eaf", init_df=True)
print(again.tier_names, list(again.tier_data.TEXT))
assert again.tier_names == ["words", "german"] and list(again.tier_data.TEXT) == ["good morning"]
PY
