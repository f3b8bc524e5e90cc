"""The conversations that are measured: what shoppers say and press, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Says:
    """Typed words, and the intent they must be read as."""

    text: str
    intent: str


@dataclass(frozen=True)
class Presses:
    """The button of the answer before, counted from 1."""

    number: int


@dataclass(frozen=True)
class Sends:
    """A form."""

    type: str
    values: dict[str, str]


@dataclass(frozen=True)
class TakesSlot:
    """The first delivery slot that the answer before offers."""


Step = Says | Presses | Sends | TakesSlot


@dataclass(frozen=True)
class Talk:
    """One conversation of a signed-in shopper with the orders that `customer` has in that file."""

    orders: str
    customer: str
    steps: tuple[Step, ...]

    @property
    def locale(self) -> str:
        return "zh" if self.customer == "c1" else "en"


def said_in(talks: Sequence[Talk]) -> Iterator[Says]:
    for talk in talks:
        yield from (step for step in talk.steps if isinstance(step, Says))


SHENZHEN = Sends(
    "address",
    {
        "recipient": "林小满",
        "phone": "13800001001",
        "province": "广东省",
        "city": "深圳市",
        "district": "南山区",
        "street": "科苑南路松涛居3栋1204",
    },
)
KEYUAN_ROAD = Sends(
    "address",
    {
        "recipient": "Alex Morgan",
        "phone": "13900002002",
        "province": "Guangdong",
        "city": "Shenzhen",
        "district": "Nanshan",
        "street": "Flat 1204, Block 3, Pine Court, 18 Keyuan South Road",
    },
)
YES_ZH, YES_EN = Says("好的", "affirm"), Says("yes please", "affirm")

# From the complaint to what was done about it, in as few messages as a shopper needs.
TALKS = (
    Talk("payments", "c1", (Says("付款一直失败", "payment_failed"), Presses(2), YES_ZH)),
    Talk("addresses", "c2", (Says("The address is wrong", "wrong_address"), KEYUAN_ROAD, YES_EN)),
    Talk(
        "parcels", "c1", (Says("快递怎么还没到", "parcel_delayed"), Presses(1), TakesSlot(), YES_ZH)
    ),
    Talk("fine", "c2", (Says("Where is my order?", "order_status"), Says("thanks", "thank"))),
    Talk("payments", "c2", (Says("My payment failed", "payment_failed"), Presses(2), YES_EN)),
    Talk("addresses", "c1", (Says("收货地址填错了", "wrong_address"), SHENZHEN, YES_ZH)),
    Talk(
        "parcels",
        "c2",
        (Says("My parcel is late", "parcel_delayed"), Presses(1), TakesSlot(), YES_EN),
    ),
    Talk("fine", "c1", (Says("我的订单到哪了", "order_status"), Says("谢谢", "thank"))),
)
