"""Effects of remedies and the remedies themselves as JSON values: what is personal is masked."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from actions.shop.ledger import Remedy
from actions.shop.order import Address
from actions.shop.plain import to_plain
from actions.shop.policy import Effect
from actions.shop.showing import remedy_as_json
from bot.desk.masks import mask_address, mask_values

Json = dict[str, Any]


def effect_as_json(effect: Effect) -> Json:
    """What differs from "nothing": amounts as strings, lines, addresses and times as in orders."""
    plain: Json = to_plain(effect)
    if effect.address_before is not None:
        plain["address_before"] = _given(mask_address(asdict(effect.address_before)))
    if effect.address_after is not None:
        plain["address_after"] = _given(asdict(seen_address(effect)))
    return plain


def seen_address(effect: Effect) -> Address:
    """Where it goes then; what is personal and stays as it was is masked."""
    after, before = effect.address_after or Address(), effect.address_before or Address()
    shown, masked = asdict(after), mask_address(asdict(after))
    kept = {part for part, text in asdict(before).items() if text == shown[part]}
    # A new order goes where the old one went, unless another address was given.
    kept = kept if effect.address_before is not None else set(shown)
    return Address(**{part: masked[part] if part in kept else shown[part] for part in shown})


def masked_remedy(remedy: Remedy) -> Json:
    """In the shape of `show-order --json`."""
    return mask_values(remedy_as_json(remedy))


def _given(address: Json) -> Json:
    return {part: text for part, text in address.items() if text}
