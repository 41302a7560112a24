"""Specs: overlays applied to what the pages say, validated and linted."""
