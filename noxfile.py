"""The chores. `nox` runs what every change must pass; `nox -l` lists the rest.

Needs Python ≥ 3.11 and nox, nothing else: each session sets up what it needs, at the versions of constraints.txt.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml("pyproject.toml")
WHEELS = ROOT / ".nox" / "our-wheels"
TESTS_OF_SCRIPTS = ["tests/codegen", "tests/bench", "tests/engines"]
TESTS_OF_ENGINES = ["tests/temporal", "tests/airflow"]  # each in a session of its own, which installs the engine
AIRFLOW = "generation-jobs-airflow"  # installed in its own session only: Airflow needs other versions than we do
NEEDED_BY_ENGINES = (
    *("generation_jobs", "generation_jobs_sandbox", "generation_jobs_temporal"),
    *("oxen_jobs_client", "sliding_window_quota"),
)
ON_HTTPX2 = [
    *("clients", "facade/download"),
    *(f"facade/http/test_{name}.py" for name in ("network", "transport_errors", "aiohttp")),
]  # what depends most on the HTTP library
PACKAGES = sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("packages/*/pyproject.toml"))

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"  # with uv, where it is there, installing takes seconds
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False  # those a machine lacks are named as skipped, in CI too
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # thousands of processes are started: each would compile all anew
os.environ.setdefault("PYTHONUTF8", "1")  # tests and tools read UTF-8; Windows assumes something else


def _starts(python: str | Path) -> bool:
    """Whether an interpreter really runs: the shims of a version manager stand on PATH even where they do not."""
    try:
        return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _findable(version: str) -> str:
    """The name under which nox finds a Python that starts; one it cannot find where there is none."""
    name = f"python{version}"
    if shutil.which(name) is None or _starts(name):
        return version
    for managed in Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob(f"{version}.*/bin"):
        if _starts(managed / name):
            os.environ["PATH"] = f"{managed}{os.pathsep}{os.environ['PATH']}"
            return version
    return f"{version}-does-not-start"


PYTHONS = [_findable(version) for version in nox.project.python_versions(PROJECT)]
# Only maintainers run scripts/, on one Python: their tests, half of the suite's time, run on the oldest one found.
FOUND = [version for version in PYTHONS if shutil.which(f"python{version}")] or PYTHONS
OLDEST = FOUND[0]
# What passes on the oldest and the newest rarely fails in between: `nox -s tests` runs all.
TESTS = sorted({f"tests-{OLDEST}", f"tests-{FOUND[-1]}"})
nox.options.sessions = [*TESTS, "httpx2", "temporal", "types", "lint", "docs", "check", "wheels"]


def _clients() -> list[str]:
    return sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("generated/*/pyproject.toml"))


def _install(session: nox.Session, *groups: str) -> None:
    session.install("-q", "--no-compile", "-c", "constraints.txt", *nox.project.dependency_groups(PROJECT, *groups))


def _python(session: nox.Session) -> str:
    """The interpreter of the session's environment: bin/python, on Windows Scripts/python.exe."""
    found = shutil.which("python", path=session.bin)
    assert found is not None, f"no Python in {session.bin}"
    return found


@cache
def _build_wheels(build: str) -> None:
    """Build all our wheels into WHEELS, once in a run of nox; `build` is a Python that has pip and hatchling."""
    shutil.rmtree(WHEELS, ignore_errors=True)
    command = [build, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(WHEELS)]
    subprocess.run([*command, *(f"./{path}" for path in (*PACKAGES, *_clients()))], check=True, cwd=ROOT)


def _install_wheels(session: nox.Session) -> None:
    """Install our own packages as users get them: as wheels, with the dependencies that they declare."""
    session.install("-q", "--no-compile", "-c", "constraints.txt", "hatchling", "pip")
    _build_wheels(_python(session))
    ours = [wheel for wheel in sorted(map(str, WHEELS.glob("*.whl"))) if not _is_of(AIRFLOW, wheel)]
    session.install("-q", "--no-compile", "-c", "constraints.txt", *ours)
    session.install("-q", "--no-deps", "--force-reinstall", *ours)  # the version stays, the code may have changed


@nox.session
def demo(session: nox.Session) -> None:
    """Demonstrate the main features: five pages become five clients, five jobs five files. Needs no account, no key."""
    _install(session, "codegen")
    _install_wheels(session)
    session.run("python", "-m", "scripts.demo", *session.posargs)


@nox.session
def screenshot(session: nox.Session) -> None:
    """Draw the README's picture: the live table of the command line."""
    _install_wheels(session)
    session.run("python", "-m", "scripts.screenshot")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, on every supported Python found, against wheels. `-- facade` runs a part; see CONTRIBUTING.md."""
    _install(session, "tests")
    _install_wheels(session)
    arguments = [argument for argument in session.posargs if argument != "--deep"]
    if not arguments:
        left_out = TESTS_OF_ENGINES if session.python == OLDEST else [*TESTS_OF_ENGINES, *TESTS_OF_SCRIPTS]
        arguments = [f"--ignore={part}" for part in left_out]
    deep = {"GENJOBS_DEEP": "1"} if "--deep" in session.posargs else {}
    workers = str(2 * (os.cpu_count() or 1))  # half of the tests wait for sockets and processes most of the time
    split = ("-n", workers, "--dist=worksteal")  # neighbours run in one process, and share their fixtures
    session.run("python", "-m", "pytest", *split, *map(_part_of_tests, arguments), env=deep)


@nox.session(python=OLDEST)
def httpx2(session: nox.Session) -> None:
    """Clients and facade with httpx2 in place of httpx. Takes arguments of pytest."""
    _install(session, "tests")
    _install_wheels(session)
    arguments = session.posargs or ON_HTTPX2
    session.run("python", "-m", "pytest", "-p", "tests.on_httpx2", "-n", "2", *map(_part_of_tests, arguments))


@nox.session(python=OLDEST)
def temporal(session: nox.Session) -> None:
    """The tests of generation-jobs-temporal, with Temporal's development server. Takes arguments of pytest."""
    if os.name == "nt":
        session.skip("its workers are forked")
    _install(session, "temporal")
    _install_wheels(session)
    session.run("python", "-m", "pytest", "-n", "2", *(session.posargs or ["tests/temporal"]))


@nox.session(python=OLDEST)
def airflow(session: nox.Session) -> None:
    """The tests and types of generation-jobs-airflow, with Airflow. Not by default: it takes three minutes, with uv."""
    if os.name == "nt":
        session.skip("Airflow does not run on Windows")
    _install_airflow(session, "airflow")
    if session.posargs:
        session.run("python", "-m", "pytest", *session.posargs)
        return
    session.run("python", "-m", "pytest", "tests/airflow")
    session.run("mypy", "tests/airflow/stranger.py")
    session.run("pyright", "-p", "tests/airflow", "--pythonpath", _python(session))
    with session.chdir(session.create_tmp()):  # where no source is in reach
        session.run("python", "-I", str(ROOT / "tests/airflow/stranger.py"))
        session.run("mypy", "--strict", "-p", AIRFLOW.replace("-", "_"))


def _install_airflow(session: nox.Session, group: str) -> None:
    """Install Airflow, what a session needs beside it, and our wheels for it."""
    pins = "tests/airflow/constraints.txt"
    groups = nox.project.dependency_groups(PROJECT, group)
    session.install("-q", "--no-compile", "-c", pins, *groups, "hatchling", "pip")
    _build_wheels(_python(session))
    names = (
        "generation-jobs",
        AIRFLOW,
        "generation-jobs-sandbox",
        "sliding-window-quota",
        *map(os.path.basename, _clients()),
    )
    ours = [wheel for wheel in map(str, WHEELS.glob("*.whl")) if any(_is_of(name, wheel) for name in names)]
    session.install("-q", "--no-compile", "-c", pins, *ours)
    session.install("-q", "--no-deps", "--force-reinstall", *ours)  # the version stays, the code may have changed


def _is_of(package: str, wheel: str) -> bool:
    """Whether a wheel is that of a package."""
    return Path(wheel).name.partition("-")[0] == package.replace("-", "_")


def _part_of_tests(argument: str) -> str:
    """`tests/facade` for `facade`, and so for every file and folder of tests/; any other argument as it is."""
    return f"tests/{argument}" if (ROOT / "tests" / argument).exists() else argument


@nox.session
def types(session: nox.Session) -> None:
    """Both type checkers, strict, over handwritten and generated code, against installed wheels. Takes client names."""
    _install(session, "types")
    _install_wheels(session)
    session.run("python", "-m", "scripts.typecheck", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, likely bugs, and who may know whom."""
    _install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("python", "-m", "scripts.lint_imports")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site in site/, and check its links."""
    _install(session, "docs")
    session.run("zensical", "build", "--strict", "--clean")


@nox.session
def changelog(session: nox.Session) -> None:
    """Move the news fragments of a package into its CHANGELOG.md: `-- PACKAGE VERSION`, and `--draft` to only look."""
    if len(session.posargs) < 2:
        session.error("name the package and the version: nox -s changelog -- generation-jobs 0.2.0 --draft")
    package, version, *options = session.posargs
    _install(session, "changelog")
    folder = f"packages/{package}"
    session.run("towncrier", "build", "--config", "pyproject.toml", "--dir", folder, "--version", version, *options)


@nox.session
def pull(session: nox.Session) -> None:
    """Pull the pages in provider.toml, or `-- --from DIR`, and lock them. Takes provider names."""
    _install_codegen(session)
    session.run("python", "-m", "scripts.pull", *session.posargs)


@nox.session(name="new-provider")
def new_provider(session: nox.Session) -> None:
    """Add a provider, `-- NAME PAGE…`, or continue with it, `-- NAME`; docs/add-a-provider.md explains each step."""
    _install_codegen(session)
    session.run("python", "-m", "scripts.new_provider", *session.posargs)
    name = session.posargs[0]
    session.install(
        "-q", "--no-compile", "-c", "constraints.txt", "hatchling", "mypy", f"./generated/{name}-jobs-client"
    )
    with session.chdir(session.create_tmp()):
        session.run("mypy", "--strict", "-p", f"{name}_jobs_client")


@nox.session
def drift(session: nox.Session) -> None:
    """Report what changed since the last releases, and the next version of each client. Takes provider names."""
    _install_codegen(session)
    session.install("-q", "--no-compile", "-c", "constraints.txt", "-e", "packages/generation-jobs-sandbox")
    session.run("python", "-m", "scripts.drift", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Write the version, changelog entry and baseline of a client; nothing is published. Takes a provider name."""
    _install_codegen(session)
    session.run("python", "-m", "scripts.release", *session.posargs)


@nox.session
def specs(session: nox.Session) -> None:
    """Build specs/*/openapi.yaml from pages and overlays, and the sandbox's models from them. Takes provider names."""
    _install_codegen(session)
    session.run("python", "-m", "scripts.specs", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Generate the clients from specs/*/openapi.yaml. Takes provider names."""
    _install_codegen(session)
    session.run("python", "-m", "scripts.generate", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Check that specs and clients are up to date with pages, overlays and templates, with two hash seeds."""
    _install_codegen(session)
    for seed in ("0", "42"):
        session.run("python", "-m", "scripts.specs", "--check", env={"PYTHONHASHSEED": seed})
        session.run("python", "-m", "scripts.generate", "--check", env={"PYTHONHASHSEED": seed})


def _install_codegen(session: nox.Session) -> None:
    _install(session, "codegen")
    session.install("-q", "--no-compile", "-c", "constraints.txt", "-e", "packages/docs2openapi")


@nox.session
def wheels(session: nox.Session) -> None:
    """Each package alone in a new environment, with a stranger's typed script. Takes package names."""
    _install(session, "types")
    _install_wheels(session)
    session.run("python", "-m", "scripts.wheels", str(WHEELS), *session.posargs)


@nox.session
def record(session: nox.Session) -> None:
    """Record the cassettes again: from the sandbox, or `-- --live PROVIDER` with a key from the real provider."""
    _install(session, "tests")
    _install_wheels(session)
    session.run("python", "-m", "scripts.record", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Time, requests and memory beside an older build and other packages, as ratios. Takes names of parts."""
    _install(session, "bench")
    _install_wheels(session)
    session.run("python", "-m", "scripts.bench", *session.posargs)


@nox.session
def engines(session: nox.Session) -> None:
    """Kill workers of task engines, and count what was paid twice or lost: `-- celery dbos --jobs 200 --kills 2`."""
    pins = "scripts/engines/constraints.txt"  # not constraints.txt: Prefect needs other versions than we do
    session.install("-q", "--no-compile", "-c", pins, *nox.project.dependency_groups(PROJECT, "engines"))
    session.install("-q", "--no-compile", "-c", pins, "hatchling", "pip")
    _build_wheels(_python(session))
    ours = [str(wheel) for wheel in WHEELS.glob("*.whl") if wheel.name.partition("-")[0] in NEEDED_BY_ENGINES]
    session.install("-q", "--no-compile", "-c", pins, *ours)
    session.install("-q", "--no-deps", "--force-reinstall", *ours)  # the version stays, the code may have changed
    session.run("python", "-m", "scripts.engines", *session.posargs, env=_restate_server(session))


@nox.session(name="engines-airflow", python=OLDEST)
def engines_airflow(session: nox.Session) -> None:
    """The same with Airflow, which needs an environment of its own: `-- --jobs 200 --kills 2`."""
    _install_airflow(session, "engines-airflow")
    session.run("python", "-m", "scripts.engines", "airflow", *session.posargs)


def _restate_server(session: nox.Session) -> dict[str, str]:
    """Install Restate's server, and return the PATH that has it; without npm, its engine is skipped."""
    folder = Path(session.virtualenv.location, "npm")
    if shutil.which("npm") is not None:
        package = "@restatedev/restate-server@1.7.12"
        session.run("npm", "install", "--silent", "--ignore-scripts", "--prefix", str(folder), package, external=True)
    return {"PATH": os.pathsep.join([session.bin, os.environ["PATH"], str(folder / "node_modules/.bin")])}
