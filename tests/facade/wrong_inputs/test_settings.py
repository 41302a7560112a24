"""Wrong settings, options and policies: the error says what to give instead."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    AsyncJobs,
    Breeze,
    Durations,
    Jobs,
    Oxen,
    PlayAI,
    Policy,
    PollInterval,
    Rate,
)
from generation_jobs.testing import VirtualClock

from tests.facade.wrong_inputs.calling import (
    ALL,
    BREEZE,
    called,
    check_error,
    create,
    interval,
    through_proxy,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "a hook without a parameter": (lambda: create(on_event=lambda: None), "on_event cannot be called with an event"),
    "a hook that nobody awaits": (lambda: create(on_submitted=asyncio.sleep), "on_submitted is a coroutine function"),
    "an option of one provider": (
        lambda: create(headers={"X-Team": "video"}),
        r"no option 'headers' for all providers: set it for a provider, as in policies=\{'oxen': Policy\(headers=…\)\}",
    ),
    "a misspelt option": (lambda: create(time_out=3), "there is no option 'time_out': did you mean timeout?"),
    "a misspelt option of from_env": (lambda: Jobs.from_env(polices={}), "did you mean policies?"),
    "one provider": (lambda: create(BREEZE), r"settings is one Breeze: give a list, Jobs\(\[Breeze\(api_key=…\)\]\)"),
    "names of providers": (lambda: create(["breeze"]), "one of the settings is of type str: give settings such as"),
    "a settings class": (lambda: create([Breeze]), "one of the settings is the class Breeze"),
    "no settings": (lambda: create(None), r"settings is None: .* or use from_env\(\)"),
    "two accounts": (lambda: create([BREEZE, BREEZE]), "two settings for breeze: create another Jobs"),
    "a key with its prefix": (lambda: Oxen(api_key="Bearer k"), "begins with 'Bearer': give the key alone"),
    "no key": (lambda: Breeze(api_key=None), r"Breeze\(api_key=…\) is empty"),  # type: ignore[arg-type]
    "no URL": (lambda: Breeze(api_key="k", base_url=3), "is of type int: give a URL"),  # type: ignore[arg-type]
    "a client as transport": (
        lambda: create(transport=httpx.Client),
        "an httpx.Client is not a transport",
    ),
    "an asyncio transport": (lambda: create(transport=httpx.AsyncHTTPTransport()), "give an httpx.BaseTransport"),
    "a blocking transport": (
        lambda: AsyncJobs([BREEZE], transport=httpx.HTTPTransport()),
        "give an httpx.AsyncBaseTransport, or httpx2's, which has handle_async_request, or 'aiohttp'",
    ),
    "a word as transport": (lambda: create(transport="requests"), "transport is 'requests': give an httpx"),
    "a module as clock": (lambda: create(clock=time), "clock is of type module: give a .*VirtualClock"),
    "a module as random": (lambda: create(random=random), "random is of type module: give a random.Random"),
    "exported durations": (lambda: create(durations=Durations().export()), "give what Durations.load returned"),
    "one policy": (lambda: create(policies=Policy()), r"give policies by provider name: {'oxen': Policy\(…\)}"),
    "a dict as policy": (lambda: create(policies={"oxen": {}}), r"policies\['oxen'\] is of type dict: give Policy"),
    "a policy for nobody": (lambda: create(policies={"oxne": Policy()}), "'oxne': did you mean oxen?"),
    "no request timeout": (lambda: create(timeout=None), "timeout is None: give a finite number"),
    "text as bytes": (lambda: create(max_media_bytes="1 GB"), "max_media_bytes is of type str: give a number"),
    "a number as agent": (lambda: create(user_agent=3), "user_agent is of type int: give text"),
    "a number as ledger": (lambda: create(ledger=3), "ledger=3: give a path, "),
    "no path as ledger": (lambda: create(ledger=""), "ledger is empty: give a path"),
    "a base URL with a line end": (lambda: Breeze(api_key="k", base_url="https://api.example\n"), "or a line end"),
    "a base URL after a space": (lambda: Breeze(api_key="k", base_url=" https://api.example"), "contains a space"),
    "port 0": (lambda: Breeze(api_key="k", base_url="https://api.example:0"), "or the port 0"),
    "a key in quotes": (lambda: Breeze(api_key='"brz_key_of_nobody"'), "is in quotes: leave them out"),
    "a misspelt argument": (lambda: called(Policy, max_concurency=2), "did you mean max_concurrency?"),
    "a misspelt bound": (lambda: called(PollInterval, flor=1, ceiling=2), "PollInterval has no argument 'flor'"),
    "a misspelt key": (lambda: called(Breeze, apikey="brz_key_of_nobody"), "'apikey': did you mean api_key?"),
    "a key without a name": (lambda: called(Breeze, "brz_key_of_nobody"), r"too many .*: give Breeze\(api_key=…, …\)"),
    "half of the keys": (lambda: called(PlayAI, api_key="ak_key_of_nobody"), "a required argument: 'user_id'"),
    "a misspelt clock": (lambda: called(VirtualClock, starts=1), "'starts': did you mean start?"),
    "a number as proxy": (lambda: create(proxy=3128), "proxy is of type int: give a URL, such as"),
    "text as concurrency": (lambda: Policy(max_concurrency="2"), "max_concurrency is of type str"),  # type: ignore[arg-type]
    "a list of headers": (lambda: Policy(headers=["x"]), "headers is of type list"),  # type: ignore[arg-type]
    "a number as header": (lambda: Policy(headers={"x": 3}), "value of x is of type int"),  # type: ignore[dict-item]
    "a number as interval": (lambda: Policy(poll_interval=5), r"give PollInterval\(floor"),  # type: ignore[arg-type]
    "text as interval": (lambda: interval("1", 2), "floor is of type str: give a finite number of seconds"),
    "an interval of nothing": (lambda: interval(1, 2, 0), "learned_ceiling=0: give a finite number of seconds"),
    "a floor above the ceiling": (lambda: interval(5, 1), "give 0 < floor <= ceiling"),
    "the name of a variable": (lambda: Breeze.from_env("BREEZE_API_KEY"), "env is of type str: give the variables"),  # type: ignore[arg-type]
    "bytes as key": (lambda: Breeze(api_key=b"k"), "is of type bytes: give the key as a string"),  # type: ignore[arg-type]
    "another kind of request": (lambda: Policy(rate_limits={"reads": None}), "did you mean read?"),  # type: ignore[dict-item]
    "a number as rate": (lambda: Policy(rate_limits={"read": 5}), "give a Rate, or None"),  # type: ignore[dict-item]
    "a rate of text": (lambda: Rate("60", 60), "Rate: limit='60': give a whole number of at least 1"),  # type: ignore[arg-type]
    "a rate without end": (lambda: Rate(60, float("inf")), "Rate: window=inf: give a finite number of seconds above 0"),
    "half a rate": (lambda: called(Rate, 60), r"Rate: missing .* 'window': give Rate\(limit, window\)"),
    "a rate per minute": (lambda: called(Rate, 60, per=60), "Rate has no argument 'per': known are limit, window"),
    "a proxy without a host": (lambda: through_proxy("http://"), "proxy in proxy= is unusable: give a URL like"),
    "a proxy whose port is too high": (lambda: through_proxy("http://p:99999"), "proxy in proxy= is unusable: give"),
    "a proxy with a space": (lambda: through_proxy("http://my proxy:1"), "proxy in proxy= is unusable: give"),
    "a clock without zone": (lambda: VirtualClock(datetime(2026, 1, 1)), "has no time zone"),
    "a clock that goes back": (lambda: VirtualClock().advance(-1), "seconds=-1: give a number of seconds from 0"),
    "text as seconds": (lambda: VirtualClock().advance("1"), "seconds is of type str"),  # type: ignore[arg-type]
    "an option without its name": (lambda: called(Jobs, ALL, 30), r"Jobs: too many .*: give Jobs\(settings, …\)"),
    "a provider for from_env": (
        lambda: called(Jobs.from_env, "oxen"),
        r"Jobs\.from_env: too many .*: give Jobs\.from_env\(NAME=…\)",
    ),
    "no policy's name": (lambda: called(Policy, 2), r"give Policy\(poll_interval=…, rate_limits=…, "),
}


@pytest.mark.parametrize(("call", "result"), WRONG.values(), ids=WRONG)
def test_wrong_settings_are_explained(call: Callable[[], object], result: str) -> None:
    check_error(call, result)
