"""The command `providers`."""

from generation_jobs_cli.options import AsJson


def providers(as_json: AsJson = False) -> None:
    """Show which providers are installed and set up."""
    from generation_jobs_cli.displays.providers import show_providers

    show_providers(as_json)
