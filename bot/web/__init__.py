"""The front door: pages, chat over REST and over sockets."""
