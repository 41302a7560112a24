"""Which rows of a provider's list are the jobs of submits whose responses were lost. Pure: rows in, verdicts out.

No provider takes a key for a submit and repeats it in its list, so that a job can only be known by its text and time.
Nothing is guessed: where two jobs or two submits fit each other, the verdict says so; and "absent" needs a list that
would certainly show the job.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.ledger import Intent, Search, Verdict, differing, text_hash, value_hashes
from generation_jobs._core.models import Job
from generation_jobs.providers.operations import Row

_SKEW = timedelta(minutes=5)
"""How far the provider's clock may be from ours, unless it is known."""

_SKEW_KNOWN = timedelta(seconds=30)

_SAME_CLOCK = timedelta(seconds=5)
"""By how much a job may be older than its submit: times are in whole seconds, and clocks differ."""

_AT_ONCE = timedelta(minutes=1)
"""By how much a job may be younger than its submit, unless it waited for the provider: a later one may be another's."""

_ACCEPTED_WITHIN = timedelta(minutes=10)
"""How long after the request a job may be created and listed; no provider documents it."""

_ANY_ZONE = timedelta(hours=26)
"""The most by which two clocks differ if one of them shows the time of another zone."""

_UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))
"""What lists round times down to. The longest one first."""

_SEVERAL = 2

_CUT_OFF = ("\u2026", "...")

_CREDIBLE = timedelta(days=20 * 365)
"""Times that are further from the clock were never set: a list shows them as those of 1970 or of the year 1."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class _Candidate(NamedTuple):
    job: Job
    at: datetime | None
    text: str | None  # a hash, as in intents
    length: float  # of its text; infinite if it has none, or one that is visibly cut off
    shown: Mapping[str, str]  # hashes, as in intents


@dataclass
class ListSearch:
    """One pass over a provider's list, newest jobs first, for several lost submits.

    `claimed` are the submits that are known: the jobs of their refs are left out, and show how far the clocks differ.
    Those without a ref stand under a number (see `Ledger.claimed`): one of the jobs in the list is theirs.
    `failure` is why the list could not be read to where it had to.
    """

    lost: Sequence[Intent]
    claimed: Mapping[str, Intent] = field(default_factory=dict[str, "Intent"])
    failure: GenerationJobsError | None = None
    _rows: dict[str | None, list[_Candidate]] = field(default_factory=dict[str | None, list[_Candidate]])
    _times: list[datetime] = field(default_factory=list[datetime])
    _units: list[timedelta] = field(default_factory=lambda: list(_UNITS))  # of which all times may be multiples
    _date_offset: timedelta | None = None
    _timed: list[_Candidate] = field(default_factory=list[_Candidate])  # those with a time, oldest first
    _untimed: list[_Candidate] = field(default_factory=list[_Candidate])
    _learned: tuple[timedelta, timedelta] | None = None  # the least and the most that known jobs show
    _verbatim: float = math.inf  # the longest text that the list is known to repeat; a shorter one is not cut off
    _reworded: set[str] = field(default_factory=set[str])  # parameters that the list does not show as submitted
    _seen: set[str] = field(default_factory=set[str])  # refs of claimed submits
    _is_complete: bool = False
    _is_doubtful: bool = False
    _read_at: datetime | None = None
    _texts: set[str] = field(init=False)  # of the lost submits
    _shows_all: bool | None = None  # by a known clock, read far enough, no known job missing; None: not asked yet

    def __post_init__(self) -> None:
        self._texts = {intent.text for intent in self.lost if intent.text is not None}

    def add(self, rows: Iterable[Row], date: datetime | None, now: datetime) -> None:
        """Add a page of the list: its rows, the time by the server's clock (`Date`) if it says it, and by ours."""
        self._read_at, self._shows_all = now, None
        date = _credible(date, now)
        self._date_offset = None if date is None else date - now
        for given in rows:
            row = given._replace(at=_credible(given.at, date or now))
            if row.at is not None:
                self._times.append(row.at)
                while self._units and (row.at - self._times[0]) % self._units[0]:
                    del self._units[0]
            if (ours := self.claimed.get(str(row.job.ref))) is None:
                length = math.inf if row.text is None or row.text.endswith(_CUT_OFF) else len(row.text)
                text = text_hash(row.text)
                candidate = _Candidate(row.job, row.at, text, length, value_hashes(row.shown))
                self._rows.setdefault(text, []).append(candidate)
            else:
                self._seen.add(str(row.job.ref))
                self._learn(row, ours)
        found = [row for rows in self._rows.values() for row in rows]
        self._timed = sorted((row for row in found if row.at is not None), key=_time)
        self._untimed = [row for row in found if row.at is None]

    def _learn(self, row: Row, ours: Intent) -> None:
        """Learn from the row of a submit that is known."""
        if row.text is not None and text_hash(row.text) == ours.text:
            self._verbatim = max(len(row.text), 0 if self._verbatim == math.inf else self._verbatim)
        if row.at is not None:
            offset = row.at - ours.sent_at
            least, most = self._learned or (offset, offset)
            self._learned = min(least, offset), max(most, offset)
        self._reworded.update(differing(value_hashes(row.shown), ours))

    def end(self) -> None:
        """Note that the list has no more pages."""
        self._is_complete, self._shows_all = True, None

    def strangers(self) -> list[tuple[str, str | None]]:
        """Return refs and texts of the jobs since the first submit here that are of none, but of other programs."""
        account = self.lost[0].account
        ours = [one for one in (*self.claimed.values(), *self.lost) if one.account == account]
        first = min(intent.sent_at for intent in ours) + (self._offset or timedelta()) - _SAME_CLOCK
        unnamed = [intent for name, intent in self.claimed.items() if name.isdecimal()]
        by_text: dict[str | None, list[Intent]] = {}
        for intent in (*self.lost, *unnamed):
            by_text.setdefault(intent.text, []).append(intent)
        rows = [row for row in (*self._timed, *self._untimed) if row.at is None or row.at >= first]
        return [(str(row.job.ref), row.text) for row in rows if not self._fits(row, by_text.get(row.text, ()))]

    def doubt(self) -> None:
        """Note that the list may have more jobs than its pages show."""
        self._is_doubtful, self._shows_all = True, None

    def fail(self, error: GenerationJobsError) -> None:
        """Note that the next page could not be read, and why."""
        self.failure = error
        self.doubt()

    @property
    def is_over(self) -> bool:
        """Whether older pages need not be read."""
        if all(search.verdict == "found" for _, searches in self._groups() for search in searches):
            return self._reaches(self._skew, self.lost)
        return self._reaches_all

    def results(self) -> list[Search]:
        """Return the verdict for each of the lost submits, in their order."""
        found = {n: search for numbers, searches in self._groups() for n, search in zip(numbers, searches, strict=True)}
        return [found[number] for number in range(len(self.lost))]

    @property
    def _is_calibrated(self) -> bool:
        """Whether jobs that we know show what the list's times mean."""
        return self._learned is not None and self._learned[1] - self._learned[0] <= _ACCEPTED_WITHIN

    @property
    def _offset(self) -> timedelta | None:
        """By how much the list's times are ahead of ours, None if unknown."""
        return self._learned[0] if self._learned is not None and self._is_calibrated else self._date_offset

    @property
    def _skew(self) -> timedelta:
        return _SKEW if self._offset is None else _SKEW_KNOWN

    @property
    def _error(self) -> timedelta:
        """By how much more than clocks differ a time may be off: by another zone, or since it is rounded down."""
        if not self._is_calibrated:
            return _ANY_ZONE
        return self._units[0] if self._units else timedelta()

    @property
    def _reaches_all(self) -> bool:
        """Whether the list was read far enough for all these submits, whatever its times mean."""
        return self._reaches(self._skew + self._error, self.lost)

    def _reaches(self, margin: timedelta, lost: Iterable[Intent]) -> bool:
        """Return whether the list was read to this time before these submits; one that is not sorted, to its end.

        Equal times do not show how it is sorted.
        """
        is_sorted = all(newer >= older for newer, older in pairwise(self._times))
        if self._is_complete or len(set(self._times)) < _SEVERAL or not is_sorted:
            return self._is_complete
        first = min(intent.sent_at for intent in lost) + (self._offset or timedelta())
        return self._times[-1] < first - margin

    def _groups(self) -> Iterator[tuple[list[int], list[Search]]]:
        """Yield submits that could be mistaken for each other, by their numbers, with their verdicts."""
        by_text: dict[str | None, list[int]] = {}
        for number in sorted(range(len(self.lost)), key=lambda n: self.lost[n].sent_at):
            by_text.setdefault(self.lost[number].text, []).append(number)
        for text, numbers in by_text.items():
            every = [self.lost[number] for number in numbers]
            for group in self._close_in_time(numbers):
                yield group, self._verdicts(text, [self.lost[number] for number in group], every)

    def _close_in_time(self, numbers: list[int]) -> Iterator[list[int]]:
        group: list[int] = []
        for number in numbers:
            if group and self.lost[number].sent_at - self.lost[group[-1]].sent_at > self._skew + _ACCEPTED_WITHIN:
                yield group
                group = []
            group.append(number)
        yield group

    def _verdicts(self, text: str | None, lost: list[Intent], every: list[Intent]) -> list[Search]:
        """Return the verdicts for submits of the same text, close in time; `every` are all of that text."""
        if text is None:
            return [Search("unknowable")] * len(lost)
        same = self._rows.get(text, [])
        fitting = sorted((row for row in same if self._fits(row, lost)), key=_time)
        likely = [row for row in fitting if not all(self._differs(row, intent) for intent in lost)]
        # Those of another time, in case it is our clock that was wrong.
        jobs = tuple(row.job for row in likely or fitting or same)
        if self.failure is not None and not self._reaches(self._skew, lost):
            return [Search("unknowable", jobs)] * len(lost)
        is_ours = not (self._is_off(fitting, lost) or self._is_by_others(same, every) or self._is_done(fitting, text))
        is_ours = is_ours and len(likely) == len(fitting)
        if is_ours and fitting and self._is_enough(len(jobs), lost, is_all=len(jobs) == len(same)):
            return self._shared_out(fitting, lost)
        if jobs:
            return [Search("probably" if len(jobs) == 1 else "ambiguous", jobs)] * len(lost)
        return [self._missing(intent) for intent in lost]

    def _is_off(self, rows: Iterable[_Candidate], lost: Iterable[Intent]) -> bool:
        """Return whether one of the rows has the time of no submit: it is another one's, or a clock is off."""
        sent = [intent.sent_at + (self._offset or timedelta()) for intent in lost]
        return not all(any(-_SAME_CLOCK <= _time(row) - at <= _AT_ONCE for at in sent) for row in rows)

    def _is_by_others(self, same: Iterable[_Candidate], lost: Sequence[Intent]) -> bool:
        """Return whether another program submits this text: with a ledger, those of ours are known, or lost."""
        return bool(self.claimed) and not all(self._fits(row, lost) for row in same)

    def _is_done(self, rows: Sequence[_Candidate], text: str) -> bool:
        """Return whether one of the rows may be the job of a submit that is known, and has no ref."""
        known = (intent for name, intent in self.claimed.items() if name.isdecimal() and intent.text == text)
        return any(self._fits(row, [intent]) for intent in known for row in rows)

    def _is_enough(self, jobs: int, lost: Sequence[Intent], *, is_all: bool) -> bool:
        """Return whether these are all jobs of these submits. Of equal ones, some may certainly have made none.

        `is_all`: no job of their text has another time, which may just be coarse.
        """
        if jobs < len(lost) and is_all and len({one.digest for one in lost}) == 1 and all(map(self._is_sure, lost)):
            return all(intent.expected == 1 for intent in lost)
        return jobs == sum(intent.expected for intent in lost)

    def _differs(self, row: _Candidate, intent: Intent) -> bool:
        """Return whether the list shows another parameter than was submitted, and shows others as submitted."""
        return not differing(row.shown, intent) <= self._reworded

    def _shared_out(self, rows: Sequence[_Candidate], lost: Sequence[Intent]) -> list[Search]:
        """Return the jobs of each submit, in order of time. Which of equal submits gets which job does not matter."""
        own = {one.digest: [row for row in rows if not self._differs(row, one)] for one in lost}
        if len(own) == 1 or self._are_told_apart(own, len(rows), lost):
            return [_share("found", own[one.digest], one) for one in lost]
        left = list(rows)
        return [_share("probably", left, one) for one in lost]

    def _are_told_apart(self, own: Mapping[str, Sequence[_Candidate]], rows: int, lost: Iterable[Intent]) -> bool:
        """Return whether what the list shows of their parameters says which jobs are those of which submits."""
        expected = Counter[str]()
        for one in lost:
            expected[one.digest] += one.expected
        return {digest: len(found) for digest, found in own.items()} == expected and rows == expected.total()

    def _missing(self, intent: Intent) -> Search:
        """Return the verdict for a submit whose text no row has."""
        if self._is_sure(intent) and not self._possible(intent, self._error):
            return Search("absent")
        possible = self._possible(intent, timedelta())
        return Search("unknowable", tuple(row.job for row in possible if row.text not in self._texts))

    def _possible(self, intent: Intent, error: timedelta) -> list[_Candidate]:
        """Return rows of its time, or without one, whose text may be another only since the list cuts texts off."""
        rows = [*self._timed_within(intent, error), *self._untimed]
        return rows if self._verbatim == math.inf else [row for row in rows if row.length >= self._verbatim]

    def _is_sure(self, intent: Intent) -> bool:
        """Return whether the list would show the job of this submit: it shows all, and was read long enough after."""
        if self._read_at is None:
            return False
        waited = self._read_at - intent.sent_at
        if min(waited, waited + (self._date_offset or timedelta())) <= _ACCEPTED_WITHIN:  # our clock may have been set
            return False
        if self._shows_all is None:
            is_read = not self._is_doubtful and self._offset is not None and self._reaches_all
            self._shows_all = is_read and not self._lacks_known(self._read_at)
        return self._shows_all

    def _lacks_known(self, read_at: datetime) -> bool:
        """Return whether a known job of that time is missing: it was deleted, or the list does not show all."""
        first, account = min(intent.sent_at for intent in self.lost) - self._skew, self.lost[0].account
        return any(
            ref not in self._seen and first <= known.sent_at < read_at - _ACCEPTED_WITHIN and known.account == account
            for ref, known in self.claimed.items()
            if not ref.isdecimal()
        )

    def _window(self, intent: Intent) -> tuple[datetime, datetime]:
        """Return when the job of a submit may have been created, as the list shows times."""
        sent_at = intent.sent_at + (self._offset or timedelta())
        return sent_at - self._skew, sent_at + _ACCEPTED_WITHIN

    def _timed_within(self, intent: Intent, error: timedelta) -> list[_Candidate]:
        first, last = self._window(intent)
        begin = bisect_left(self._timed, first - error, key=_time)
        return self._timed[begin : bisect_right(self._timed, last + error, key=_time)]

    def _fits(self, row: _Candidate, lost: Iterable[Intent]) -> bool:
        at = row.at
        return at is not None and any(first <= at <= last for first, last in map(self._window, lost))


def _credible(time: datetime | None, clock: datetime) -> datetime | None:
    return time if time is not None and abs(time - clock) < _CREDIBLE else None


def _time(row: _Candidate) -> datetime:
    return row.at or _LONG_AGO


def _share(verdict: Verdict, left: list[_Candidate], intent: Intent) -> Search:
    """Return the first of these jobs as those of a submit, and take them out; it made none if none is left."""
    jobs = tuple(row.job for row in left[: intent.expected])
    del left[: intent.expected]
    return Search(verdict, jobs) if jobs else Search("absent")
