"""The order domain: orders, what is wrong with them, what may be done, and doing it once."""
