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
HELD_OUT = 5  # one in so many
EXACT = 0.01  # when to stop; finer changes no reading
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
    """Train on all rows; calibrate on scores of rows that another model had not seen.

    `strength` is the SVM's C.
    """
    names = tuple(sorted(set(intents)))
    targets = np.array([names.index(intent) for intent in intents])
    sharpness = 1.0
    if int(np.bincount(targets).min()) >= 2:
        known, held = _held_out(targets)
        weights, bias = _fit(rows[known], targets[known], len(names), strength)
        sharpness = _sharpness(rows[held] @ weights + bias, targets[held])
    weights, bias = _fit(rows, targets, len(names), strength)
    return Judge(names, weights, bias, sharpness)


def _held_out(targets: Any) -> tuple[Any, Any]:
    """The places to learn from, and those of a fifth of each intent, at least one.

    One fifth is enough for one number: five of them, each in turn, gave the same confidences.
    """
    shuffled = np.random.default_rng(SEED).permutation(len(targets))
    held = np.zeros(len(targets), dtype=bool)
    for target in np.unique(targets):
        places = shuffled[targets[shuffled] == target]
        held[places[: max(1, len(places) // HELD_OUT)]] = True
    return np.flatnonzero(~held), np.flatnonzero(held)


def _fit(rows: csr_matrix, targets: Any, number: int, strength: float) -> tuple[Floats, Floats]:
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=strength, tol=EXACT, class_weight="balanced", random_state=SEED)
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
