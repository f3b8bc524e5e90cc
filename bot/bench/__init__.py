"""Measures speed and memory, beside the same assistant as `rasa init` would have made it."""
