"""Time, requests and memory, each beside the build before the rebuild or another package, in the same run.

Numbers differ from machine to machine and from run to run; ratios are comparable.
"""
