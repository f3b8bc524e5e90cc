"""The assistant to compare with: our dialogue, configured as `rasa init` does, trained once.

It reads a sample of our messages: to learn from all of them would take it hours.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from bot.bench.sampling import SEED, is_chinese
from bot.bench.talks import TALKS, said_in
from bot.bench.trained import Trained, train_measured
from bot.nlu.data_check import Example, read
from bot.processes import Say
from bot.training import STOCK

PER_INTENT_AND_LANGUAGE = 10
LONGEST_SECONDS = 25 * 60.0


def sample(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Intent to texts: ten for each language, among them what shoppers say in the measured talks.

    Without those it would misread them, and do less work in the turns that are compared.
    """
    pools: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for said in said_in(TALKS):
        pool = pools[said.intent, is_chinese(said.text)]
        pool.extend([said.text] if said.text not in pool else [])
    needed = {text for pool in pools.values() for text in pool}
    shuffled = [each for each in examples if each.text not in needed]
    random.Random(SEED).shuffle(shuffled)
    for each in shuffled:
        pool = pools[each.intent, is_chinese(each.text)]
        if len(pool) < PER_INTENT_AND_LANGUAGE:
            pool.append(each.text)
    texts: dict[str, list[str]] = defaultdict(list)
    for (intent, _), pool in sorted(pools.items()):
        texts[intent].extend(pool)
    return dict(texts)


def write_project(root: Path, folder: Path) -> None:
    """Put our domain and dialogue, the sample and the configuration of `rasa init` in `folder`."""
    shutil.copy(root / "domain.yml", folder)
    shutil.copy(_initial_project() / "config.yml", folder)
    examples: list[Example] = []
    for file in sorted((root / "data").rglob("*.yml")):
        if file.name == "nlu.yml":
            examples.extend(read(file))
        else:
            copy = folder / file.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    nlu = "".join(
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
        for intent, texts in sample(examples).items()
    )
    (folder / "data" / "nlu.yml").write_text(f'version: "3.1"\n\nnlu:\n{nlu}', encoding="utf-8")


def _initial_project() -> Path:
    rasa = find_spec("rasa")
    assert rasa is not None, "Rasa is a dependency"
    assert rasa.origin is not None, "Rasa is a package"
    return Path(rasa.origin).parent / "cli" / "initial_project"


def find_default(kept: Path) -> tuple[Path, Trained] | None:
    """The model that was trained before, and how long that took."""
    model, facts = kept / "rasa-init.tar.gz", kept / "rasa-init.json"
    if not (model.is_file() and facts.is_file()):
        return None
    return model, msgspec.json.decode(facts.read_bytes(), type=Trained)


def train_default(root: Path, kept: Path, say: Say) -> tuple[Path, Trained]:
    """Train it and keep it for later runs. Raises TrainingFailed, also after 25 minutes."""
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept, prefix=".project-") as name:
        project = Path(name)
        write_project(root, project)
        made, trained = train_measured(project, project / "models", say, LONGEST_SECONDS, STOCK)
        model = made.replace(kept / "rasa-init.tar.gz")
    (kept / "rasa-init.json").write_bytes(msgspec.json.encode(trained))
    return model, trained
