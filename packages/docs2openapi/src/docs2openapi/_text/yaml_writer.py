"""A writer of YAML 1.2 that readers of YAML 1.1 read alike."""

import re
from typing import TYPE_CHECKING

import yaml

from docs2openapi._model.schema import Json

if TYPE_CHECKING:
    from yaml import SafeDumper
else:  # the writer in C is seven times as fast; not every platform has it
    SafeDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NEVER_FOLD = 2**31 - 1
# Numbers of YAML 1.2, and words that some readers of YAML 1.1 take for something else. The library knows the rest.
_NOT_TEXT = re.compile(
    r"0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.\d+|\d+\.?\d*)(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan)|[yn]|<<|=", re.IGNORECASE
)


def yaml_text(value: Json) -> str:
    """Write a value as YAML 1.2: keys in their order, the same bytes each time."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_NEVER_FOLD)


class _Dumper(SafeDumper):
    """Writes texts of several lines as blocks, and no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (the signature is PyYAML's)
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Write a text in quotes where it could be read as something else, or has letters that need escaping."""
        is_plain = all(letter.isprintable() or letter == "\n" for letter in text)
        style = '"' if not is_plain or _NOT_TEXT.fullmatch(text) else "|" if "\n" in text else None
        return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_text)
