"""What a wish needs before it can be shown: one detail a file, taken from messages or asked for."""
