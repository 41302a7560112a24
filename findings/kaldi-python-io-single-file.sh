#!/bin/bash
# kaldi-python-io 1.2.2: its functions for a file with one matrix or one vector always fail.
# Expected by Kaldi's documentation of its input and output, and by the names read_kaldi_mat() and read_kaldi_vec(): a file in the binary
# form begins with a zero and a B, and has one object.
# Seen: both hand an argument on that the functions below do not have: TypeError, whatever the file. A file with the same matrix under a
# name (an archive) is read by ArchiveReader.
# Cost: statistics for normalisation and transforms, which Kaldi keeps in such files, cannot be loaded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check kaldi-python-io==1.2.2 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy
from kaldi_python_io import ArchiveReader, ArchiveWriter
from kaldi_python_io.functional import read_kaldi_mat, read_kaldi_vec

matrix = numpy.ones((2, 3), dtype=numpy.float32)
with ArchiveWriter("features.ark") as archive:
    archive.write("talk", matrix)
data = open("features.ark", "rb").read()
with open("matrix.mat", "wb") as file:
    file.write(data.removeprefix(b"talk "))
assert [(name, found.tolist()) for name, found in ArchiveReader("features.ark")] == [("talk", matrix.tolist())]
for read in (read_kaldi_mat, read_kaldi_vec):
    try:
        seen = read("matrix.mat")
    except TypeError as error:
        seen = str(error)
    print(seen)
    assert seen.endswith("got an unexpected keyword argument 'direct_access'")
PY
