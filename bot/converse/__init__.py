"""Whole conversations as tests: read from YAML, played against a running instance, compared."""
