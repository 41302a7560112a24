"""Everything but reading one job: submits, lists, cancels, deletes and accounts, a module per provider."""
