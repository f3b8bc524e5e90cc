"""Other ways to read intents than the one that is shipped, each tried on the same messages.

A way reads the grams of a text, weighs them by TF-IDF and tells intents apart by a linear model.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from bot.nlu.clean import clean
from bot.nlu.data_check import Example
from bot.nlu.grams import grams, grams_of
from bot.nlu.judge import Floats, learn, softmax
from bot.nlu.weights import learn_vocabulary

SEED = 7
LEAST_MESSAGES = 2  # as shipped: in how many messages a gram must stand
STRENGTH = 1.0  # as shipped: C of the support vector machine
SOFTNESS = 10.0  # C of the logistic regression: by cross-validation as good as 100, and quicker

# From the rows of messages and their intents, by number: what scores rows by intent.
Scorer = Callable[[csr_matrix], Floats]
Learner = Callable[[csr_matrix, Any, int], Scorer]


def support_vectors(rows: csr_matrix, targets: Any, number: int) -> Scorer:
    """The one that is shipped, with calibrated scores."""
    judge = learn(rows, [f"{target:03}" for target in targets], STRENGTH)
    return lambda asked: softmax((asked @ judge.weights + judge.bias) * judge.sharpness)


def unweighted(rows: csr_matrix, targets: Any, number: int) -> Scorer:
    """The same without weights by intent: what has more messages counts more."""
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=STRENGTH, tol=0.01, random_state=SEED).fit(rows, targets)
    return lambda asked: np.asarray(machine.decision_function(asked), dtype=np.float32)


def logistic(rows: csr_matrix, targets: Any, number: int) -> Scorer:
    from sklearn.linear_model import LogisticRegression

    machine = LogisticRegression(C=SOFTNESS, class_weight="balanced", max_iter=300, tol=1e-3)
    machine.fit(rows, targets)
    return lambda asked: np.asarray(machine.predict_proba(asked), dtype=np.float32)


def average(rows: csr_matrix, targets: Any, number: int) -> Scorer:
    one, other = support_vectors(rows, targets, number), logistic(rows, targets, number)
    return lambda asked: (one(asked) + other(asked)) / 2


def only(kinds: str) -> Callable[[str], list[str]]:
    """Reads the grams of these kinds alone: c characters, w words, p sounds."""
    return lambda text: [gram for gram in grams(text) if gram[0] in kinds]


@dataclass(frozen=True)
class Variant:
    """`read` finds the grams of a text, which is as it was typed where `plain` is off."""

    name: str
    read: Callable[[str], list[str]] = grams
    plain: bool = True
    learner: Learner = support_vectors


@dataclass(frozen=True)
class Trial:
    """For each asked text the intents by likelihood, and the seconds of processors to learn."""

    rankings: dict[str, list[str]]
    cpu_seconds: float


SHIPPED = Variant("as shipped: all features, linear SVM")
VARIANTS = (
    SHIPPED,
    Variant("words alone", only("w")),
    Variant("characters alone", only("c")),
    Variant("sounds alone (pinyin)", only("p")),
    Variant("words and characters", only("wc")),
    Variant("logistic regression", learner=logistic),
    Variant("average of SVM and logistic regression", learner=average),
    Variant("numbers left in", grams_of),
    Variant("nothing made plain, numbers left in", grams_of, plain=False),
    replace(SHIPPED, name="no weights by intent", learner=unweighted),
)

# Logistic regression takes minutes where a support vector machine takes seconds.
QUICK = tuple(each for each in VARIANTS if each.learner not in (logistic, average))


def tried(variant: Variant, learned: Sequence[Example], asked: Sequence[Example]) -> Trial:
    """What `variant` makes of `asked` when it has learned from `learned`."""
    intents = sorted({each.intent for each in learned})
    targets = np.array([intents.index(each.intent) for each in learned])
    started = time.process_time()
    texts = _texts(variant, learned)
    vocabulary = learn_vocabulary(texts, LEAST_MESSAGES, variant.read)
    score = variant.learner(vocabulary.rows(texts), targets, len(intents))
    cpu_seconds = time.process_time() - started
    scores = score(vocabulary.rows(_texts(variant, asked)))
    order = np.argsort(-scores, axis=1)
    named = [[intents[place] for place in row] for row in order]
    texts_asked = [each.text for each in asked]
    return Trial(dict(zip(texts_asked, named, strict=True)), cpu_seconds)


def _texts(variant: Variant, examples: Sequence[Example]) -> list[str]:
    return [clean(each.text).text if variant.plain else each.text for each in examples]


def cross_validated(variant: Variant, learned: Sequence[Example], folds: int = 5) -> float:
    """The share read right when each fold is read by what learned from the others.

    The folds are drawn within each intent: who wrote which training message is not recorded.
    """
    from sklearn.model_selection import StratifiedKFold

    splitter = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    right = 0
    for known, held in splitter.split(learned, [each.intent for each in learned]):
        asked = [learned[place] for place in held]
        rankings = tried(variant, [learned[place] for place in known], asked).rankings
        right += sum(rankings[each.text][0] == each.intent for each in asked)
    return right / len(learned)
