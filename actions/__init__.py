"""What the bot can do: a file per topic, and the shop behind them. Ships alone: no Rasa, no web."""
