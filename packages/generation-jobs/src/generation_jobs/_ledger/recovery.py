"""What is known of submits after a restart, and the search for those whose responses were lost."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.io import IO
from generation_jobs._core.ledger import Entry, Ledger, Search, State, Submitted
from generation_jobs._ledger.matching import ListSearch

_REASONS: dict[State, str] = {
    "known": "wait for its jobs, and download them",
    "lost": "its response was not read: it is under way, or its process has ended; search for it with recover",
    "found": "its job was found in the provider's list; wait for it, and download it",
    "probably": "this job fits, but its time is off, a parameter is listed otherwise, another submit fits it too, or "
    "it may be of another program, since the account is used by others as well: check it",
    "ambiguous": "several jobs fit: check which one it is",
    "absent": "the provider's list would show a job, and has none: it may be submitted again",
    "unknowable": "the provider's list does not show it, or not yet: search again ten minutes after the submit, or ask "
    "the provider",
}

_UNREAD = "its list could not be read as far as this submit ({}): search again"


@dataclass(frozen=True)
class Recovery:
    """What is known of the submits in a ledger, and the search for their jobs in the providers' lists.

    `account` returns the hash of a provider's account (see `Intent.account`), and `search` searches its list.
    """

    ledger: Ledger
    io: IO
    account: Callable[[str], str]
    search: Callable[[str, ListSearch, float], Awaitable[Sequence[Search]]]

    async def pending(self) -> list[Submitted]:
        """Return the submits that are not done, without any request."""
        return [_submitted(entry) for entry in await self.io.run(self.ledger.pending)]

    async def recover(self, timeout: float) -> list[Submitted]:
        """Search for the lost submits, and return all that are not done. What is certain is written into the ledger.

        `timeout` is for how many seconds a page of a list is requested again.
        """
        entries = await self.io.run(self.ledger.pending)
        found: dict[int, Submitted] = {entry.number: _submitted(entry) for entry in entries if entry.is_known}
        for provider in dict.fromkeys(entry.intent.provider for entry in entries if not entry.is_known):
            lost = [entry for entry in entries if entry.intent.provider == provider and not entry.is_known]
            try:
                found.update(await self._search(provider, lost, timeout))
            except GenerationJobsError as error:  # of this provider: the others are searched all the same
                found.update({entry.number: _submitted(entry, Search("unknowable"), str(error)) for entry in lost})
        if any(entry.number not in found for entry in entries):  # another process has settled it meanwhile
            found = {entry.number: _submitted(entry) for entry in await self.io.run(self.ledger.pending)} | found
        return [found[entry.number] for entry in entries if entry.number in found]

    async def _search(self, provider: str, lost: Sequence[Entry], timeout: float) -> dict[int, Submitted]:
        """Search for all lost submits of one provider in one pass, and write down what is certain.

        Returns:
            Those that are still as this search saw them.
        """
        account = self.account(provider)
        other = "it was submitted with another API key or base URL: recover with that one"
        found = {e.number: _submitted(e, Search("unknowable"), other) for e in lost if e.intent.account != account}
        mine = [entry for entry in lost if entry.number not in found]
        if not mine:
            return found
        claimed = await self.io.run(partial(self.ledger.claimed, provider))
        searched = ListSearch([entry.intent for entry in mine], claimed)
        results = await self.search(provider, searched, timeout)
        begun = await self._begun_since(provider, lost)
        for entry, result in zip(mine, await self.judged(searched, results, begun), strict=True):
            if entry.intent.text in begun:
                found[entry.number] = _submitted(entry)
                continue
            refs = [str(job.ref) for job in result.jobs]
            is_certain = result.verdict in {"found", "absent"}
            if not is_certain or await self.io.run(partial(self.ledger.settle, entry.number, refs)):
                is_unread = searched.failure is not None and result.verdict == "unknowable"
                found[entry.number] = _submitted(entry, result, _UNREAD.format(searched.failure) if is_unread else None)
        return found

    async def judged(
        self, searched: ListSearch, results: Sequence[Search], begun: Collection[str | None] = ()
    ) -> list[Search]:
        """Return the results, but "probably" for "found" where the list shows that other programs use the account.

        Others' jobs are those that are not known by now either, nor of the texts that were `begun` meanwhile.
        """
        strangers = [ref for ref, text in searched.strangers() if text not in begun]
        if strangers and any(result.verdict == "found" for result in results):
            known = await self.io.run(partial(self.ledger.claimed, searched.lost[0].provider))
            if any(ref not in known for ref in strangers):
                return [replace(one, verdict="probably") if one.verdict == "found" else one for one in results]
        return list(results)

    async def _begun_since(self, provider: str, lost: Sequence[Entry]) -> set[str | None]:
        """Return the texts of submits that began while the list was read: their jobs may stand in it already."""
        before = {entry.number for entry in lost}
        entries = [entry for entry in await self.io.run(self.ledger.pending) if entry.intent.provider == provider]
        return {entry.intent.text for entry in entries if not (entry.is_known or entry.number in before)}


def _submitted(entry: Entry, search: Search | None = None, reason: str | None = None) -> Submitted:
    intent = entry.intent
    state: State = search.verdict if search else "known" if entry.is_known else "lost"
    jobs = search.jobs if search else entry.jobs
    why = reason or (f"{entry.note}; {_REASONS[state]}" if entry.note and state != "known" else _REASONS[state])
    return Submitted(entry.number, intent.provider, intent.key, intent.sent_at, state, jobs, why)
