"""Reports misspelt and missing arguments as a `ConfigurationError`, as it is for a wrong value."""

import inspect
from abc import ABCMeta
from collections.abc import Callable, Mapping
from functools import wraps
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from generation_jobs._core.values.base_errors import ConfigurationError
from generation_jobs._core.values.checks import check_word

F = TypeVar("F", bound=Callable[..., Any])


def check_arguments(
    name: str, signature: inspect.Signature, arguments: tuple[object, ...], keywords: Mapping[str, object]
) -> None:
    """Raise `ConfigurationError` for unknown or missing arguments; `name` is that of the function or class."""
    takes_any = any(one.kind is one.VAR_KEYWORD for one in signature.parameters.values())
    for keyword in () if takes_any else keywords:
        check_word(f"argument of {name}:", keyword, signature.parameters)
    try:
        signature.bind(*arguments, **keywords)
    except TypeError as error:
        raise ConfigurationError(f"{name}: {error}: give {_usage(name, signature)}") from None


def _usage(name: str, signature: inspect.Signature) -> str:
    """Return how to call it: with the arguments that are required, or with all if none is."""
    known = signature.parameters.values()
    needed = [one for one in known if one.default is one.empty and one.kind is not one.VAR_KEYWORD]
    words = [one.name if one.kind is one.POSITIONAL_OR_KEYWORD else f"{one.name}=…" for one in needed or known]
    return f"{name}({', '.join(words)}{', …' if 0 < len(needed) < len(known) else ''})"


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
                setattr(cls, name, _checked(member))
            elif isinstance(member, classmethod):
                setattr(cls, name, classmethod(_checked(cast("Any", member).__func__)))


def checked(function: F) -> F:
    """Let a public function raise `ConfigurationError` for unknown or missing arguments."""

    @wraps(function)
    def checked_call(*args: Any, **keywords: Any) -> Any:
        try:
            return function(*args, **keywords)
        except TypeError as error:
            if _is_of_call(error):
                check_arguments(function.__name__, inspect.signature(function), args, keywords)
            raise

    return cast("F", checked_call)


def _checked(method: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a method. The arguments are checked only if the call raises `TypeError`, so that good calls cost nothing."""
    if not inspect.iscoroutinefunction(method):

        @wraps(method)
        def checked_call(*args: Any, **keywords: Any) -> Any:
            try:
                return method(*args, **keywords)
            except TypeError as error:
                _check_refused(error, method, args, keywords)
                raise

        return checked_call

    @wraps(method)
    async def checked_call_async(*args: Any, **keywords: Any) -> Any:
        try:
            return await method(*args, **keywords)
        except TypeError as error:
            _check_refused(error, method, args, keywords)
            raise

    return checked_call_async


def _check_refused(
    error: TypeError, method: Callable[..., Any], args: tuple[Any, ...], keywords: Mapping[str, Any]
) -> None:
    """Raise `ConfigurationError` if the error is about the arguments of the call, and not from inside of it."""
    if _is_of_call(error):
        owner, signature = args[0], inspect.signature(MethodType(method, args[0]))
        kind = owner if isinstance(owner, type) else type(owner)
        check_arguments(f"{kind.__name__}.{method.__name__}", signature, args[1:], keywords)


def _is_of_call(error: TypeError) -> bool:
    """Return whether an error comes from a call itself, and not from inside of what was called."""
    return error.__traceback__ is None or error.__traceback__.tb_next is None
