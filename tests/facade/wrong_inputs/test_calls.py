"""Wrong arguments of the calls of a client: the error says what to give instead."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    AsyncJobs,
    Job,
    JobStatus,
    parse_ref,
)

from tests.facade.wrong_inputs.calling import (
    BREEZE,
    REF,
    SPEECH,
    check_error,
    in_jobs,
    in_trio,
    not_awaited,
    not_awaited_for_many,
    on_closed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "no folder": (in_jobs(lambda jobs: jobs.download(REF, 3)), "directory is of type int: give the path of a folder"),
    "no status": (in_jobs(lambda jobs: jobs.list("oxen", status="runing")), "'runing': did you mean running?"),
    "a time without zone": (in_jobs(lambda jobs: jobs.list("oxen", since=datetime(2026, 1, 1))), "has no time zone"),
    "text as time": (in_jobs(lambda jobs: jobs.list("oxen", since="today")), "since is of type str: give a datetime"),
    "no lost submit": (in_jobs(lambda jobs: jobs.find_submitted("x")), "give the SubmitUncertain that submit raised"),
    "a misspelt field of a call": (
        in_jobs(lambda jobs: jobs.breeze.submit(voice_id="voc_1", txt="x")),
        r"BreezeJobs\.submit has no argument 'txt': did you mean text\?",
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
        r"AsyncJobs\.wait has no argument 'timeot': did you mean timeout\?",
    ),
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
    "a limit of a list": (
        in_jobs(lambda jobs: jobs.list("oxen", limit=10)),
        r"Jobs\.list has no argument 'limit': leave the loop when you have enough jobs, or use itertools\.islice$",
    ),
    "an interval of a wait": (
        in_jobs(lambda jobs: jobs.wait(REF, poll_interval=5)),
        r"Jobs\.wait has no argument 'poll_interval': poll intervals are set for a provider: policies=",
    ),
    "a closed client": (on_closed(lambda jobs: jobs.get(REF)), "the client is closed: create another one"),
    "a closed client for many": (
        on_closed(lambda jobs: jobs.wait_all([REF, "breeze:job_2"])),
        "the client is closed: create another one",
    ),
    "trio": (in_trio, "AsyncJobs needs a running event loop of asyncio; under trio, use Jobs in a thread"),
}


@pytest.mark.parametrize(("call", "result"), WRONG.values(), ids=WRONG)
def test_wrong_arguments_are_explained(call: Callable[[], object], result: str) -> None:
    check_error(call, result)
