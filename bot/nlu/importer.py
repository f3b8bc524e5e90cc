"""Rasa importer: reads the training messages once. What they mean is not decided here."""

from __future__ import annotations

from functools import cached_property

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnce(RasaFileImporter):
    """Rasa asks for the messages in three ways, with a language and without. One model for both
    languages makes these the same, and reading is slow; Rasa changes only copies."""

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        return self._messages

    @cached_property
    def _messages(self) -> TrainingData:
        return super().get_nlu_data()
