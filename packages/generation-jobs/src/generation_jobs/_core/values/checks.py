"""Checks of what users pass: the error says what it is, and what to give instead.

Misspelt and missing arguments are a `ConfigurationError` as well, as a wrong value is.
"""

import inspect
import os
import sys
from abc import ABCMeta
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from generation_jobs._core.values.base_errors import ConfigurationError
from generation_jobs._core.values.extensions import EXTENSION_OF

_ENDINGS = frozenset({*EXTENSION_OF.values(), ".jpeg"})

_INTERVALS = "poll intervals are set for a provider: policies={'oxen': Policy(poll_interval=PollInterval(…))}"
_INSTEAD = {
    "limit": "leave the loop when you have enough jobs, or use itertools.islice",
    "interval": _INTERVALS,
    "poll_interval": _INTERVALS,
}
"""What to do instead of passing an argument that users expect."""

F = TypeVar("F", bound=Callable[..., Any])
Kinds: TypeAlias = Any
"""What `isinstance` takes."""


def check_kind(name: str, value: object, kinds: Kinds, advice: str) -> None:
    """Raise `ConfigurationError` unless a value is of these kinds. It is not shown, as it may hold a secret."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and kinds in {int, int | float}):
        raise ConfigurationError(f"{name} is {_kind_of(value)}: give {advice}")


def check_seconds(seconds: float, name: str = "timeout") -> None:
    """Raise `ConfigurationError` unless this is a finite number of seconds above 0."""
    check_kind(name, seconds, int | float, "a finite number of seconds above 0")
    if not 0 < seconds <= sys.float_info.max:
        raise ConfigurationError(f"{name}={seconds!r}: give a finite number of seconds above 0")


def check_callback(name: str, callback: object, takes: str, values: int = 1, *, is_awaited: bool = False) -> None:
    """Raise `ConfigurationError` unless this is None, or a function that can be called with so many values."""
    advice = f"give a function that takes {takes}"
    check_kind(name, callback, Callable | None, advice.removeprefix("give "))
    if callback is None:
        return
    if not is_awaited and is_coroutine_function(callback):
        raise ConfigurationError(f"{name} is a coroutine function, which is not awaited: {advice}")
    try:
        inspect.signature(cast("Callable[..., object]", callback)).bind(*[None] * values)
    except ValueError:
        pass  # some built-in functions do not say what they take
    except TypeError as error:
        raise ConfigurationError(f"{name} cannot be called with {takes} ({error}): {advice}") from None


def is_coroutine_function(function: object) -> bool:
    """Return whether this is a coroutine function, or an object that is called like one."""
    return any(map(inspect.iscoroutinefunction, (function, getattr(function, "__call__", None))))  # noqa: B004


def check_path(directory: object) -> None:
    """Raise `ConfigurationError` unless this can be the path of a folder."""
    check_kind("directory", directory, str | os.PathLike, "the path of a folder")
    if directory == "":
        raise ConfigurationError("directory is empty: give the path of a folder; '.' is the current one")
    try:
        is_none = b"\0" in os.fsencode(cast("str | os.PathLike[str]", directory))
    except UnicodeEncodeError:
        is_none = True
    if is_none:
        raise ConfigurationError(f"directory={str(directory)!r}: no folder can have this name; give another one")
    path = Path(str(directory))
    if path.suffix.lower() in _ENDINGS and not path.exists():
        raise ConfigurationError(
            f"directory={str(directory)!r} looks like a file: give a folder, such as {str(path.parent)!r}; "
            "the files in it are named by provider and id"
        )


def check_folder(directory: object) -> None:
    """Raise `ConfigurationError` unless files can be saved in this folder. It need not exist yet."""
    check_path(directory)
    path = Path(str(directory))
    there = next((part for part in (path, *path.parents) if os.path.lexists(part)), path)
    where = "" if there == path else f": {there}"
    if there.exists() and not there.is_dir():
        raise ConfigurationError(f"directory={str(directory)!r}{where} is a file; give the path of a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise ConfigurationError(f"directory={str(directory)!r}{where} cannot be written to; give another folder")


def check_word(what: str, word: str, known: Iterable[str]) -> None:
    """Raise `ConfigurationError` for an unknown word. `what` is what it should be, such as "option"."""
    if word not in (words := list(known)):
        raise ConfigurationError(f"there is no {what} {word!r}: {suggestion(word, words)}")


def suggestion(word: object, known: Iterable[str]) -> str:
    """Return "did you mean …?" with the most similar known word, or all known words if none is similar."""
    from difflib import get_close_matches  # late: it is slow to import

    words = {one.lower(): one for one in known}
    if not words:
        return "there are none"
    near = get_close_matches(str(word).lower(), words, n=1)
    return f"did you mean {words[near[0]]}?" if near else f"known are {', '.join(words.values())}"


def enumeration(words: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _kind_of(value: object) -> str:
    if value is None:
        return "None"
    return f"the class {value.__name__}" if isinstance(value, type) else f"of type {type(value).__name__}"


def check_arguments(
    name: str, signature: inspect.Signature, arguments: tuple[object, ...], keywords: Mapping[str, object]
) -> None:
    """Raise `ConfigurationError` for unknown or missing arguments; `name` is that of the function or class."""
    takes_any = any(one.kind is one.VAR_KEYWORD for one in signature.parameters.values())
    for keyword in () if takes_any else keywords:
        if keyword not in signature.parameters:
            advice = _advice(keyword, signature.parameters)
            raise ConfigurationError(f"{name} has no argument {keyword!r}: {advice}")
    try:
        signature.bind(*arguments, **keywords)
    except TypeError as error:
        raise ConfigurationError(f"{name}: {error}: give {_usage(name, signature)}") from None


def _advice(keyword: str, known: Iterable[str]) -> str:
    """Return the argument that was meant, or how to do what other packages have an argument for."""
    meant = suggestion(keyword, known)
    return meant if meant.startswith("did you mean") else _INSTEAD.get(keyword, meant)


def _usage(name: str, signature: inspect.Signature) -> str:
    """Return how to call it: with the arguments that are required, or with all if none is."""
    known = signature.parameters.values()
    needed = [one for one in known if one.default is one.empty and one.kind is not one.VAR_KEYWORD]
    words = [_word(one) for one in needed or known]
    return f"{name}({', '.join(words)}{', …' if 0 < len(needed) < len(known) else ''})"


def _word(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_KEYWORD:
        return "NAME=…"
    return parameter.name if parameter.kind is parameter.POSITIONAL_OR_KEYWORD else f"{parameter.name}=…"


class CheckedArguments(ABCMeta):
    """The metaclass of classes that raise `ConfigurationError` for unknown or missing arguments.

    It is an `ABCMeta`, so that a subclass may be an abstract class as well.
    """

    if not TYPE_CHECKING:  # type checkers are to see the arguments of the class itself

        def __call__(cls, *args: object, **keywords: object) -> object:
            check_arguments(cls.__name__, cls.__signature__, args, keywords)
            return super().__call__(*args, **keywords)

    @property
    def __signature__(cls) -> inspect.Signature:
        """What `inspect.signature` returns."""
        create = MethodType(cls.__init__, cls)  # type: ignore[misc]  # of this very class
        return inspect.signature(create).replace(return_annotation=inspect.Signature.empty)


class CheckedCalls:
    """Base of classes whose public methods raise `ConfigurationError` for unknown or missing arguments."""

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        public: list[tuple[str, Any]] = [item for item in vars(cls).items() if not item[0].startswith("_")]
        for name, member in public:
            if inspect.isfunction(member):
                setattr(cls, name, checked(member))
            elif isinstance(member, classmethod):
                setattr(cls, name, classmethod(checked(cast("Any", member).__func__)))


def checked(function: F) -> F:
    """Let a public function or method raise `ConfigurationError` for unknown or missing arguments.

    They are checked only if the call raises `TypeError`, so that good calls cost nothing.
    """
    if not inspect.iscoroutinefunction(function):

        @wraps(function)
        def checked_call(*args: Any, **keywords: Any) -> Any:
            try:
                return function(*args, **keywords)
            except TypeError as error:
                _check_refused(error, function, args, keywords)
                raise

        return cast("F", checked_call)

    @wraps(function)
    async def checked_call_async(*args: Any, **keywords: Any) -> Any:
        try:
            return await function(*args, **keywords)
        except TypeError as error:
            _check_refused(error, function, args, keywords)
            raise

    return cast("F", checked_call_async)


def _check_refused(
    error: TypeError, function: Callable[..., Any], args: tuple[Any, ...], keywords: Mapping[str, Any]
) -> None:
    """Raise `ConfigurationError` if the error is about the arguments of the call, and not from inside of it."""
    if error.__traceback__ is not None and error.__traceback__.tb_next is not None:
        return
    name, signature = function.__name__, inspect.signature(function)
    if next(iter(signature.parameters), "") in {"self", "cls"}:
        kind = args[0] if isinstance(args[0], type) else type(args[0])
        name, signature, args = f"{kind.__name__}.{name}", inspect.signature(MethodType(function, args[0])), args[1:]
    check_arguments(name, signature, args, keywords)
