"""The class of `generation_jobs` whose pickles from version 0.1 name this module. Import it from the package."""

from generation_jobs._core.outcome import Outcome

__all__ = ["Outcome"]
