"""The desk's way in: HTTP under `/api/desk`, and the sockets of its console."""
