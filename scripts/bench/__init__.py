"""Time and memory, each beside a floor or a peer measured in the same run, as ratios.

A server in a process of its own answers on loopback; what is measured is this process. Numbers differ from one machine
to the next and from one run to the next; the ratios are what to look at.
"""
