"""The tables, step by step: how a database of any earlier version becomes one of this version."""
