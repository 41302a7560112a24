"""The command `genjobs`: submit, watch and download generation jobs from a terminal or a script.

It is a program, not a library: no name in here is public. Programs use `generation_jobs`.
"""
