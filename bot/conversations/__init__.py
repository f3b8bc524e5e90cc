"""Who is talking, who answers, and every message: no web, no Rasa, no sentences."""
