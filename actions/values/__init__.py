"""Values in words: dates, amounts, phones, ordinals, addresses. No Rasa, no clock."""
