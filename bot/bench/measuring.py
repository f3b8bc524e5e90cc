"""One run: starts what is compared, lets shoppers talk to both in turns, and gathers the figures.

Rounds alternate, so that whatever else the machine does slows both alike.
"""

from __future__ import annotations

import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.bench.figures import Figures, Used, figures_of
from bot.bench.load import Round, open_talk, play_round
from bot.bench.shoppers import Cast, casts, order_file
from bot.bench.talks import TALKS
from bot.bench.trained import Trained
from bot.bench.usage import Usage, usage
from bot.converse.instance import PrivateInstance, private_instance
from bot.converse.stage import PrivateStage
from bot.instance import address, programs
from bot.processes import Say

TOGETHER = 16


@dataclass(frozen=True)
class Plan:
    """How often all talks are played in each round: by one shopper at once, and by 16."""

    rounds: int
    alone: int
    together: int

    @property
    def copies(self) -> int:
        """How often all talks are played, with the first time that nobody counts."""
        return 1 + self.rounds * (self.alone + self.together)


WHOLE = Plan(rounds=3, alone=4, together=12)
QUICK = Plan(rounds=1, alone=2, together=4)


@dataclass
class Contender:
    """An assistant while it is measured."""

    name: str
    variables: Mapping[str, str]
    training: Trained | None = None
    alone: list[Round] = field(default_factory=list)
    together: list[Round] = field(default_factory=list)


def measure(contenders: Sequence[Contender], plan: Plan, say: Say) -> list[Figures]:
    """The figures of each, all measured side by side. Raises NotStarted, ChatError."""
    with ExitStack() as held:
        running = [held.enter_context(_running(each, plan, say)) for each in contenders]
        for number in range(plan.rounds):
            for each in running:
                each.play_rounds(plan)
            say(f"Round {number + 1} of {plan.rounds} is played.")
        return [each.figures() for each in running]


@dataclass
class _Running:
    contender: Contender
    instance: PrivateInstance
    stage: PrivateStage
    client: httpx.Client
    shoppers: Iterator[Cast]
    ready_seconds: float
    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def play_rounds(self, plan: Plan) -> None:
        self.contender.alone.append(self.play(plan.alone, 1))
        self.contender.together.append(self.play(plan.together, TOGETHER))

    def play(self, times: int, at_once: int) -> Round:
        wanted = [next(self.shoppers) for _ in range(times * len(TALKS))]
        token = self.stage.customer_token
        talks = [open_talk(self.client, cast, token(cast.customer)) for cast in wanted]
        before = self.usage()
        played = play_round(talks, at_once)
        for name, after in self.usage().items():
            self.spent[name] += after.seconds - before[name].seconds
        return played

    def figures(self) -> Figures:
        memory = {name: used.memory for name, used in self.usage().items()}
        used = Used(self.ready_seconds, memory, self.spent, self.contender.training)
        return figures_of(self.contender.alone, self.contender.together, used)

    def usage(self) -> dict[str, Usage]:
        return usage(self.instance.pid, programs(self.instance.settings))


@contextmanager
def _running(contender: Contender, plan: Plan, say: Say) -> Iterator[_Running]:
    started = time.monotonic()
    with private_instance(**contender.variables) as instance:
        instance.wait_until_ready()
        ready = time.monotonic() - started
        say(f"{contender.name} is ready after {ready:.1f} s.")
        with (
            closing(PrivateStage(instance.settings)) as stage,
            httpx.Client(base_url=address(instance.settings), trust_env=False) as client,
        ):
            stage.reset(order_file(TALKS, plan.copies))
            shoppers = casts(TALKS, plan.copies)
            running = _Running(contender, instance, stage, client, shoppers, ready)
            running.play(1, 1)
            running.spent.clear()
            yield running


def processor() -> str:
    """What the machine calls its processor."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def load_average() -> float:
    return os.getloadavg()[0]
