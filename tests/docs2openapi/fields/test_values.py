"""Values that descriptions list, and lists that are none."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text

PAGE = """\
# A

`POST https://api.things.example/v1/things`

## Body

| Name | Type | Description |
|---|---|---|
| a | string | {} |
"""


def schema(folder, text):
    item = operation(read_text(folder, PAGE.format(text)))
    return item["requestBody"]["content"]["application/json"]["schema"]["properties"]["a"]


@pytest.mark.parametrize(
    "text",
    [
        "How far: `x`, `y`",
        "How far (`x` or `y`).",
        'How far: ["x", "y"]',
        "How far (x: begun, y: done)",
        "程度：`x`、`y`",
        "程度：`x`(开始) 或 `y`(完成)",
        "Accepts `x` or `y`.",
        "Can be <code>x</code>, or <code>y</code>.",
        "It can be either:<ul><li><code>x</code> - begun</li><li><code>y</code> - done</li></ul>",
        "取值范围:<br>- x:开始<br>- y:完成",
        "状态：`x` 开始，`y` 完成",
        "`x`、`y` のいずれか",
        "Einer von: `x`, `y`",
        "Valores posibles: `x`, `y`",
        "L'un des `x`, `y`",
    ],
)
def test_values_are_read_in_any_manner(tmp_path, text):
    assert schema(tmp_path, text)["enum"] == ["x", "y"]


@pytest.mark.parametrize(
    "text",
    [
        "A thing, such as `x` or `y`",
        "Initial stage (`x`, `y`)",
        "Needed together with: `x`, `y`",
        "Present only when the status is `x` or `y`",
        "例如：`x`、`y`",
        "The size (width, height)",
        "For example (X1, Y1)",
        "The `x` header goes before `y` のいずれか",
    ],
)
def test_examples_and_other_names_are_no_values(tmp_path, text):
    assert "enum" not in schema(tmp_path, text)


@pytest.mark.parametrize("text", ["`20` by default", "默认 `20`", "Size `20` (default)", "A size. default: `20`"])
def test_defaults_are_read_in_any_manner(tmp_path, text):
    assert schema(tmp_path, text)["default"] == "20"


@pytest.mark.parametrize(
    "text", ["One of `20`, `30`. Defaults to 20.", "One of `20` or `30`. Default: 20", "可选值：`20`、`30`，默认 `20`"]
)
def test_a_bare_word_is_the_default_if_it_is_one_of_the_values(tmp_path, text):
    assert schema(tmp_path, text)["default"] == "20"


def test_a_bare_word_of_prose_is_no_default(tmp_path):
    assert "default" not in schema(tmp_path, "One of `x` or `y`. Defaults to whatever fits.")
