"""What editors and notebooks offer inside a typed call: asked of pyright's language server and of jedi."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import jedi
import pytest
from generation_jobs import AsyncJobs, Jobs
from generation_jobs.parameters import FIELDS

from tests.facade.bodies import SETTINGS
from tests.facade.script import Script
from tests.facade.typed.language_server import LanguageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVIDERS = sorted(FIELDS)
BEFORE = "from generation_jobs import AsyncJobs, Jobs\n\n"
CALLS = {
    "blocking": BEFORE + "def use(jobs: Jobs) -> None:\n    jobs.{call}",
    "asyncio": BEFORE + "async def use(jobs: AsyncJobs) -> None:\n    await jobs.{call}",
}
every_shell = pytest.mark.parametrize("code", CALLS.values(), ids=CALLS)
every_provider = pytest.mark.parametrize("provider", PROVIDERS)


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Processes that share jedi's cache read what others have written by half."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jedi.settings, "cache_directory", str(tmp_path_factory.mktemp("jedi")))
        yield


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    with closing(LanguageServer(tmp_path_factory.mktemp("workspace"))) as one:
        yield one


@every_shell
@every_provider
def test_pyright_offers_the_fields_of_this_provider_and_no_others(
    server: LanguageServer, code: str, provider: str
) -> None:
    assert server.completions(code.format(call=f"{provider}.submit(")) == [*FIELDS[provider], "key"]
    options = ["directory", "timeout"]
    assert server.completions(code.format(call=f"{provider}.generate(")) == [*options, *FIELDS[provider], "key"]


@every_shell
def test_pyright_offers_the_fields_of_a_submit_of_many(server: LanguageServer, code: str) -> None:
    assert server.completions(code.format(call="oxen.submit_many(")) == [*FIELDS["oxen"], "key"]


@every_shell
def test_pyright_offers_what_is_not_given_yet(server: LanguageServer, code: str) -> None:
    rest = [name for name in FIELDS["finetuning"] if name not in {"tags", "bpm"}]
    assert server.completions(code.format(call='finetuning.submit(bpm=90, tags="lofi", ')) == [*rest, "key"]


@every_shell
@every_provider
def test_pyright_shows_one_signature_and_the_text_of_each_field(
    server: LanguageServer, code: str, provider: str
) -> None:
    for name, text in FIELDS[provider].items():
        (signature,) = server.signatures(code.format(call=f"{provider}.submit({name}="))
        texts = [parameter["documentation"]["value"] for parameter in signature["parameters"]]
        assert [shown for shown in texts if shown] == [f"{name}: {text}"]


@every_shell
def test_pyright_shows_documentation(server: LanguageServer, code: str) -> None:
    attribute = server.hover(code.format(call="finetuning"))
    assert "FinetuningJobs" in attribute
    assert "Finetuning (music)" in attribute
    method = server.hover(code.format(call="finetuning.submit"))
    for text in ("Each call costs one credit.", "    duration: ", "Returns:", "Raises:\n    ConfigurationError: "):
        assert text in method


@every_shell
def test_pyright_names_a_misspelt_and_a_missing_field(server: LanguageServer, code: str) -> None:
    assert server.diagnostics(code.format(call='finetuning.submit(tags="lofi", duration=60)\n')) == []
    assert server.diagnostics(code.format(call="finetuning.submit(durration=60)\n")) == [
        'No parameter named "durration"',
        'Argument missing for parameter "tags"',
    ]
    (wrong,) = server.diagnostics(code.format(call='finetuning.submit(tags="lofi", musical_key="H")\n'))
    assert 'parameter "musical_key"' in wrong
    (absent,) = server.diagnostics(code.format(call="playai.list()\n"))
    assert 'Cannot access attribute "list"' in absent


@every_shell
def test_pyright_takes_any_name_in_a_submit_by_name(server: LanguageServer, code: str) -> None:
    for call in ("submit", "submit_many", "generate"):
        assert server.diagnostics(code.format(call=f'{call}(str(1), tags="lofi")\n')) == []


def offered(completions: list[jedi.api.classes.Completion]) -> set[str]:
    """The names of arguments among what jedi completes."""
    return {one.name.removesuffix("=") for one in completions if one.name.endswith("=")}


@every_shell
@every_provider
def test_jedi_offers_the_fields_of_this_provider_and_no_others(code: str, provider: str) -> None:
    environment = jedi.InterpreterEnvironment()
    script = jedi.Script(code.format(call=f"{provider}.submit("), environment=environment)
    assert offered(script.complete()) == {*FIELDS[provider], "key"}
    (signature,) = script.get_signatures()
    assert [parameter.name for parameter in signature.params] == [*FIELDS[provider], "key"]
    assert FIELDS[provider]["text" if "text" in FIELDS[provider] else "seed"] in signature.docstring()


@pytest.mark.parametrize("shell", [Jobs, AsyncJobs])
@pytest.mark.parametrize("method", ["submit", "generate"])
@every_provider
def test_ipython_offers_the_fields_of_an_object(shell: type[Jobs | AsyncJobs], provider: str, method: str) -> None:
    """IPython asks jedi's interpreter, with the objects of the session."""
    jobs = shell(SETTINGS.values(), transport=Script().transport())
    options = {"directory", "timeout", "key"} if method == "generate" else {"key"}
    interpreter = jedi.Interpreter(f"jobs.{provider}.{method}(", [{"jobs": jobs}])
    assert offered(interpreter.complete()) == set(FIELDS[provider]) | options


@pytest.mark.parametrize("shell", [Jobs, AsyncJobs])
def test_ipython_offers_the_providers(shell: type[Jobs | AsyncJobs]) -> None:
    jobs = shell(SETTINGS.values(), transport=Script().transport())
    assert set(PROVIDERS) <= {one.name for one in jedi.Interpreter("jobs.", [{"jobs": jobs}]).complete()}
