"""What Airflow reads at its start: the entry point of the group `apache_airflow_provider`."""

from typing import Any


def get_provider_info() -> dict[str, Any]:
    """Return what this package brings, in the form of Airflow's provider_info.schema.json."""
    return {
        "package-name": "generation-jobs-airflow",
        "name": "Generation jobs",
        "description": "Generate speech, music, images and video; each job is paid for once.",
        "connection-types": [
            {
                "connection-type": "generation_jobs",
                "hook-class-name": "generation_jobs_airflow.hooks.GenerationJobsHook",
                "hook-name": "Generation jobs",
                "ui-field-behaviour": {
                    "hidden-fields": ["schema", "port"],
                    "relabeling": {"password": "API key", "login": "User id (PlayAI)", "host": "Base URL"},
                    "placeholders": {"host": "empty: the provider's own"},
                },
                "conn-fields": _FIELDS,
            }
        ],
    }


def _field(label: str, description: str, kind: str = "string") -> dict[str, Any]:
    return {"label": label, "description": description, "schema": {"type": [kind, "null"]}}


_FIELDS = {
    "provider": _field("Provider", "Its name, such as oxen; needed for the test of the connection"),
    "ledger": _field(
        "Ledger", "What keeps submits from being paid for twice: postgresql://…, or a file if all runs on one machine"
    ),
    "budget": _field("Budget", "A Redis that holds rate limits for all workers: redis://…"),
    "proxy": _field("Proxy", "Such as http://proxy.example:3128"),
    "max_concurrency": _field("Requests at once", "The most requests of one process that are in flight", "integer"),
}
