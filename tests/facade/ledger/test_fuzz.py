"""A ledger against a model of it: dictionaries."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from generation_jobs import JobStatus, LedgerError
from generation_jobs.ledger import Intent, KeyTakenError, Ledger, SQLiteLedger
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ENDED_BADLY = {JobStatus.FAILED, JobStatus.CANCELLED}
keys = st.none() | st.sampled_from(["a", "b", "c"])
refs = st.lists(st.sampled_from([f"oxen:{name}" for name in "pqrstu"]), max_size=3, unique=True)


@dataclass
class Submit:
    intent: Intent
    is_known: bool = False
    jobs: dict[str, tuple[JobStatus, bool]] = field(default_factory=dict[str, tuple[JobStatus, bool]])

    @property
    def is_done(self) -> bool:
        return self.is_known and all(is_done for _, is_done in self.jobs.values())


class LedgerMachine(RuleBasedStateMachine):
    numbers: Bundle[int] = Bundle("numbers")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.ledgers = self.open_two()
        self.model: dict[int, Submit] = {}

    def open_two(self) -> list[Ledger]:
        """Return two ledgers of one empty store."""
        return [SQLiteLedger(Path(self.folder.name, "ledger.sqlite")) for _ in range(2)]

    def teardown(self) -> None:
        for ledger in self.ledgers:
            ledger.close()
        self.folder.cleanup()

    @rule(target=numbers, key=keys, which=st.integers(0, 1), provider=st.sampled_from(["oxen", "breeze"]))
    def begin(self, key: str | None, which: int, provider: str) -> int:
        intent = Intent(provider, "account", f"digest {len(self.model)}", NOON, key=key)
        taken = [number for number, one in self.model.items() if key is not None and one.intent.key == key]
        if taken:
            with pytest.raises(KeyTakenError) as caught:
                self.ledgers[which].begin(intent)
            assert caught.value.entry.number == taken[0]
            return taken[0]
        number = self.ledgers[which].begin(intent)
        assert number not in self.model
        self.model[number] = Submit(intent)
        return number

    @rule(number=consumes(numbers), which=st.integers(0, 1))
    def drop(self, number: int, which: int) -> None:
        self.ledgers[which].drop(number)
        self.model.pop(number, None)

    @rule(number=numbers, which=st.integers(0, 1), refs=refs)
    def answer(self, number: int, which: int, refs: list[str]) -> None:
        if number not in self.model:
            return  # dropped under another name
        claimed, one = {ref for one in self.model.values() for ref in one.jobs}, self.model[number]
        one.jobs.update({ref: (JobStatus.UNKNOWN, False) for ref in refs if ref not in claimed})
        one.is_known = not refs or bool(one.jobs)
        with nullcontext() if one.is_known else pytest.raises(LedgerError, match="as the job of another submit"):
            self.ledgers[which].answer(number, refs)

    @rule(number=numbers, which=st.integers(0, 1), refs=refs)
    def settle(self, number: int, which: int, refs: list[str]) -> None:
        one = self.model.get(number)
        claimed = {ref for one in self.model.values() for ref in one.jobs}
        may = one is not None and not one.is_known and claimed.isdisjoint(refs)
        assert self.ledgers[which].settle(number, refs) is may
        if one is None or not may:
            return
        if refs:
            one.is_known, one.jobs = True, dict.fromkeys(refs, (JobStatus.UNKNOWN, False))
        else:
            del self.model[number]

    @rule(number=numbers, which=st.integers(0, 1))
    def lose(self, number: int, which: int) -> None:
        self.ledgers[which].lose(number, "gone")

    @rule(
        ref=st.sampled_from([f"oxen:{name}" for name in "pqrstu"]),
        status=st.sampled_from(JobStatus),
        saved=st.booleans(),
    )
    def record(self, ref: str, status: JobStatus, saved: bool) -> None:
        self.ledgers[0].record(ref, status, ["a.png"] if saved else [])
        for one in self.model.values():
            if ref in one.jobs and not one.jobs[ref][1]:
                one.jobs[ref] = (status, saved or status in ENDED_BADLY)

    @rule(which=st.integers(0, 1))
    def reopen(self, which: int) -> None:
        self.ledgers[which].close()

    @invariant()
    def pending_is_what_is_not_done(self) -> None:
        expected = {number: one for number, one in sorted(self.model.items()) if not one.is_done}
        for ledger in self.ledgers:
            entries = ledger.pending()
            assert [entry.number for entry in entries] == list(expected)
            for entry in entries:
                one = expected[entry.number]
                assert (entry.intent, entry.is_known) == (one.intent, one.is_known)
                assert {str(job.ref): job.status for job in entry.jobs} == {ref: s for ref, (s, _) in one.jobs.items()}

    @invariant()
    def keys_and_refs_lead_to_their_submit(self) -> None:
        for key in ("a", "b", "c"):
            numbers = [number for number, one in self.model.items() if one.intent.key == key]
            entry = self.ledgers[1].find(key)
            assert ([] if entry is None else [entry.number]) == numbers
        oxen = {number: one for number, one in self.model.items() if one.intent.provider == "oxen"}
        claimed = {ref: one.intent for one in oxen.values() for ref in one.jobs}
        claimed |= {str(number): one.intent for number, one in oxen.items() if one.is_known and not one.jobs}
        assert self.ledgers[0].claimed("oxen") == claimed


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
