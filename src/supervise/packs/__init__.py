"""Example policy packs: real agencies' published rules as cited data, one file each.

Each is an example with its source and the date on which it was read.
None is an agency's current policy, and none is registered by being imported.
"""
