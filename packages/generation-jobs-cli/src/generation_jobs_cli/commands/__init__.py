"""The commands of `genjobs`, each module with those that belong together. What they need is imported when they run."""
