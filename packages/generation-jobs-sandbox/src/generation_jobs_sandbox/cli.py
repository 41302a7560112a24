"""The command `genjobs-sandbox`, also available as `genjobs sandbox`."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from threading import Event
from typing import Annotated

import typer

from generation_jobs_sandbox._state.world import World
from generation_jobs_sandbox.server import Sandbox

app = typer.Typer(no_args_is_help=True, add_completion=False)

_Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")]
_Fast = Annotated[bool, typer.Option("--fast", help="The jobs have ended already.")]
_Webhooks = Annotated[bool, typer.Option("--allow-private-webhooks", help="Call back receivers on this machine.")]

_STRETCH = 5.0  # the demo's jobs end within 30 to 60 s, so that there is time to copy a ref


@app.callback()
def main() -> None:
    """Imitate five providers of generated media on this machine: no account, no key, nothing leaves it."""


@app.command()
def serve(
    port: _Port = 0, media_port: _Port = 0, fast: _Fast = False, allow_private_webhooks: _Webhooks = False
) -> None:
    """Serve until Ctrl-C, with a few jobs to try."""
    box = Sandbox(World(allow_private_webhooks=allow_private_webhooks), port=port, media_port=media_port)
    with ExitStack() as stack:
        try:
            stack.enter_context(box)
        except OSError as error:
            typer.echo(f"error: {error.strerror}; choose another with --port or --media-port", err=True)
            raise typer.Exit(2) from error
        typer.echo(_welcome(box, box.world.add_demo(0.0 if fast else _STRETCH)))
        with suppress(KeyboardInterrupt):
            Event().wait()


def _welcome(box: Sandbox, refs: list[str]) -> str:
    failed = f"breeze:{box.world.add('breeze', 'failed')}"
    exports = [f"export {name}={value}" for name, value in box.environ().items()]
    return "\n".join(
        [
            f"# Five imitated providers; results are on {box.media_url}. Ctrl-C ends.",
            f"# In a browser: {box.url}",
            *exports,
            "",
            "# These jobs run (bland's is stored), and the last one has failed:",
            *(f"genjobs wait {ref}" for ref in [*refs, failed]),
        ]
    )


if __name__ == "__main__":
    app()
