"""Pages in other syntaxes, rewritten as Markdown and MDX: the one form that is read."""
