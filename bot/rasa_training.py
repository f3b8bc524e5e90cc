"""`python -m bot.rasa_training`: `rasa train`, without what these files do not need.

Rasa's validation before the training reads everything a second time and refuses nothing that the
training itself would not refuse (`make check` judges far more). And stories need not be glued to
one another (augmentation): no policy of config.yml learns from that.
"""

from __future__ import annotations

import sys

from bot.rasa_server import without_jax

LEFT_OUT = ("--skip-validation", "--augmentation", "0")


def main() -> None:
    sys.argv = ["rasa", "train", *LEFT_OUT, *sys.argv[1:]]
    without_jax()
    from rasa.__main__ import main as rasa  # after the line above

    rasa()


if __name__ == "__main__":
    main()
