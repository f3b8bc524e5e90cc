"""The house around the assistant: front door, conversations, language understanding, commands."""
