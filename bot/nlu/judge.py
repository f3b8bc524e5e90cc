"""From a row of features to calibrated probabilities: a linear SVM, saved and loaded. No Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix

FILE = "judge.npz"
FOLDS = 5
SEED = 7

Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Judge:
    """Weights by column and intent. `sharpness` turns distances into probabilities."""

    intents: tuple[str, ...]
    weights: Floats
    bias: Floats
    sharpness: float

    def probabilities(self, row: csr_matrix) -> Floats:
        """One per intent. A row of nothing says nothing: all intents are equally likely."""
        if row.nnz == 0:
            return np.full(len(self.intents), 1 / len(self.intents), dtype=np.float32)
        scores = row.data @ self.weights[row.indices] + self.bias
        return np.asarray(softmax(scores[None, :] * self.sharpness)[0])

    def save(self, folder: Path) -> None:
        np.savez_compressed(
            folder / FILE,
            intents=np.array(self.intents),
            weights=self.weights.astype(np.float16),  # loses nothing that could be measured
            bias=self.bias,
            sharpness=np.array(self.sharpness),
        )


def load_judge(folder: Path) -> Judge:
    with np.load(folder / FILE, allow_pickle=False) as stored:
        intents = tuple(str(intent) for intent in stored["intents"])
        sharpness = float(stored["sharpness"])
        return Judge(intents, stored["weights"].astype(np.float32), stored["bias"], sharpness)


def learn(rows: csr_matrix, intents: Sequence[str], strength: float) -> Judge:
    """Train on all rows; calibrate on scores of rows that a model had not seen.

    `strength` is the SVM's C.
    """
    from sklearn.model_selection import StratifiedKFold

    names = tuple(sorted(set(intents)))
    targets = np.array([names.index(intent) for intent in intents])
    smallest = int(np.bincount(targets).min())
    sharpness = 1.0
    if smallest >= 2:
        unseen = np.zeros((len(targets), len(names)), dtype=np.float32)
        folds = StratifiedKFold(min(FOLDS, smallest), shuffle=True, random_state=SEED)
        for known, held in folds.split(rows, targets):
            weights, bias = _fit(rows[known], targets[known], len(names), strength)
            unseen[held] = rows[held] @ weights + bias
        sharpness = _sharpness(unseen, targets)
    weights, bias = _fit(rows, targets, len(names), strength)
    return Judge(names, weights, bias, sharpness)


def _fit(rows: csr_matrix, targets: Any, number: int, strength: float) -> tuple[Floats, Floats]:
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=strength, class_weight="balanced", random_state=SEED)
    machine.fit(rows, targets)
    weights, bias = machine.coef_, machine.intercept_
    if number == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def _sharpness(scores: Floats, targets: Any) -> float:
    """The factor under which the probabilities of the true intents are likeliest."""

    def surprise(factor: float) -> float:
        true = softmax(scores * factor)[np.arange(len(targets)), targets]
        return float(-np.log(np.maximum(true, 1e-12)).mean())

    found = minimize_scalar(surprise, bounds=(0.1, 30.0), method="bounded")
    return float(found.x)


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)
