"""Which sentence of `data/` tells what, and the values it needs."""
