"""The chores of the repository: one short file each, over scripts/codegen."""
