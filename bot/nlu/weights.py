"""Grams as weighted numbers (TF-IDF over a fixed vocabulary), saved and loaded. No Rasa."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.grams import grams

FILE = "grams.npz"

ReadGrams = Callable[[str], list[str]]


@dataclass(frozen=True)
class Vocabulary:
    """Gram -> column; `rarity` (idf) by column; `read` finds the grams of a plain text."""

    columns: dict[str, int]
    rarity: np.ndarray[Any, np.dtype[np.float32]]
    read: ReadGrams = grams

    def __len__(self) -> int:
        return len(self.columns)

    def row(self, text: str) -> csr_matrix:
        """One row of length 1 (or of nothing, where no gram is known) for plain `text`."""
        return self.rows([text])

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        pointers, indices, values = [0], [], []
        for text in texts:
            columns, weights = self._weigh(text)
            indices.append(columns)
            values.append(weights)
            pointers.append(pointers[-1] + len(columns))
        if not texts:
            return csr_matrix((0, len(self)), dtype=np.float32)
        data = (np.concatenate(values), np.concatenate(indices), np.array(pointers))
        return csr_matrix(data, shape=(len(texts), len(self)), dtype=np.float32)

    def _weigh(self, text: str) -> tuple[Any, Any]:
        known = [self.columns[gram] for gram in self.read(text) if gram in self.columns]
        columns, often = np.unique(np.array(known, dtype=np.int32), return_counts=True)
        weights = (1 + np.log(often)) * self.rarity[columns]
        length = float(np.linalg.norm(weights)) or 1.0
        return columns, (weights / length).astype(np.float32)

    def save(self, folder: Path) -> None:
        names = "\n".join(self.columns)
        np.savez_compressed(
            folder / FILE,
            names=np.frombuffer(names.encode(), dtype=np.uint8),
            rarity=self.rarity.astype(np.float32),
        )


def learn_vocabulary(texts: Iterable[str], least: int, read: ReadGrams = grams) -> Vocabulary:
    """The grams that stand in at least `least` of the plain `texts`, in a fixed order."""
    seen: Counter[str] = Counter()
    number = 0
    for text in texts:
        seen.update(set(read(text)))
        number += 1
    kept = sorted(gram for gram, count in seen.items() if count >= least and "\n" not in gram)
    rarity = [math.log((1 + number) / (1 + seen[gram])) + 1 for gram in kept]
    columns = {gram: column for column, gram in enumerate(kept)}
    return Vocabulary(columns, np.array(rarity, dtype=np.float32), read)


def load_vocabulary(folder: Path) -> Vocabulary:
    with np.load(folder / FILE, allow_pickle=False) as stored:
        names = stored["names"].tobytes().decode()
        columns = {gram: column for column, gram in enumerate(names.split("\n") if names else [])}
        return Vocabulary(columns, stored["rarity"])
