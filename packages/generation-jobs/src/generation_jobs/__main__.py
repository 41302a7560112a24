"""`python -m generation_jobs` runs the command line of the package generation-jobs-cli."""

import sys
from importlib.util import find_spec
from runpy import run_module

_COMMAND_LINE = "generation_jobs_cli"

if find_spec(_COMMAND_LINE) is None:
    print("The command line is not installed. Run: pip install 'generation-jobs[cli]'", file=sys.stderr)
    sys.exit(2)
run_module(_COMMAND_LINE, run_name="__main__", alter_sys=True)
