"""Large pages: what is done for each row does not grow with the number of rows. Calls are counted, no time is taken."""

from __future__ import annotations

import sys

import pytest

from tests.docs2openapi.pages import read_text

ROWS = 40
OPERATION = "# Get a kiln\n\n`GET https://api.kilns.example/v1/kilns/{id}`\n\n## Response\n\n"
RENDERED = "Get a kiln\nGET /v1/kilns/{id}\n\nResponse\n\n200\n\n"
HEADER = "| Field | Type | Description |\n|---|---|---|\n"

# A page of each manner: what stands above the rows, and a row.
MANNERS = {
    "a table": (OPERATION + HEADER, "| part_{n} | string | One of `a{n}`, `b{n}` |\n"),
    "many tables": (OPERATION, "### Part {n}\n\n" + HEADER + "| part_{n} | string | What it is |\n\n"),
    "types": (
        OPERATION,
        HEADER + "| part_{n} | Type{n} | What it is |\n\n## Type{n}\n\n" + HEADER + "| a | string | |\n\n",
    ),
    "bullets": (OPERATION, "- **part_{n}** (string, optional): One of `a{n}`, `b{n}`.\n"),
    "nested bullets": (OPERATION, "- **part_{n}** (object): What it is.\n  - **size** (integer): How large.\n"),
    "tags": (OPERATION, '<ResponseField name="part_{n}" type="string">One of `a{n}`, `b{n}`</ResponseField>\n'),
    "HTML": (OPERATION + "<dl>\n", "<dt><code>part_{n}</code></dt><dd>string. What it is</dd>\n"),
    "headings": (OPERATION, "### part_{n}\nstring\nrequired\n\nWhat it is.\n\n"),
    "examples": (OPERATION, '```json\n{"part_{n}": {n}}\n```\n\n'),
    "commands": (OPERATION, '```sh\ncurl https://api.kilns.example/v1/kilns/{n} -H "X-Kiln: {n}"\n```\n\n'),
    "tables in tags": (
        OPERATION,
        '<ResponseField name="part_{n}" type="string">\n\n| Value | Description |\n|---|---|\n| a{n} | It is so |\n'
        "| b{n} | It is not |\n\n</ResponseField>\n",
    ),
    "examples in tags": (OPERATION, '<ResponseExample>\n```json\n{"part_{n}": {n}}\n```\n</ResponseExample>\n\n'),
    "values of shown fields": (
        OPERATION,
        '```json\n{"part_{n}": "a"}\n```\n\n| part_{n} | Description |\n|---|---|\n| a | So |\n| b | Not so |\n\n',
    ),
    "prose": (OPERATION, "This tells, at length, what (if anything) `{n}` is: nothing; or all.\n\n"),
    "httpdomain": (
        "Kilns\n=====\n\n.. http:get:: /v1/kilns/(id)\n\n   Read it.\n\n",
        "   :>json string part_{n}: What it is, of {n}.\n",
    ),
    "a wiki": ("h1. A kiln\n\n{{GET /v1/kilns/1}}\n\nh2. Response\n\n||Field||Type||\n", "|part_{n}|string|\n"),
    "lines": (RENDERED, "part_{n}\nstring\nrequired\nWhat it is.\n\n"),
    "cells with tabs": (RENDERED + "Field\tType\tDescription\n", "part_{n}\tstring\tWhat it is.\n"),
    "tables that have lost pipes": (
        RENDERED,
        "Name | Required | Type | Description |\n---|---|---|---|\npart_{n} |\nstring |\nWhat it is. |\n|\n",
    ),
    "fused cells": (RENDERED + "{}\n\nResponse fields\n\nFieldTypeDescription\n", "part_{n}stringWhat it is\n"),
}


@pytest.mark.parametrize("manner", MANNERS)
def test_the_work_for_a_row_does_not_grow_with_the_number_of_rows(tmp_path, manner):
    head, row = MANNERS[manner]

    def calls(rows):
        first = 100_000 + 1_000 * rows  # names of its own: nothing is cached from the page before
        names = range(first, first + rows)
        text = head + "".join(row.replace("{n}", str(n)) for n in names)
        return count_calls(lambda: read_text(tmp_path, text))

    calls(1)  # what is compiled once
    few, some, many = (calls(rows) for rows in (ROWS, 2 * ROWS, 4 * ROWS))
    assert many - some <= 1.2 * 2 * (some - few)


def count_calls(work):
    """Count the calls of functions, also of those in C, while something is done."""
    count = 0

    def profile(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
