"""What is shown: tables and live views on a terminal, plain lines in a pipe, JSON lines for programs.

Rich is imported in this folder only. A table is a tuple of `Column`s in the module of its view: a new column is a new
entry there, and changes no other view.
"""
