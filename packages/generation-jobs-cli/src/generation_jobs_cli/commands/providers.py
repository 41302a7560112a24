"""The command `providers`."""


def providers() -> None:
    """Show which providers are installed and set up."""
    from generation_jobs_cli.displays.providers import show_providers

    show_providers()
