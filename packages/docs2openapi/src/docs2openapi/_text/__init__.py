"""Text as it is written: files, Markdown blocks, tags, inline markup, JSON and YAML."""
