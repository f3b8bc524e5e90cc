"""Who answers a conversation, and which changes of that are allowed. Pure."""

from __future__ import annotations

from actions.shop.order import Word


class Owner(Word):
    BOT = "bot"
    QUEUE = "queue"
    STAFF = "staff"
    CLOSED = "closed"

    @property
    def answering(self) -> str:
        """As the shopper is told: a closed conversation is the bot's again when one writes."""
        return str(Owner.BOT if self is Owner.CLOSED else self)


class Move(Word):
    HAND_OVER = "hand_over"
    TAKE = "take"
    PASS_ON = "pass_on"
    PUT_BACK = "put_back"
    GIVE_TO_BOT = "give_to_bot"
    CLOSE = "close"
    REOPEN = "reopen"


MOVES: dict[tuple[Owner, Move], Owner] = {
    (Owner.BOT, Move.HAND_OVER): Owner.QUEUE,
    (Owner.BOT, Move.TAKE): Owner.STAFF,
    (Owner.BOT, Move.CLOSE): Owner.CLOSED,
    (Owner.QUEUE, Move.TAKE): Owner.STAFF,
    (Owner.QUEUE, Move.GIVE_TO_BOT): Owner.BOT,
    (Owner.QUEUE, Move.CLOSE): Owner.CLOSED,
    (Owner.STAFF, Move.PASS_ON): Owner.STAFF,
    (Owner.STAFF, Move.PUT_BACK): Owner.QUEUE,
    (Owner.STAFF, Move.GIVE_TO_BOT): Owner.BOT,
    (Owner.STAFF, Move.CLOSE): Owner.CLOSED,
    (Owner.CLOSED, Move.REOPEN): Owner.BOT,
}


def judge_move(owner: Owner, move: Move) -> Owner | None:
    """Who owns the conversation after `move`, or None where it is not allowed."""
    return MOVES.get((owner, move))
