"""`genjobs mcp` as an agent's program sees it: by the client of the protocol's own library, in memory."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, Options
from generation_jobs.testing import VirtualClock
from generation_jobs_cli.agents.server import build_server
from generation_jobs_sandbox import Fault
from mcp import Client, MCPError
from mcp_types import BlobResourceContents, ElicitResult

from tests.cli.command import genjobs, started

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from generation_jobs_sandbox import Sandbox
    from mcp_types import CallToolResult

ASTRONAUT: dict[str, Any] = {"provider": "oxen", "parameters": {"model": "flux-2-dev", "prompt": "An astronaut"}}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "agent", "version": "1"},
    },
}


class Agent:
    """A program that calls our tools, and whose user answers in a fixed way."""

    def __init__(self, box: Sandbox, folder: Path) -> None:
        self.box, self.folder = box, folder
        self.options: Options = {}
        self.questions: list[str] = []
        self.answer: bool | None = None  # None: its user cannot be asked
        self.max_submits = 20

    def skip_waits(self) -> None:
        """Let waiting take no time."""
        clock = VirtualClock()
        self.options, self.box.world.now = {"clock": clock}, clock.now

    def jobs(self) -> AsyncJobs:
        return AsyncJobs.from_env(ledger=self.folder / "ledger.sqlite", allow_private_media=True, **self.options)

    @asynccontextmanager
    async def connected(self, mode: Any = "auto") -> AsyncGenerator[Client]:
        callback = None if self.answer is None else self._ask
        async with self.jobs() as jobs:
            server = build_server(jobs, self.folder / "out", self.max_submits)
            async with Client(server, mode=mode, elicitation_callback=callback) as client:
                yield client

    async def _ask(self, context: object, params: Any) -> ElicitResult:
        return await self.asked(context, params)

    async def asked(self, _: object, params: Any) -> ElicitResult:
        self.questions.append(params.message)
        return ElicitResult(action="accept", content={"submit": bool(self.answer)})

    def run(self, story: Callable[[Client], Awaitable[None]], mode: Any = "auto") -> None:
        async def connect() -> None:
            async with self.connected(mode) as client:
                await story(client)

        asyncio.run(connect())

    @property
    def accepted(self) -> int:
        return sum(one.accepted for one in self.box.world.submissions)


@pytest.fixture
def agent(box: Sandbox, tmp_path: Path) -> Agent:
    return Agent(box, tmp_path)


async def called(client: Client, tool: str, **arguments: Any) -> Any:
    """What a tool returns."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, text_of(result)
    return result.structured_content


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    """The message of a tool that fails."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return text_of(result)


def text_of(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if part.type == "text")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_from_a_submit_to_the_bytes_of_its_file(agent: Agent, mode: str) -> None:
    agent.skip_waits()
    agent.box.world.next_job("oxen", queued=5, running=60)
    progress: list[tuple[float, float | None, str | None]] = []

    async def note(*step: Any) -> None:
        progress.append(step)

    async def story(client: Client) -> None:
        submitted = await called(client, "submit", **ASTRONAUT)
        (ref,) = (job["ref"] for job in submitted["jobs"])
        seen = await called(client, "look", ref=ref)
        assert seen["status"] in {"queued", "running"} and seen["look_again_after_s"] > 0
        waited = await client.call_tool("wait", {"refs": [ref], "timeout_s": 300}, progress_callback=note)
        assert [job["status"] for job in waited.structured_content["jobs"]] == ["succeeded"]  # type: ignore[index]
        listed = await called(client, "list", provider="oxen", status="succeeded")
        assert ref in {job["ref"] for job in listed["jobs"]}
        assert "greater than or equal to 1" in await refused(client, "list", provider="oxen", limit=0)

        saved = await client.call_tool("download", {"ref": ref})
        (link,) = (part for part in saved.content if part.type == "resource_link")
        assert (link.mime_type, link.size) == ("image/png", (agent.folder / "out" / link.name).stat().st_size)
        assert [str(one.uri) for one in (await client.list_resources()).resources] == [str(link.uri)]
        (content,) = (await client.read_resource(str(link.uri))).contents
        assert isinstance(content, BlobResourceContents) and content.mime_type == "image/png"
        await called(client, "download", ref=ref)  # saved already: the same file

    agent.run(story, mode)
    elapsed = [step[0] for step in progress]
    assert elapsed == sorted(set(elapsed)) and elapsed, "progress only grows"
    assert "0 of 1 ended: 1 " in str(progress[0][2])


def test_a_repeated_call_is_paid_once(agent: Agent) -> None:
    async def story(client: Client) -> None:
        first = await called(client, "submit", **ASTRONAUT)
        again = await called(client, "submit", **ASTRONAUT)
        assert (first["is_new"], again["is_new"]) == (True, False)
        assert again["key"] == first["key"]
        assert [job["ref"] for job in again["jobs"]] == [job["ref"] for job in first["jobs"]]
        wanted = await called(client, "submit", key="another one", **ASTRONAUT)
        assert wanted["jobs"][0]["ref"] != first["jobs"][0]["ref"]
        assert "other parameters" in await refused(
            client, "submit", provider="oxen", parameters={"model": "flux-2-dev", "prompt": "x"}, key="another one"
        )

    agent.run(story)
    agent.run(story_after_restart)
    assert agent.accepted == 2


def test_a_download_that_is_repeated_while_it_is_under_way_returns_the_same_file(agent: Agent) -> None:
    ref = f"oxen:{agent.box.world.add('oxen', faults=[Fault('stall_in_body', on='media', seconds=0.5)])}"

    async def story(client: Client) -> None:
        first, *others = await asyncio.gather(*(called(client, "download", ref=ref) for _ in range(3)))
        assert others == [first, first]

    agent.run(story)
    assert len(list((agent.folder / "out").iterdir())) == 1


def test_all_files_are_resources(agent: Agent) -> None:
    agent.skip_waits()
    refs = [f"{name}:{agent.box.world.add(name)}" for name in ["oxen", "breeze", "finetuning"] * 10]

    async def story(client: Client) -> None:
        for ref in refs:
            await called(client, "download", ref=ref)
        listed = (await client.list_resources()).resources
        assert len({one.uri for one in listed}) == len(refs)
        for one in listed:
            (content,) = (await client.read_resource(one.uri)).contents
            assert isinstance(content, BlobResourceContents) and content.mime_type == one.mime_type
            assert b64decode(content.blob) == (agent.folder / "out" / one.name).read_bytes()

    agent.run(story)


def test_a_removed_file_is_named_and_can_be_saved_again(agent: Agent) -> None:
    ref = f"oxen:{agent.box.world.add('oxen')}"

    async def story(client: Client) -> None:
        await called(client, "download", ref=ref)
        (saved,) = (agent.folder / "out").iterdir()
        saved.unlink()
        (listed,) = (await client.list_resources()).resources
        with pytest.raises(MCPError, match=rf"{saved.name} cannot be read .*: call `download` again"):
            await client.read_resource(listed.uri)
        await called(client, "download", ref=ref)
        (content,) = (await client.read_resource(listed.uri)).contents
        assert isinstance(content, BlobResourceContents)

    agent.run(story)


def test_a_number_that_is_written_otherwise_is_the_same(agent: Agent) -> None:
    async def story(client: Client) -> None:
        for key in (None, "order-17"):
            music = [{"tags": "lofi piano", "duration": seconds} for seconds in (60, 60.0)]
            made = [await called(client, "submit", provider="finetuning", key=key, parameters=one) for one in music]
            assert made[0]["key"] == made[1]["key"]
            assert [one["is_new"] for one in made] == [True, False]

    agent.run(story)
    assert agent.accepted == 2


async def story_after_restart(client: Client) -> None:
    assert (await called(client, "submit", **ASTRONAUT))["is_new"] is False


def test_a_lost_answer_is_no_reason_to_submit_again(agent: Agent) -> None:
    agent.box.world.inject_fault("oxen", Fault("reset", on="submit"))

    async def story(client: Client) -> None:
        assert "call the tool recover" in await refused(client, "submit", **ASTRONAUT)
        assert "was not sent again" in await refused(client, "submit", **ASTRONAUT)
        (found,) = (await called(client, "recover"))["submits"]
        assert found["state"] == "found"
        again = await called(client, "submit", **ASTRONAUT)
        assert [job["ref"] for job in again["jobs"]] == [job["ref"] for job in found["jobs"]]

    agent.run(story)
    assert agent.accepted == 1


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_user_is_asked_before_money_is_spent_and_only_then(agent: Agent, mode: str) -> None:
    agent.answer = False

    async def story(client: Client) -> None:
        assert "the user did not agree" in await refused(client, "submit", **ASTRONAUT)
        assert agent.accepted == 0
        agent.answer = True
        await called(client, "submit", **ASTRONAUT)
        await called(client, "submit", **ASTRONAUT)

    agent.run(story, mode)
    assert len(agent.questions) == 2
    assert "oxen" in agent.questions[0] and "prompt: An astronaut" in agent.questions[0]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_calls_at_once_ask_the_user_once(agent: Agent, mode: str) -> None:
    agent.answer = True

    async def story(client: Client) -> None:
        results = await asyncio.gather(*(called(client, "submit", **ASTRONAUT) for _ in range(3)))
        assert len({result["jobs"][0]["ref"] for result in results}) == 1

    agent.run(story, mode)
    assert len(agent.questions) == 1
    assert agent.accepted == 1


@pytest.mark.parametrize(("mode", "wrong"), [("legacy", None), ("legacy", {}), ("auto", {})])
def test_a_question_that_comes_to_nothing_holds_no_other_call_up(agent: Agent, mode: str, wrong: Any) -> None:
    """As of a program that closes its window, or answers something else."""
    agent.answer, asked = True, agent.asked

    async def fail(context: object, params: Any) -> ElicitResult:
        agent.asked = asked
        if wrong is None:
            raise MCPError(-1, "the window was closed")
        return ElicitResult(action="accept", content=wrong)

    agent.asked = fail

    async def story(client: Client) -> None:
        with suppress(MCPError):
            assert (await client.call_tool("submit", ASTRONAUT)).is_error
        async with asyncio.timeout(20):
            assert (await called(client, "submit", **ASTRONAUT))["is_new"]

    agent.run(story, mode)
    assert agent.accepted == 1


def test_a_call_that_is_given_up_while_the_user_is_asked_holds_no_other_call_up(agent: Agent) -> None:
    agent.answer, asked = True, agent.asked
    is_asked = asyncio.Event()

    async def wait(context: object, params: Any) -> ElicitResult:
        agent.asked = asked
        is_asked.set()
        return await asyncio.get_running_loop().create_future()

    agent.asked = wait

    async def story(client: Client) -> None:
        given_up = asyncio.create_task(client.call_tool("submit", ASTRONAUT))
        await is_asked.wait()
        waiting = asyncio.create_task(called(client, "submit", **ASTRONAUT))
        given_up.cancel()
        async with asyncio.timeout(20):
            assert (await waiting)["is_new"]

    agent.run(story, "legacy")
    assert agent.accepted == 1


def test_nobody_is_asked_about_what_cannot_be_sent(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    agent.answer = True
    monkeypatch.delenv("PLAYAI_API_KEY", raising=False)

    async def story(client: Client) -> None:
        assert "there is no provider 'opera'" in await refused(client, "submit", provider="opera", parameters={})
        assert "PLAYAI_API_KEY" in await refused(client, "submit", provider="playai", parameters={"text": "Hi"})

    agent.run(story)
    assert agent.questions == []


def test_there_is_a_limit(agent: Agent) -> None:
    agent.max_submits = 1

    async def story(client: Client) -> None:
        assert "no parameter" in await refused(client, "submit", provider="oxen", parameters={"promt": "x"})
        await called(client, "submit", **ASTRONAUT)
        await called(client, "submit", **ASTRONAUT)  # sends nothing
        assert "1 submits at most" in await refused(client, "submit", key="more", **ASTRONAUT)

    agent.run(story)
    assert agent.accepted == 1


def test_calls_at_once_with_one_key_count_once(agent: Agent) -> None:
    agent.max_submits = 2

    async def story(client: Client) -> None:
        results = await asyncio.gather(*(called(client, "submit", **ASTRONAUT) for _ in range(4)))
        assert sorted(result["is_new"] for result in results) == [False, False, False, True]
        assert len({result["jobs"][0]["ref"] for result in results}) == 1
        await called(client, "submit", key="more", **ASTRONAUT)

    agent.run(story)
    assert agent.accepted == 2


def test_a_call_that_was_given_up_and_is_repeated_is_paid_once(agent: Agent) -> None:
    agent.box.world.inject_fault("oxen", Fault("stall", on="submit", seconds=60))

    async def story(client: Client) -> None:
        given_up = asyncio.create_task(client.call_tool("submit", ASTRONAUT))
        while not agent.accepted:
            await asyncio.sleep(0.01)
        given_up.cancel()
        assert "call the tool recover" in await refused(client, "submit", **ASTRONAUT)
        (found,) = (await called(client, "recover"))["submits"]
        again = await called(client, "submit", **ASTRONAUT)
        assert [job["ref"] for job in again["jobs"]] == [job["ref"] for job in found["jobs"]]

    agent.run(story)
    assert agent.accepted == 1


@pytest.mark.parametrize("name", ["key", "provider", "self"])
def test_an_argument_among_the_parameters_is_told(agent: Agent, name: str) -> None:
    async def story(client: Client) -> None:
        parameters = {**ASTRONAUT["parameters"], name: "x"}
        message = await refused(client, "submit", provider="oxen", parameters=parameters)
        assert f"oxen has no parameter {name!r}" in message

    agent.run(story)
    assert agent.accepted == 0


def test_an_answer_that_is_the_result_itself_is_saved(agent: Agent) -> None:
    async def story(client: Client) -> None:
        said = await called(
            client,
            "submit",
            provider="bland",
            parameters={"text": "Hello", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"},
        )
        (file,) = said["jobs"][0]["files"]
        assert (agent.folder / "out" / file).is_file()
        (resource,) = (await client.list_resources()).resources
        assert resource.name == Path(file).name

    agent.run(story)


def test_errors_are_told_in_our_words_and_without_keys(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    agent.skip_waits()
    key = "secret-key-of-oxen"
    monkeypatch.setenv("OXEN_API_KEY", key)
    monkeypatch.delenv("BREEZE_API_KEY")
    job = agent.box.world.add("oxen", "failed")
    slow = agent.box.world.add("oxen", running=600)
    agent.box.world.inject_fault("oxen", Fault("status", status=401, body=f"bad key {key}", on="list"))

    async def story(client: Client) -> None:
        messages = [
            await refused(client, "look", ref="oxen"),
            await refused(client, "look", ref="breeze:job_1"),
            await refused(client, "wait", refs=["oxen:nothing"]),
            await refused(client, "download", ref=f"oxen:{slow}"),
            await refused(client, "cancel", ref="finetuning:gen_1"),
            await refused(client, "list", provider="oxen"),
            await refused(client, "fly"),
        ]
        for message, part in zip(
            messages, ["not a ref", "BREEZE_API_KEY", "404", "not finished", "cancel", "key", "fly"], strict=True
        ):
            assert part in message
            assert key not in message
        ended = (await called(client, "wait", refs=[f"oxen:{job}", f"oxen:{slow}"], timeout_s=30))["jobs"]
        states = {one["ref"].partition(":")[2]: one for one in ended}
        assert states[job]["status"] == "failed"
        assert states[slow]["error"]["type"] == "WaitTimeout"
        shown = json.dumps(await called(client, "providers"))
        assert key not in shown
        assert all(part in shown for part in ('"prompt"', '"required": ["model"]'))
        with pytest.raises(MCPError):
            await client.read_resource("file:///etc/hostname")

    agent.run(story)


def test_without_a_ledger_it_does_not_start(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_LEDGER", "off")
    done = genjobs("mcp")
    assert done.exit_code == 2
    assert "needs a ledger" in done.stderr


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENJOBS_LEDGER", "off")
    for name in ("generation_jobs_cli.agents.server", "mcp"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    result = genjobs("mcp")
    assert result.exit_code == 2
    assert "pip install 'generation-jobs-cli[mcp]'" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_person_who_starts_it_is_told_that_nothing_is_asked_of_them(box: Sandbox, tmp_path: Path) -> None:
    terminal, stdin = os.openpty()
    environment = {**os.environ, "GENJOBS_LEDGER": str(tmp_path / "ledger.sqlite")}
    command = [sys.executable, "-m", "generation_jobs", "mcp"]
    with subprocess.Popen(command, stdin=stdin, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("note: this waits for an agent's program")
        process.kill()
    os.close(terminal)
    os.close(stdin)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_it_while_the_agent_says_nothing(
    box: Sandbox, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    with started("mcp", GENJOBS_LEDGER=str(tmp_path / "ledger.sqlite")) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write(f"{json.dumps(HELLO)}\n")
        process.stdin.flush()
        assert "generation-jobs" in process.stdout.readline()
        process.send_signal(number)
        assert process.wait(timeout=10) == code
        assert process.stderr.read().startswith("interrupted: jobs go on at their providers; genjobs recover")


def test_the_command_speaks_the_protocol_on_stdin_and_stdout(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GENJOBS_LEDGER", str(tmp_path / "ledger.sqlite"))
    result = genjobs("mcp", stdin=f"{json.dumps(HELLO)}\n".encode())
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["result"]["serverInfo"]["name"] == "generation-jobs"
