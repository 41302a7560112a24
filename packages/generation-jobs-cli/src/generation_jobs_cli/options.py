"""Arguments and options that several commands take, and how a command is made of a function."""

from __future__ import annotations

import math
import re
import shlex
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from generation_jobs import ConfigurationError
from generation_jobs.errors import check_folder
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLE = "PROVIDER:ID, for example breeze:job_01hasync"


def _not_joined(refs: list[str] | None) -> list[str] | None:
    """Refuse several refs in one argument, such as a list in quotes."""
    for word in refs or ():
        parts = re.split(r"[\s,;]+", word)
        if len(parts) > 1 and all(map(_is_of_provider, parts)):
            raise typer.BadParameter(f"{word!r} is several refs: give each as an argument of its own")
    return refs


def _is_of_provider(word: str) -> bool:
    from generation_jobs import provider_names  # late: help is quick

    return word.partition(":")[0] in provider_names()


def _not_files(refs: list[str] | None) -> list[str] | None:
    """Refuse the name of a file; other programs take one as @FILE."""
    for ref in _not_joined(refs) or ():
        path = ref.removeprefix("@")
        if path != ref or (":" not in ref and (ref == "-" or Path(ref).is_file())):
            raise typer.BadParameter(
                f"{ref!r} is not a ref: to read refs from a file, write --from {shlex.quote(path or 'FILE')}"
            )
    return refs


Refs = Annotated[list[str], typer.Argument(metavar="REF…", help=_EXAMPLE, callback=_not_joined)]
OptionalRefs = Annotated[
    list[str] | None, typer.Argument(metavar="[REF…]", help=_EXAMPLE, callback=_not_files, show_default=False)
]
From = Annotated[
    list[typer.FileBinaryRead] | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Read refs from this file too, or from stdin: one on a line, or JSON with a field ref, such as --json "
        "prints. Blank lines and lines that begin with # are skipped; broken ones are reported (exit code 2). "
        "May be given several times.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead, an object on each line.")]


def _seconds(text: str) -> float:
    """Refuse a wrong timeout here: a submit would be paid for before its wait refuses it."""
    with suppress(ValueError):
        if 0 < (seconds := float(text)) < math.inf:
            return seconds
    raise typer.BadParameter(f"{text!r}: give a number of seconds above 0")


def whole_number(least: int) -> Callable[[str], int]:
    """Return a parser of whole numbers that says what to give."""

    def parse(text: str) -> int:
        with suppress(ValueError):
            if (number := int(text)) >= least:
                return number
        raise typer.BadParameter(f"{text!r}: give a whole number of at least {least}")

    return parse


def writable_folder(text: str | Path) -> Path:
    """Refuse a folder that cannot be made or written to: a submit would be paid for before that is seen.

    Args:
        text: Its path; typer passes the default, too, which is a `Path`.

    Raises:
        typer.BadParameter: It is refused.
    """
    if str(text) == "-":
        raise typer.BadParameter("results are saved as files: give the path of a folder")
    path = Path(text)
    with suppress(RuntimeError):  # there is no home directory
        path = path.expanduser()  # a shell leaves the ~ of --output=~/out as it is
    try:
        check_folder(str(path) if str(text) else "")
    except ConfigurationError as error:
        raise typer.BadParameter(str(error).removeprefix("directory=")) from None
    return path


Timeout = Annotated[float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.", parser=_seconds)]
Directory = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="Save the results in this folder, named by provider and id.",
        parser=writable_folder,
    ),
]
Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="GENJOBS_LEDGER",
        metavar="FILE|URL|off",
        help="Where submits are written down before they are sent; by default a file in ~/.local/state.",
    ),
]
Push = Annotated[bool, typer.Option("--push", help="Wait for the provider's stream of events, where it has one.")]


def refuse_without_value(ctx: Any, args: list[str]) -> None:
    """Say of a last option without its value what to give; typer says only that there must be one."""
    for one in ctx.command.params:
        if args and args[-1] in one.opts and one.metavar and "--" not in args:
            ctx.fail(f"{args[-1]} needs {one.metavar}: {one.help}")


def _no_type(ctx: object) -> None:
    del ctx


class Command(TyperCommand):
    """A command whose usage names each argument once and as it is written; versions of typer differ in it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Say of a missing argument what to give, and of an option of all commands where it stands."""
        asks = ctx.resilient_parsing or not {*args}.isdisjoint(ctx.help_option_names)  # a shell, or who wants help
        if not asks:
            self._refuse_misplaced(ctx, args)
            refuse_without_value(ctx, args)
            self._refuse_unknown(ctx, args)
        if not args and not asks:
            for one in self.params:
                if one.required:
                    ctx.fail(f"missing {one.metavar}: {getattr(one, 'help', '')}")
        takes_any, ctx.allow_extra_args = ctx.allow_extra_args, True
        left = super().parse_args(ctx, args)
        if left and not takes_any:
            self._refuse_extra(ctx, left[0])
        return left

    def _refuse_extra(self, ctx: Any, word: str) -> None:
        words = "".join(f" and {one.metavar}" for one in self.params if one.param_type_name == "argument")
        ctx.fail(f"there is no place for {word!r}: {ctx.command_path} takes options{words or ' only'}")

    def _refuse_misplaced(self, ctx: Any, args: list[str]) -> None:
        before = args[: args.index("--") if "--" in args else None]
        if any(word.partition("=")[0] == "--ledger" for word in before):
            ctx.fail(f"--ledger stands before the command: genjobs --ledger FILE {self.name}")

    def _refuse_unknown(self, ctx: Any, args: list[str]) -> None:
        """Name the options there are if none is similar to an unknown one; typer names those that are."""
        own = {option: one for one in self.get_params(ctx) for option in one.opts if option.startswith("-")}
        words = iter(() if ctx.ignore_unknown_options else args[: args.index("--") if "--" in args else None])
        for word in words:
            name, equals, _ = word.partition("=")
            if name.startswith("--") and name not in own and not get_close_matches(name, own):
                known = ", ".join(option for option in own if option not in ctx.help_option_names)
                ctx.fail(f"there is no option {name}; {ctx.command_path} has {known}")
            if name in own and own[name].metavar and not equals:
                next(words, None)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options and arguments, these without the Python type that typer 0.29 puts behind their names."""
        for one in self.params:
            if one.param_type_name == "argument":
                cast("Any", one).display_type_rich = _no_type
        super().format_options(ctx, formatter)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the words after the command's name."""
        return ["[OPTIONS]", *(str(one.metavar) for one in self.params if one.param_type_name == "argument")]


def single_command(name: str, function: Callable[..., None], **settings: Any) -> typer.Typer:
    """Return an application of one command; `settings` are those of `typer.Typer.command`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, **settings)(function)
    return app
