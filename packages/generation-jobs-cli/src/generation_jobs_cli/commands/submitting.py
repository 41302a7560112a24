"""The commands `submit` and `generate`, each with a subcommand for every provider."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

import typer
from generation_jobs import DEFAULT_TIMEOUT, ConfigurationError
from generation_jobs.errors import printable
from typer.core import TyperCommand, TyperGroup

from generation_jobs_cli.options import AsJson, Command, Directory, Timeout
from generation_jobs_cli.result import ExitCode, Result
from generation_jobs_cli.runner import go_on, resume_command, run

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from generation_jobs import AsyncJobs, Job


def _complete(ctx: typer.Context, incomplete: str) -> list[str]:
    from generation_jobs_cli.fields import complete_field

    return complete_field(str(ctx.info_name), ctx.params.get("words") or (), incomplete)


Words = Annotated[
    list[str],
    typer.Argument(
        metavar="NAME=VALUE…",
        help="NAME=@FILE reads the value from a file, NAME=@- from stdin; NAME=@@me is the text @me.",
        autocompletion=_complete,
    ),
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key",
        metavar="KEY",
        help="Your name for this submit, such as an order number: it is sent once, even if you run the command again.",
    ),
]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until the jobs have ended.")]


def _is_built_in(provider: str) -> bool:
    """Return whether a provider is built in; its package need not be looked for, which is slow."""
    from generation_jobs import parameters

    return provider in parameters.FIELDS


class _Submit(Command):
    """A command whose fields are no options."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help, with the fields; a provider of another package is imported for it."""
        from generation_jobs_cli.fields import fields_help

        self.help = f"{self.help}\n\n{fields_help(str(self.name))}"
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse `--tags=x`, and say how to write it; without any field, name those that are needed."""
        self._refuse_dashes(ctx, args)
        self._refuse_none(ctx, args)
        return super().parse_args(ctx, args)

    def _refuse_dashes(self, ctx: Any, args: list[str]) -> None:
        from generation_jobs_cli.fields import field_meant

        options = {option for one in self.params for option in one.opts}
        for word in args[: args.index("--") if "--" in args else None]:
            name = field_meant(str(self.name), word)
            if name is not None and word.partition("=")[0] not in options:
                ctx.fail(f"{word}: fields have no dashes: write {name}=VALUE")

    def _refuse_none(self, ctx: Any, args: list[str]) -> None:
        from generation_jobs_cli.fields import needs, required_fields

        needed, has_field = required_fields(str(self.name)), any(not word.startswith("-") for word in args)
        asks = ctx.resilient_parsing or not {*args}.isdisjoint(ctx.help_option_names)  # a shell, or who wants help
        if needed and not has_field and not asks:
            ctx.fail(needs(str(self.name), needed))


class _Group(TyperGroup):
    """A command for every provider, made when it is asked for: the texts of all their parameters are long."""

    generates: ClassVar[bool] = False
    """Whether it waits and saves the results."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of all providers."""
        from generation_jobs import provider_names  # late, as in the next: help of other commands needs no provider

        return list(provider_names())

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Return the command for a provider."""
        known = _is_built_in(cmd_name) or cmd_name in self.list_commands(ctx)
        return _command(self.generates, cmd_name) if known else None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Say of an option that stands before the provider where it stands."""
        asks = ctx.resilient_parsing or not {*args}.isdisjoint(ctx.help_option_names)
        if args and args[0].startswith("-") and not asks:
            name = args[0].partition("=")[0]
            ctx.fail(f"{name} stands behind the provider: {ctx.command_path} PROVIDER {name}")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a provider's command. An unknown name is refused as everywhere, with the most similar known one."""
        from generation_jobs import provider_info

        try:
            if not _is_built_in(args[0]):
                provider_info(args[0])
        except ConfigurationError as error:
            ctx.fail(str(error))
        return super().resolve_command(ctx, args)


class _GenerateGroup(_Group):
    generates = True


submit: typer.Typer = typer.Typer(
    cls=_Group, rich_markup_mode=None, add_completion=False, help="Submit jobs.", no_args_is_help=True
)
generate: typer.Typer = typer.Typer(
    cls=_GenerateGroup,
    rich_markup_mode=None,
    add_completion=False,
    help="Submit jobs, wait, and save the results.",
    no_args_is_help=True,
)


def _command(generates: bool, provider: str) -> TyperCommand:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    (_add_generate if generates else _add_submit)(app, provider)
    return cast("TyperCommand", typer.main.get_command(app))


def _add_submit(app: typer.Typer, provider: str) -> None:
    @app.command(provider, cls=_Submit, help=f"Submit to {provider}.")
    def _(
        words: Words,
        wait: Wait = False,
        as_json: AsJson = False,
        timeout: Timeout = DEFAULT_TIMEOUT,
        output: Directory = None,
        key: Key = None,
    ) -> None:
        _Submission(provider, words, as_json, timeout, output, key, wait or output is not None).run()


def _add_generate(app: typer.Typer, provider: str) -> None:
    @app.command(provider, cls=_Submit, help=f"Generate by {provider}.")
    def _(
        words: Words,
        as_json: AsJson = False,
        timeout: Timeout = DEFAULT_TIMEOUT,
        output: Directory = Path(),
        key: Key = None,
    ) -> None:
        _Submission(provider, words, as_json, timeout, output, key, wait=True).run()


@dataclass
class _Submission:
    """One run of `submit` or `generate`. An interrupt says how to go on by what it has done so far."""

    provider: str
    words: list[str]
    as_json: bool
    timeout: float
    output: Path | None
    key: str | None
    wait: bool
    refs: list[str] = field(default_factory=list[str])
    """The refs of the jobs, as soon as they are known."""
    may_be_sent: bool = False

    def run(self) -> None:
        """Submit, and wait and save if that is wanted. Raises `typer.Exit` with the exit code."""
        run(self._read, self._interrupted)

    def _read(self) -> "Coroutine[object, object, int]":
        from generation_jobs_cli.fields import parse_fields  # late, as the others: help needs none of them

        if self.key is not None and os.environ.get("GENJOBS_LEDGER", "").lower() == "off":
            raise ConfigurationError("--key needs a ledger: it is off by --ledger or GENJOBS_LEDGER; leave that out")
        return self._submit(parse_fields(self.provider, self.words))

    async def _submit(self, parameters: dict[str, Any]) -> int:
        from generation_jobs import AsyncJobs, Policy

        in_time = Policy(submit_deadline=min(self.timeout, Policy().submit_deadline))
        async with AsyncJobs.from_env(on_submitted=self._on_submitted, policies={self.provider: in_time}) as jobs:
            made = await self._send(jobs, parameters)
            self.refs[:] = [
                job.ref for job in made if job.ref is not None
            ]  # those of an earlier run with this key, too
            done = [await self._finished(jobs, job) for job in made if job.ref is None]
            if not self.wait:
                done += [Result(job.ref, job) for job in made if job.ref is not None]
            return await self._show(jobs, done)

    async def _send(self, jobs: "AsyncJobs", parameters: dict[str, Any]) -> "tuple[Job, ...]":
        from asyncio import CancelledError

        from generation_jobs_cli.displays.select import show_submitting

        self.may_be_sent = True
        try:
            with show_submitting(self.provider, self.as_json):
                return await jobs.submit_many(self.provider, key=self.key, **parameters)
        except CancelledError as error:
            self.may_be_sent = hasattr(error, "__notes__")  # a submit that has gone out notes it
            raise

    def _on_submitted(self, job: "Job") -> None:
        from generation_jobs_cli.displays.display import is_terminal

        if job.ref is not None:
            self.refs.append(job.ref)
            if self.as_json or not is_terminal():  # else the table of jobs shows it at once
                typer.echo(f"submitted {printable(job.ref)}", err=True)

    async def _finished(self, jobs: "AsyncJobs", job: "Job") -> Result:
        """Return the result of a job that came with the response to its submit. It has no ref, so save it now."""
        files = await jobs.download(job, self.output or Path())
        return Result("generation", job, files=files)

    async def _show(self, jobs: "AsyncJobs", done: list[Result]) -> int:
        """Show what is done, and wait for the refs if that is wanted; the highest exit code."""
        from generation_jobs_cli.displays.select import select_display
        from generation_jobs_cli.pipeline import poll_submitted, results, say_how_to_go_on

        refs = self.refs if self.wait else []
        code: int = max((result.exit_code for result in done), default=ExitCode.OK)
        failed: list[Result] = []
        with select_display(refs, self.as_json, only_refs=not self.wait) as display:
            for result in done:
                display.on_result(result)
            if refs:
                async for result in results(jobs, refs, poll_submitted, display, self.timeout, self.output):
                    code = max(code, result.exit_code)
                    if result.error is not None:
                        failed.append(result)
        say_how_to_go_on(failed, self.output)
        return code

    def _interrupted(self) -> str:
        if self.refs:
            return go_on(resume_command(self.refs, self.output))
        if not self.may_be_sent:
            return "nothing was submitted"
        return (
            f"the submit has no response, so there may be a job and a charge; genjobs recover searches for it, and "
            f"genjobs list {self.provider} shows the account's jobs"
        )
