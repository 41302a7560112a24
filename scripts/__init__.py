"""The chores of the repository, one short file each; most of them use scripts/codegen."""
