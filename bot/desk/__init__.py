"""The desk: who the staff are, what they take over, decide and do. No web, no Rasa."""
