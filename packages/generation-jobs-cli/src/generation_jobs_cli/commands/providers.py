"""The command `providers`."""

import typer


def providers() -> None:
    """Show which providers are installed and set up."""
    from generation_jobs_cli.displays.providers import show_providers

    show_providers()


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(providers)
