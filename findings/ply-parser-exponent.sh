#!/bin/bash
# ply-parser 2.0.0: a vertex with a very small number is left out, and a face becomes a vertex instead.
# Expected by the PLY format: in an ASCII file numbers are words, which the reader of its author gives to C's atof(); 1e-05 is one, and
# many tools write small numbers so.
# Seen: of the vertices (1e-05, 0, 0), (1, 0, 0) and (0, 1, 0) the first is missing, and the line of the face, "3 0 1 2", is given as the
# vertex (3, 0, 1), and as a face too. Nothing is said.
# Cost: models of reconstructions and generators, in which rounding leaves such numbers, are torn: all faces behind have wrong corners.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ply-parser==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ply_parser.ply_parser import parse_ply_file_data

lines = ["ply", "format ascii 1.0", "element vertex 3", "property float x", "property float y", "property float z"]
lines += ["element face 1", "property list uchar int vertex_indices", "end_header", "1e-05 0 0", "1 0 0", "0 1 0", "3 0 1 2"]
vertices, faces, _ = parse_ply_file_data(lines)
print(vertices, faces)
assert (vertices, faces) == ([[1, 0, 0], [0, 1, 0], [3, 0, 1]], [[0, 1, 2]])
PY
