"""The conformance checks, by what they look at.

A check is a function `check_<promise>`: its docstring is the promise, and it yields what it finds
wrong, each with its remedy. Each is shown to bite by an animal of its own in the tests' zoo.
"""
