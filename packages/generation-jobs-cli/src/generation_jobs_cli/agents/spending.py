"""What keeps an agent from spending too much: one key for each submit, the user's consent, and a limit."""

import asyncio
import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

from generation_jobs import ConfigurationError, GenerationJobsError, SubmitUncertain, provider_info
from generation_jobs.errors import printable
from generation_jobs.ledger import digest
from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ElicitResult
from mcp_types.version import MODERN_PROTOCOL_VERSIONS
from pydantic import BaseModel, Field, ValidationError

from generation_jobs_cli.agents.state import Question, State, ToolContext, state_of, with_tool_errors

_LONGEST_VALUE = 200
"""Characters of a parameter that the user is shown."""


_ANSWERED_WITHIN = 45.0
"""Seconds for which another call with the same key waits for the answer, before it asks as well."""


class Consent(BaseModel):
    """What the user answers."""

    submit: bool = Field(description="Submit it, and pay for it")


def key_of(provider: str, parameters: Mapping[str, Any], key: str | None) -> str:
    """Return the key of a submit: the agent's own, or one made from what is submitted."""
    return key or f"mcp-{digest(provider, parameters)}"


async def was_submitted(state: State, key: str) -> bool:
    """Return whether there is a submit with this key, so that another one sends and costs nothing."""
    ledger = state.jobs.ledger
    assert ledger is not None, "the server does not start without one"
    return await asyncio.to_thread(ledger.find, key) is not None


@with_tool_errors
async def ask(
    provider: str, parameters: dict[str, Any], key: str | None, context: ToolContext
) -> Consent | Elicit[Consent]:
    """Ask the user before money is spent, if the agent's program can ask. Calls at once with one key ask once."""
    state, name = state_of(context), key_of(provider, parameters, key)
    if not (_can_ask(context) and _is_set_up(provider)) or await was_submitted(state, name):
        return Consent(submit=True)
    answers = context.input_responses  # in the newer protocol the answer comes with a second call
    if answers is None and (agrees := await _answer_to_another(state, name)) is not None:
        return Consent(submit=agrees)
    if answers is not None and not any(map(_is_answer, answers.values())):
        _give_up(state, name, state.questions.get(name))
    if context.protocol_version not in MODERN_PROTOCOL_VERSIONS and (call := asyncio.current_task()) is not None:
        question = state.questions.get(name)
        call.add_done_callback(lambda _: _give_up(state, name, question))
    return Elicit(_question(provider, parameters), Consent)


async def _answer_to_another(state: State, key: str) -> bool | None:
    """Return what the user answers to another call with this key, None if there is none, or no answer in time."""
    loop = asyncio.get_running_loop()
    while (question := state.questions.get(key)) is not None and (seconds := question.until - loop.time()) > 0:
        await asyncio.wait([question.agrees], timeout=seconds)
        if question.agrees.done() and not question.agrees.cancelled():
            return question.agrees.result()
    state.questions[key] = Question(loop.time() + _ANSWERED_WITHIN, loop.create_future())
    return None


def _is_answer(response: object) -> bool:
    """Return whether the user has answered, and not the program something else."""
    if not isinstance(response, ElicitResult):
        return False
    try:
        return response.action != "accept" or bool(Consent.model_validate(response.content))
    except ValidationError:
        return False


def _give_up(state: State, key: str, question: Question | None) -> None:
    """Forget a question that has no answer, if it has none: calls that wait for it ask themselves."""
    if question is not None and question.agrees.cancel() and state.questions.get(key) is question:
        del state.questions[key]


@contextmanager
def answered(state: State, key: str, answer: ElicitationResult[Consent]) -> Generator[None]:
    """Give the user's answer to other calls with this key, until the ledger knows of the submit.

    Raises:
        ToolError: The user does not agree.
    """
    agrees = isinstance(answer, AcceptedElicitation) and answer.data.submit
    question = state.questions.get(key)
    if question is not None and not question.agrees.done():
        question.agrees.set_result(agrees)
    try:
        if not agrees:
            raise ToolError("nothing was submitted: the user did not agree")
        yield
    finally:
        if state.questions.get(key) is question:
            state.questions.pop(key, None)


def check(provider: str, parameters: Mapping[str, Any]) -> None:
    """Raise `ToolError` for a parameter that is an argument of `submit`."""
    if taken := parameters.keys() & {"self", "provider", "key"}:
        raise ToolError(
            f"{provider} has no parameter {min(taken)!r}; give provider and key beside `parameters`, not in it"
        )


@contextmanager
def counted(state: State, key: str) -> Generator[None]:
    """Count a submit once, unless nothing was accepted. Raises `ToolError` if there were too many."""
    if key not in state.submits and len(state.submits) >= state.max_submits:
        raise ToolError(
            f"nothing was submitted: this server sends {state.max_submits} submits at most; the user can restart it, "
            "or raise --max-submits"
        )
    state.submits.add(key)
    try:
        yield
    except SubmitUncertain:
        raise
    except GenerationJobsError:
        state.submits.discard(key)
        raise


def _can_ask(context: ToolContext) -> bool:
    capabilities = context.client_capabilities
    elicitation = capabilities.elicitation if capabilities is not None else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def _is_set_up(provider: str) -> bool:
    """Return whether a submit can be sent at all; for any other, the user is not asked."""
    try:
        info = provider_info(provider)
    except ConfigurationError:
        return False
    return not (info.missing_requirement or info.settings.missing())


def _question(provider: str, parameters: Mapping[str, Any]) -> str:
    lines = [f"{name}: {_shown(value)}" for name, value in parameters.items()]
    return "\n".join([f"Submit this to {provider}? It costs money.", *lines])


def _shown(value: object) -> str:
    text = printable(value if isinstance(value, str) else json.dumps(value))
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
