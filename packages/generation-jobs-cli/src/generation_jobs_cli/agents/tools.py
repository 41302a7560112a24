"""The tools. Their names, parameters and docstrings are what an agent reads."""

from contextlib import aclosing, nullcontext
from datetime import UTC, datetime
from typing import Annotated, Any

from generation_jobs import ConfigurationError, Job, JobStatus, parameter_types, provider_info, provider_names
from generation_jobs.parameters import FIELDS
from mcp.server.mcpserver import ElicitationResult, Resolve
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult
from pydantic import Field

from generation_jobs_cli.agents import spending
from generation_jobs_cli.agents.files import result_with_files
from generation_jobs_cli.agents.progress import reported
from generation_jobs_cli.agents.state import State, ToolContext, state_of, with_tool_errors
from generation_jobs_cli.fields import required_fields
from generation_jobs_cli.result import ExitCode, Result, submit_fields

Fields = dict[str, Any]


@with_tool_errors
async def providers() -> Fields:
    """List the providers: what each makes, whether it is set up, and the parameters that its submit takes."""
    return {"providers": [_provider(name) for name in provider_names()]}


@with_tool_errors
async def submit(
    provider: str,
    parameters: Fields,
    context: ToolContext,
    answer: Annotated[ElicitationResult[spending.Consent], Resolve(spending.ask)],
    key: str | None = None,
) -> CallToolResult:
    """Submit a generation, which costs the user money. Returns its jobs; wait for them, then download.

    The same key, or without a key the same provider and parameters, is submitted and paid for once: a repeated call
    returns the jobs of the first one, and is_new is false. To generate the same again on purpose, for example after a
    job has failed, give another key. Never do so because a response was lost.
    """
    state, name = state_of(context), spending.key_of(provider, parameters, key)
    with spending.answered(state, name, answer):
        spending.check(provider, parameters)
        async with state.turns[name]:
            is_new = not await spending.was_submitted(state, name)
            with spending.counted(state, name) if is_new else nullcontext():
                made = await state.jobs.submit_many(provider, key=name, **parameters)
    results = [await _submitted(state, job) for job in made]
    fields = {"key": name, "is_new": is_new, "jobs": [result.fields for result in results]}
    return result_with_files(context.mcp_server, fields, [file for result in results for file in result.files])


@with_tool_errors
async def look(ref: str, context: ToolContext) -> Fields:
    """Return the current state of a job, and after how many seconds another look is worth it."""
    job, seconds = await state_of(context).jobs.look(ref)
    return {**Result(ref, job).fields, "look_again_after_s": None if job.status.is_final else round(seconds, 1)}


@with_tool_errors
async def wait(refs: list[str], context: ToolContext, timeout_s: float = 45.0) -> Fields:
    """Wait until jobs have ended, and return their states. After a timeout they go on: wait for them again."""
    async with reported(context) as on_update:
        outcomes = state_of(context).jobs.as_completed(refs, timeout=timeout_s, on_update=on_update)
        async with aclosing(outcomes):
            results = [Result(*outcome) async for outcome in outcomes]
    if results and all(result.exit_code in {ExitCode.USAGE, ExitCode.API_OR_NETWORK} for result in results):
        raise ToolError("\n".join(result.summary for result in results))
    return {"jobs": [result.fields for result in results]}


@with_tool_errors
async def download(ref: str, context: ToolContext) -> CallToolResult:
    """Save the results of a job that has ended as files, and return them as resources."""
    state = state_of(context)
    async with state.turns[ref]:
        files = await state.jobs.download(ref, state.directory)
    fields = {"files": [{"path": str(file), "size_bytes": file.stat().st_size} for file in files]}
    return result_with_files(context.mcp_server, fields, files)


@with_tool_errors
async def list_(
    provider: str,
    context: ToolContext,
    status: JobStatus | None = None,
    since: datetime | None = None,
    limit: Annotated[int, Field(ge=1)] = 20,
) -> Fields:
    """List the account's jobs at a provider, as far as it can: with one status only, or created since a time (UTC)."""
    aware = since.replace(tzinfo=UTC) if since is not None and since.tzinfo is None else since
    found: list[Job] = []
    async with aclosing(state_of(context).jobs.list(provider, status=status, since=aware)) as rows:
        async for job in rows:
            found.append(job)
            if len(found) >= limit:
                break
    return {"jobs": [Result(job.ref or "", job).fields for job in found]}


@with_tool_errors
async def cancel(ref: str, context: ToolContext) -> Fields:
    """Cancel a job, where the provider can, and return its state. It may have been paid for."""
    return Result(ref, await state_of(context).jobs.cancel(ref)).fields


@with_tool_errors
async def recover(context: ToolContext) -> Fields:
    """Search for the jobs of submits whose responses were lost, and list all submits that are not done."""
    return {"submits": [submit_fields(one) for one in await state_of(context).jobs.recover()]}


async def _submitted(state: State, job: Job) -> Result:
    """Return a job. One without a ref is its own result, which nobody can get again: it is saved."""
    files = () if job.ref else await state.jobs.download(job, state.directory)
    return Result(job.ref or "", job, files=files)


def _provider(name: str) -> Fields:
    try:
        info = provider_info(name)
        types = parameter_types(name)
    except ConfigurationError as error:  # another package brings it, and is broken
        return {"provider": name, "problem": str(error)}
    return {
        "provider": name,
        "makes": info.settings.makes,
        "is_set_up": not (info.missing_requirement or info.settings.missing()),
        "parameters": FIELDS.get(name) or dict.fromkeys(types, ""),
        "required": sorted(required_fields(name)),
    }
