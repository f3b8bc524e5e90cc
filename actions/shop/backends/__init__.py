"""Where orders live: the port every shop fulfils, and the shops that fulfil it."""
