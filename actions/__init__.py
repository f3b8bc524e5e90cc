"""What the bot can do: one file per topic, and the shop they work on. Ships alone, without Rasa and without the web."""
