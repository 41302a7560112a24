"""What users are told who pass the wrong thing: always a `GenerationJobsError`, and what to give instead."""

from __future__ import annotations

import asyncio
import inspect
import random
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import trio
from generation_jobs import (
    ArchivedProviderWarning,
    AsyncJobs,
    Breeze,
    ConfigurationError,
    Durations,
    Finetuning,
    GenerationJobsError,
    Job,
    Jobs,
    JobStatus,
    NotFoundError,
    Outcome,
    Oxen,
    PlayAI,
    Policy,
    PollInterval,
    Rate,
    is_final_error,
    parameter_types,
    parse_ref,
    provider_info,
)
from generation_jobs.ledger import Intent, SQLiteLedger
from generation_jobs.notebook import JobTable, Progress
from generation_jobs.testing import VirtualClock
from generation_jobs.webhooks import Inbox, read_webhook, same_token, webhook_app, webhook_wsgi_app

if TYPE_CHECKING:
    from collections.abc import Callable

NOWHERE = httpx.MockTransport(lambda request: httpx.Response(404))
BREEZE = Breeze(api_key="brz_key_of_nobody")
ALL = (BREEZE, Oxen(api_key="ox_key_of_nobody"), Finetuning(api_key="ft_key_of_nobody"))
REF = "breeze:job_1"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SPEECH: dict[str, Any] = {"voice_id": "voc_1", "text": "Hello."}


def create(settings: Any = ALL, **options: Any) -> Jobs:
    return Jobs(settings, **{"transport": NOWHERE, **options})


def in_jobs(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of `Jobs`; what it yields is read."""

    def run() -> object:
        with create() as jobs:
            found = call(jobs)
            return list(found) if inspect.isgenerator(found) else found

    return run


def called(kind: Any, *args: Any, **keywords: Any) -> object:
    """Call a class with what no type checker lets pass."""
    return kind(*args, **keywords)


def through_proxy(url: str) -> object:
    with Jobs([BREEZE], proxy=url) as jobs:
        return jobs.get(REF)


def interval(*values: Any) -> Policy:
    return Policy(poll_interval=PollInterval(*values))


def in_ledger(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of a ledger with one submit."""

    def run() -> object:
        with TemporaryDirectory() as folder, closing(SQLiteLedger(f"{folder}/ledger")) as ledger:
            ledger.begin(Intent("oxen", "a", "d", NOW))
            return call(ledger)

    return run


def in_trio() -> object:
    return trio.run(AsyncJobs([BREEZE], transport=NOWHERE).get, REF)


def not_awaited() -> object:
    """Pass a call on that returns a job only when it is awaited."""

    async def run() -> object:
        async with AsyncJobs([BREEZE], transport=NOWHERE) as jobs:
            with closing(jobs.get(REF)) as call:
                return await jobs.wait(call)  # type: ignore[arg-type]

    return asyncio.run(run())


def not_awaited_for_many() -> object:
    async def run() -> object:
        async with AsyncJobs([BREEZE], transport=NOWHERE) as jobs:
            with closing(jobs.get(REF)) as call:
                return await jobs.wait_all([call])  # type: ignore[list-item]

    return asyncio.run(run())


def stored(**fields: object) -> Callable[[], Job]:
    return lambda: Job.from_dict({"ref": REF, "status": "running", **fields})


def on_closed(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of a client that is closed."""

    def run() -> object:
        jobs = create()
        jobs.close()
        return call(jobs)

    return run


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "a number as job": (in_jobs(lambda jobs: jobs.wait(3)), "job is of type int: give a ref such as"),
    "None as job": (in_jobs(lambda jobs: jobs.wait(None)), "job is None: give a ref"),
    "bytes as job": (in_jobs(lambda jobs: jobs.get(b"breeze:1")), "job is of type bytes"),
    "a list as job": (in_jobs(lambda jobs: jobs.wait([REF])), "type list: give one ref or Job at a time; wait_all and"),
    "a list to download": (in_jobs(lambda jobs: jobs.download([REF])), "type list: give one ref or Job at a time"),
    "a list among many": (
        in_jobs(lambda jobs: jobs.wait_all([[REF]])),
        "type list: give refs and jobs in one flat list",
    ),
    "a job's data": (
        in_jobs(lambda jobs: jobs.get(Job(REF, JobStatus.QUEUED).to_dict())),
        r"type dict: give its ref, or Job\.from_dict\(…\)",
    ),
    "a parsed ref": (in_jobs(lambda jobs: jobs.get(parse_ref(REF))), r"job is of type Ref: give str\(ref\), or a Job"),
    "a call that was not awaited": (not_awaited, "job is of type coroutine: give what await returns of it"),
    "a call among many": (not_awaited_for_many, "one of the jobs is of type coroutine: give what await returns"),
    "no colon": (in_jobs(lambda jobs: jobs.get("job_1")), "'job_1' is not a ref: write PROVIDER:ID"),
    "a URL as ref": (in_jobs(lambda jobs: jobs.get("https://media.example/a.mp3")), "is a URL, not a ref: write"),
    "inline data as ref": (
        in_jobs(lambda jobs: jobs.get(f"data:audio/mpeg;base64,{'A' * 4000}")),
        r"^'data:audio/mpeg;base64,A+'… \(4023 characters\) is not a ref: write PROVIDER:ID",
    ),
    "a misspelt provider": (in_jobs(lambda jobs: jobs.get("brezze:1")), "'brezze': did you mean breeze?"),
    "no provider": (in_jobs(lambda jobs: jobs.submit("zzz")), "no provider 'zzz': known are breeze, playai"),
    "a number as provider": (in_jobs(lambda jobs: jobs.submit(3)), "provider is of type int: give its name"),
    "a list as provider": (in_jobs(lambda jobs: jobs.list(["oxen"])), "provider is of type list"),
    "no fields": (in_jobs(lambda jobs: jobs.submit("breeze")), "breeze needs voice_id and text$"),
    "a number as key": (in_jobs(lambda jobs: jobs.submit("breeze", **SPEECH, key=7)), "key is of type int: give your"),
    "a list as key": (in_jobs(lambda jobs: jobs.submit("breeze", **SPEECH, key=[7])), "key is of type list: give your"),
    "an empty key": (in_jobs(lambda jobs: jobs.submit("breeze", **SPEECH, key="")), "key is empty: give your name"),
    "a blank as key": (in_jobs(lambda jobs: jobs.submit("breeze", **SPEECH, key=" ")), "key is empty: give your name"),
    "half a character as key": (
        in_jobs(lambda jobs: jobs.submit("breeze", **SPEECH, key="\ud800")),
        "is not valid text: it holds half of a surrogate pair",
    ),
    "half a character in a folder": (
        in_jobs(lambda jobs: jobs.download(REF, "out\ud800")),
        "no folder can have this name",
    ),
    "a NUL in a folder": (
        in_jobs(lambda jobs: jobs.generate("breeze", "out\0", **SPEECH)),
        "no folder can have this name",
    ),
    "a folder in a file": (
        in_jobs(lambda jobs: jobs.generate("breeze", f"{__file__}/out", **SPEECH)),
        "py is a file; give the path of a folder",
    ),
    "a number as folder": (in_jobs(lambda jobs: jobs.generate("breeze", 3, **SPEECH)), "directory is of type int"),
    "a wrong choice in a field that the provider names otherwise": (
        in_jobs(lambda jobs: jobs.submit("finetuning", tags="lofi", musical_key="H")),
        "^finetuning: musical_key is 'H': give one of",
    ),
    "a misspelt field": (in_jobs(lambda jobs: jobs.submit("breeze", txt="x")), "'txt': did you mean text?"),
    "a job without a ref": (in_jobs(lambda jobs: jobs.get(Job(None, JobStatus.QUEUED))), "this job has no ref"),
    "no timeout": (in_jobs(lambda jobs: jobs.wait(REF, timeout=None)), "timeout is None: give a finite number of sec"),
    "text as timeout": (in_jobs(lambda jobs: jobs.wait(REF, timeout="5")), "timeout is of type str"),
    "true as timeout": (in_jobs(lambda jobs: jobs.wait_all([REF], timeout=True)), "timeout is of type bool"),
    "zero as timeout": (in_jobs(lambda jobs: jobs.as_completed([REF], timeout=0)), "timeout=0: give a finite"),
    "a timeout beyond all numbers": (in_jobs(lambda jobs: jobs.wait(REF, timeout=10**400)), "give a finite number"),
    "an endless timeout": (in_jobs(lambda jobs: jobs.wait(REF, timeout=float("inf"))), "timeout=inf: give a fin"),
    "no function": (in_jobs(lambda jobs: jobs.wait(REF, on_update=3)), "on_update is of type int: give a function"),
    "a function without a parameter": (
        in_jobs(lambda jobs: jobs.as_completed([REF], on_update=lambda: None)),
        "on_update cannot be called with a `BatchProgress` .*: give a function that takes",
    ),
    "a function with too few parameters": (
        in_jobs(lambda jobs: jobs.download(REF, on_progress=lambda ref: None)),
        "on_progress cannot be called with a ref, the bytes received and the size",
    ),
    "a hook without a parameter": (lambda: create(on_event=lambda: None), "on_event cannot be called with an event"),
    "a hook that nobody awaits": (lambda: create(on_submitted=asyncio.sleep), "on_submitted is a coroutine function"),
    "no progress": (in_jobs(lambda jobs: jobs.download(REF, on_progress="x")), "on_progress is of type str"),
    "text as push": (in_jobs(lambda jobs: jobs.wait("oxen:1", push="yes")), "push is of type str: give True for"),
    "one ref to wait_all": (in_jobs(lambda jobs: jobs.wait_all(REF)), "is one job: give a list, or use jobs.wait"),
    "one job to wait_all": (in_jobs(lambda jobs: jobs.wait_all(Job(REF, JobStatus.QUEUED))), "is one job"),
    "nothing to wait_all": (in_jobs(lambda jobs: jobs.wait_all(None)), "jobs is None: give a list of refs or jobs"),
    "numbers to as_completed": (in_jobs(lambda jobs: jobs.as_completed([3])), "one of the jobs is of type int"),
    "a file as folder": (
        in_jobs(lambda jobs: jobs.download(REF, "out/song.MP3")),
        "directory='out/song.MP3' looks like a file: give a folder, such as 'out'; the files in it are named by",
    ),
    "a file as folder of a submit": (
        in_jobs(lambda jobs: jobs.generate("breeze", Path("song.jpeg"), **SPEECH)),
        "directory='song.jpeg' looks like a file: give a folder, such as '.'",
    ),
    "an empty folder": (in_jobs(lambda jobs: jobs.download(REF, "")), "directory is empty: give the path of a folder"),
    "an outcome": (in_jobs(lambda jobs: jobs.wait(Outcome(REF))), "job is of type Outcome: give its ref, or a Job"),
    "no folder": (in_jobs(lambda jobs: jobs.download(REF, 3)), "directory is of type int: give the path of a folder"),
    "no status": (in_jobs(lambda jobs: jobs.list("oxen", status="runing")), "'runing': did you mean running?"),
    "a time without zone": (in_jobs(lambda jobs: jobs.list("oxen", since=datetime(2026, 1, 1))), "has no time zone"),
    "text as time": (in_jobs(lambda jobs: jobs.list("oxen", since="today")), "since is of type str: give a datetime"),
    "no lost submit": (in_jobs(lambda jobs: jobs.find_submitted("x")), "give the SubmitUncertain that submit raised"),
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
    "no path of a ledger": (lambda: SQLiteLedger(""), "path is empty: give the path of the ledger's file"),
    "a number as a ledger's path": (lambda: SQLiteLedger(3), "path is of type int"),  # type: ignore[arg-type]
    "a base URL with a line end": (lambda: Breeze(api_key="k", base_url="https://api.example\n"), "or a line end"),
    "a base URL after a space": (lambda: Breeze(api_key="k", base_url=" https://api.example"), "contains a space"),
    "port 0": (lambda: Breeze(api_key="k", base_url="https://api.example:0"), "or the port 0"),
    "a key in quotes": (lambda: Breeze(api_key='"brz_key_of_nobody"'), "is in quotes: leave them out"),
    "a misspelt argument": (lambda: called(Policy, max_concurency=2), "did you mean max_concurrency?"),
    "a misspelt bound": (lambda: called(PollInterval, flor=1, ceiling=2), "argument of PollInterval: 'flor'"),
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
    "text as a job's data": (lambda: Job.from_dict("{}"), "Job.to_dict returned: it is of type str: give a"),  # type: ignore[arg-type]
    "a job's data without status": (lambda: Job.from_dict({"ref": REF}), "it has no field 'status'"),
    "another kind of request": (lambda: Policy(rate_limits={"reads": None}), "did you mean read?"),  # type: ignore[dict-item]
    "a number as rate": (lambda: Policy(rate_limits={"read": 5}), "give a Rate, or None"),  # type: ignore[dict-item]
    "a rate of text": (lambda: Rate("60", 60), "Rate: limit='60': give a whole number of at least 1"),  # type: ignore[arg-type]
    "a rate without end": (lambda: Rate(60, float("inf")), "Rate: window=inf: give a finite number of seconds above 0"),
    "half a rate": (lambda: called(Rate, 60), r"Rate: missing .* 'window': give Rate\(limit, window\)"),
    "a rate per minute": (lambda: called(Rate, 60, per=60), "no argument of Rate: 'per': known are limit, window"),
    "a limit of a list": (
        in_jobs(lambda jobs: jobs.list("oxen", limit=10)),
        r"Jobs\.list: 'limit': leave the loop when you have enough jobs, or use itertools\.islice$",
    ),
    "an interval of a wait": (
        in_jobs(lambda jobs: jobs.wait(REF, poll_interval=5)),
        r"Jobs\.wait: 'poll_interval': poll intervals are set for a provider: policies=",
    ),
    "a number as ref": (lambda: parse_ref(3), "the ref is of type int"),  # type: ignore[arg-type]
    "a number as body": (lambda: read_webhook("finetuning", 3), "body is of type int"),  # type: ignore[arg-type]
    "a ref as callback": (lambda: Inbox().deliver(REF), "job is of type str: give the `Job` that"),  # type: ignore[arg-type]
    "text as intent": (in_ledger(lambda ledger: ledger.begin("oxen")), "intent is of type str: give the Intent"),
    "a number as time of a submit": (
        in_ledger(lambda ledger: ledger.begin(Intent("oxen", "a", "d", 0))),  # type: ignore[arg-type]
        "intent.sent_at is of type int: give a datetime",
    ),
    "no account": (
        in_ledger(lambda ledger: ledger.begin(Intent("oxen", None, "d", NOW))),  # type: ignore[arg-type]
        "intent.account is None: give text",
    ),
    "no note": (in_ledger(lambda ledger: ledger.lose(1, None)), "note is None: give text"),
    "text as status": (
        in_ledger(lambda ledger: ledger.record(REF, "failed")),
        "status is of type str: give a JobStatus",
    ),
    "one file": (
        in_ledger(lambda ledger: ledger.record(REF, JobStatus.SUCCEEDED, "a.mp3")),
        "files is of type str: give a list of paths",
    ),
    "an unknown provider": (lambda: provider_info("bland2"), "'bland2': did you mean bland?"),
    "an unknown provider's fields": (lambda: parameter_types("playia"), "'playia': did you mean playai?"),
    "a clock without zone": (lambda: VirtualClock(datetime(2026, 1, 1)), "has no time zone"),
    "a clock that goes back": (lambda: VirtualClock().advance(-1), "seconds=-1: give a number of seconds from 0"),
    "text as seconds": (lambda: VirtualClock().advance("1"), "seconds is of type str"),  # type: ignore[arg-type]
    "a misspelt field of a call": (
        in_jobs(lambda jobs: jobs.breeze.submit(voice_id="voc_1", txt="x")),
        r"no argument of BreezeJobs\.submit: 'txt': did you mean text\?",
    ),
    "a field of a call that is missing": (
        in_jobs(lambda jobs: jobs.breeze.generate("out", text="x")),
        r"BreezeJobs\.generate: missing .* 'voice_id': give BreezeJobs\.generate\(voice_id=…, text=…, …\)",
    ),
    "a field without its name": (
        in_jobs(lambda jobs: jobs.oxen.submit("flux-2-dev")),
        r"give OxenJobs\.submit\(model=…",
    ),
    "a misspelt argument of a call": (in_jobs(lambda jobs: jobs.wait(REF, timeot=3)), "'timeot': did you mean timeout"),
    "a timeout without its name": (
        in_jobs(lambda jobs: jobs.wait(REF, 300)),
        r"too many .*: give Jobs\.wait\(job, …\)",
    ),
    "a call without its argument": (in_jobs(lambda jobs: jobs.list()), r"Jobs\.list: missing .* 'provider'"),
    "a misspelt argument with asyncio": (
        lambda: asyncio.run(AsyncJobs([BREEZE]).wait(REF, timeot=3)),  # type: ignore[call-arg]
        r"no argument of AsyncJobs\.wait: 'timeot': did you mean timeout\?",
    ),
    "an option without its name": (lambda: called(Jobs, ALL, 30), r"Jobs: too many .*: give Jobs\(settings, …\)"),
    "a provider for from_env": (
        lambda: called(Jobs.from_env, "oxen"),
        r"Jobs\.from_env: too many .*: give Jobs\.from_env\(NAME=…\)",
    ),
    "no policy's name": (lambda: called(Policy, 2), r"give Policy\(poll_interval=…, rate_limits=…, "),
    "a webhook without a token": (
        lambda: called(webhook_app, print, provider="finetuning"),
        r"webhook_app: missing .* 'token': give webhook_app\(on_job, provider=…, token=…\)",
    ),
    "a misspelt argument of a webhook": (
        lambda: called(webhook_wsgi_app, print, provider="finetuning", tokn="t"),
        r"no argument of webhook_wsgi_app: 'tokn': did you mean token\?",
    ),
    "a webhook without a body": (lambda: called(read_webhook, "finetuning"), r"give read_webhook\(provider, body\)"),
    "one token": (lambda: called(same_token, "t"), r"give same_token\(expected, given\)"),
    "no ref": (lambda: called(parse_ref), r"give parse_ref\(ref\)"),
    "two refs": (lambda: called(parse_ref, "oxen", "gen_1"), "parse_ref: too many positional arguments"),
    "no provider's name": (lambda: called(provider_info), r"give provider_info\(provider\)"),
    "fields of nobody": (lambda: called(parameter_types, name="oxen"), "argument of parameter_types: 'name'"),
    "an error that may be paid for": (
        lambda: called(is_final_error, ConfigurationError("x")),
        r"missing .* 'is_paid': give is_final_error\(error, is_paid=…\)",
    ),
    "a ledger without a path": (lambda: called(SQLiteLedger, file="jobs.sqlite"), "argument of SQLiteLedger: 'file'"),
    "a size of an inbox by name": (lambda: called(Inbox, size=10), "argument of Inbox: 'size': there are none"),
    "a size of an inbox": (lambda: called(Inbox, 10), "Inbox: too many positional arguments"),
    "durations of a file": (lambda: called(Durations, "durations.json"), "Durations: too many positional arguments"),
    "a file of durations": (lambda: called(Durations.load, "durations.json"), "exported is of type str: give the dict"),
    "a proxy without a host": (lambda: through_proxy("http://"), "proxy in proxy= is unusable: give a URL like"),
    "a proxy whose port is too high": (lambda: through_proxy("http://p:99999"), "proxy in proxy= is unusable: give"),
    "a proxy with a space": (lambda: through_proxy("http://my proxy:1"), "proxy in proxy= is unusable: give"),
    "a title of a progress": (lambda: called(Progress, title="x"), "no argument of Progress: 'title'"),
    "further fields as text": (
        in_jobs(lambda jobs: jobs.oxen.submit(model="x", extra="size=1")),
        "^oxen: extra is of type str: give an object",
    ),
    "half a job": (in_jobs(lambda jobs: jobs.oxen.submit(model="x", num_generations=1.5)), "is 1.5: give a whole numb"),
    "a similar choice": (in_jobs(lambda jobs: jobs.finetuning.submit(tags="x", scale="majr")), "did you mean 'major'"),
    "a misspelt part of a field": (
        in_jobs(lambda jobs: jobs.breeze.submit(**SPEECH, voice_settings={"sped": 1})),
        r"^breeze: voice_settings has no 'sped': did you mean 'speed'\?",
    ),
    "yes for overwrite": (
        in_jobs(lambda jobs: jobs.download(REF, overwrite="yes")),
        "overwrite is of type str: give T",
    ),
    "a misspelt status of a job's data": (
        lambda: Job.from_dict({"ref": REF, "status": "runing"}),
        r"Job\.to_dict returned: there is no status 'runing': did you mean running\?",
    ),
    "media of a job's data that are none": (stored(media="x"), "media is 'x'$"),
    "one of the media of a job's data that is none": (
        stored(media=["x"]),
        "one of the media is of type str: give a dict",
    ),
    "inline data of a job's data that are none": (stored(media=[{"kind": "audio", "data": "@@"}]), "data is '@@'$"),
    "a word as a time of a job's data": (stored(created_at="yesterday"), "created_at is 'yesterday'$"),
    "a word as the cost of a job's data": (stored(cost="cheap"), "cost is 'cheap'$"),
    "the result of an outcome without one": (
        lambda: Outcome(REF).result(),
        f"an outcome of {REF} with neither a job nor an error: give one of them",
    ),
    "a word as the error of an outcome's data": (
        lambda: Outcome.from_dict({"ref": REF, "error": "x"}),
        "error is 'x'$",
    ),
    "one job as table": (lambda: called(JobTable, Job(REF, JobStatus.QUEUED)), "shown is of type Job: give a list of"),
    "one ref as table": (lambda: called(JobTable, REF), "shown is one str: give a list of jobs or outcomes"),
    "one outcome as table": (lambda: called(JobTable, Outcome(REF)), "shown is one Outcome: give a list of jobs"),
    "progress of nothing": (lambda: called(Progress(), 3), "state is of type int: give this object as on_update"),
    "no token": (lambda: same_token(None, "x"), "expected is None: give the token"),  # type: ignore[arg-type]
    "bytes as token": (lambda: same_token("x", b"x"), "given is of type bytes: give the token"),  # type: ignore[arg-type]
    "a closed client": (on_closed(lambda jobs: jobs.get(REF)), "the client is closed: create another one"),
    "a closed client for many": (
        on_closed(lambda jobs: jobs.wait_all([REF, "breeze:job_2"])),
        "the client is closed: create another one",
    ),
    "trio": (in_trio, "AsyncJobs needs a running event loop of asyncio; under trio, use Jobs in a thread"),
}


@pytest.mark.parametrize(("call", "result"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(call: Callable[[], object], result: str) -> None:
    with pytest.raises(GenerationJobsError, match=result) as raised:
        call()
    assert type(raised.value) is ConfigurationError
    assert "key_of_nobody" not in str(raised.value)


def test_httpx_was_uninstalled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "httpx")
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if "Editable" not in repr(finder)])
    with pytest.raises(ConfigurationError, match=r"httpx is not installed: run pip install httpx, or call httpx2"):
        Jobs([])


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_a_switch_in_the_environment_is_1_or_0(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GENJOBS_ALLOW_PRIVATE_MEDIA", value)
    with pytest.raises(ConfigurationError, match=f"GENJOBS_ALLOW_PRIVATE_MEDIA='{value}': set it to 1 for yes"):
        create()


def test_nothing_is_sent_when_the_files_could_not_be_saved() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(404)

    with create(transport=httpx.MockTransport(answer)) as jobs, pytest.raises(ConfigurationError, match="is a file"):
        jobs.generate("breeze", __file__, **SPEECH)
    assert sent == []


def test_a_404_that_is_not_in_the_providers_words_may_be_of_another_address() -> None:
    with create() as jobs, pytest.raises(GenerationJobsError, match="404; check the base URL, and the id, and that"):
        jobs.get(REF)


def test_a_second_loop_may_use_the_same_client() -> None:
    jobs = AsyncJobs([BREEZE], transport=NOWHERE)
    for _ in range(2):
        with pytest.raises(GenerationJobsError, match="answered 404"):
            asyncio.run(jobs.get(REF))
    asyncio.run(jobs.close())


def test_warnings_point_at_the_line_of_the_user() -> None:
    def use(jobs: Jobs) -> None:
        with pytest.raises(GenerationJobsError):
            jobs.get("playai:00000000-0000-4000-8000-000000000000")

    async def use_async() -> None:
        with pytest.raises(GenerationJobsError):
            await AsyncJobs([PLAYAI], transport=NOWHERE).get("playai:00000000-0000-4000-8000-000000000000")

    with pytest.warns(ArchivedProviderWarning) as seen:
        use(create([PLAYAI]))
        asyncio.run(use_async())
    assert [warning.filename for warning in seen] == [__file__, __file__]


PLAYAI = PlayAI(api_key="ak_key_of_nobody", user_id="usr_nobody")


def test_async_jobs_has_docstrings_of_its_own() -> None:
    names = [name for name in dir(Jobs) if not name.startswith("_") and callable(getattr(Jobs, name))]
    for name in names:
        ours, other = (inspect.getdoc(getattr(kind, name)) or "" for kind in (AsyncJobs, Jobs))
        assert ours and "See `Jobs." not in ours, name
        if name != "close":
            assert ours.partition("\n")[0] == other.partition("\n")[0], name


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_several_fields_that_are_missing_are_named_in_one_sentence() -> None:
    with create([PLAYAI]) as jobs, pytest.raises(ConfigurationError, match=r"^playai needs model, text and voice$"):
        jobs.submit("playai")


def test_a_list_that_is_not_found_is_no_matter_of_an_id() -> None:
    with create() as jobs, pytest.raises(NotFoundError, match=r"^breeze: .* 404; check the base URL$"):
        list(jobs.list("breeze"))
