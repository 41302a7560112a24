"""A local server that imitates five providers of generated media, for trying out and for tests.

Example:
    with Sandbox() as box:
        id = box.world.add("breeze", queued=1, running=2)
        client = BreezeClient(api_key="brz_test", base_url=box.base_url("breeze"))
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation_jobs_sandbox._base.faults import Fault as Fault
    from generation_jobs_sandbox._base.faults import FaultKind as FaultKind
    from generation_jobs_sandbox._http.app import asgi_by_host as asgi_by_host
    from generation_jobs_sandbox._http.app import create_app as create_app
    from generation_jobs_sandbox._http.app import create_media_app as create_media_app
    from generation_jobs_sandbox._state.jobs import StoredJob as StoredJob
    from generation_jobs_sandbox._state.records import Delivery as Delivery
    from generation_jobs_sandbox._state.records import Exchange as Exchange
    from generation_jobs_sandbox._state.records import SeenRequest as SeenRequest
    from generation_jobs_sandbox._state.records import Submission as Submission
    from generation_jobs_sandbox._state.world import World as World
    from generation_jobs_sandbox.server import Sandbox as Sandbox
else:  # these are imported when first used (PEP 562): pytest imports this package in every run, for its plugin
    _MODULE_OF = {
        "Delivery": "_state.records",
        "Exchange": "_state.records",
        "Fault": "_base.faults",
        "FaultKind": "_base.faults",
        "Sandbox": "server",
        "SeenRequest": "_state.records",
        "StoredJob": "_state.jobs",
        "Submission": "_state.records",
        "World": "_state.world",
        "asgi_by_host": "_http.app",
        "create_app": "_http.app",
        "create_media_app": "_http.app",
    }
    __all__ = sorted(_MODULE_OF)

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = value = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        return value

    def __dir__() -> list[str]:
        return __all__
