"""The order domain: orders, what is wrong with them, what may be done about it, and doing it once."""
