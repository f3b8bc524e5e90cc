"""What a message means: Rasa components, each a thin shell over pure text functions beside it."""
