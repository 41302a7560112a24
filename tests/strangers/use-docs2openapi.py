"""What a stranger writes with docs2openapi alone."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_type

from docs2openapi import Note, UnreadablePage, read_page


def main() -> None:
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.md")
        page.write_text("# Nothing to see here\n", encoding="utf-8")
        try:
            assert_type(read_page(page).notes, tuple[Note, ...])
        except UnreadablePage as error:
            print("as expected:", error)


if __name__ == "__main__":
    main()
