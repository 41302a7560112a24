"""Time, requests and memory, each beside the build before the rebuild, a floor or a peer, in the same run.

Numbers differ from one machine to the next and from one run to the next; the ratios are what to look at.
"""
