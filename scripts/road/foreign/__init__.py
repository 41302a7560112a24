"""Whole OpenAPI documents that we did not write, made fit for the road: cured where they can be, told where not.

Such a document is third-party text. Nothing that it refers to outside itself is opened, and nothing of it is trusted
to be of the form that OpenAPI gives it.
"""
