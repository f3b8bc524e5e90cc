"""Conversations of the desk in the shapes its console knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.desk.effects import masked_remedy
from bot.desk.items import Item
from bot.desk.masks import mask_name, mask_text
from bot.desk.requests import Request
from bot.desk.understood import Understood
from bot.desk.viewing import Line, Whole

Json = dict[str, Any]


def item_as_json(item: Item) -> Json:
    return {
        "id": item.id,
        "owner": str(item.owner),
        "version": item.version,
        "assignee": item.assignee,
        "customer": {"id": item.customer, "name": mask_name(item.name or "")},
        "language": item.language,
        "reason": item.reason,
        "order": item.order,
        "finding": item.finding,
        "since": _iso(item.since),
        "opened_at": _iso(item.opened_at),
        "changed_at": _iso(item.changed_at),
        "priority": item.priority,
        "mood": str(item.mood),
        "labels": list(item.labels),
        "last": _last(item),
        "unread": item.unread,
        "sla": _sla(item),
    }


def request_as_json(request: Request, now: datetime) -> Json:
    """One that waits; of an answered one also how it stands and who answered."""
    remedy, effect = request.remedy, request.remedy.effect
    shape: Json = {
        "remedy": remedy.id,
        "kind": str(remedy.kind),
        "order": remedy.order,
        "conversation": request.conversation,
        "customer": mask_name(request.customer) if request.customer else None,
        "amount": remedy.detail.get("amount"),
        "currency": effect.currency,
        "at": _iso(remedy.at),
        "why": request.why,
        "detail": masked_remedy(remedy)["detail"],
        "uploads": list(effect.uploads),
        "age_minutes": max(int((now - remedy.at).total_seconds() // 60), 0),
    }
    answered = request.answered
    if answered is not None:
        shape |= {"status": str(remedy.status), "by": answered.by, "answered_at": _iso(answered.at)}
    return shape


def whole_as_json(whole: Whole, understood: Mapping[int, Understood]) -> Json:
    """All but what only the shop knows: cause, orders and fields are put beside it."""
    return {
        "conversation": item_as_json(whole.item),
        "messages": [_line(line, understood) for line in whole.lines],
        "dropped": [
            {"answers": d.answers, "at": _iso(d.at), "texts": list(d.texts)} for d in whole.dropped
        ],
        "notes": [
            {"id": n.id, "author": n.author, "at": _iso(n.at), "text": n.text} for n in whole.notes
        ],
        "history": [
            {
                "at": _iso(h.at),
                "by": h.by,
                "before": h.before,
                "after": h.after,
                "reason": h.reason,
            }
            for h in whole.history
        ],
    }


def _line(line: Line, understood: Mapping[int, Understood]) -> Json:
    read = understood.get(line.read_with or line.seq)
    return {
        "seq": line.seq,
        "from": str(line.sender),
        "author": line.author,
        "text": line.text,
        "at": _iso(line.at),
        "buttons": list(line.buttons),
        "card": line.card,
        "photos": list(line.photos),
        "intent": read.intent if read else None,
        "confidence": read.confidence if read else None,
        "delivered": line.delivered,
    }


def _last(item: Item) -> Json | None:
    if item.last is None:
        return None
    last = item.last
    return {"from": str(last.sender), "text": mask_text(last.text)[:200], "at": _iso(last.at)}


def _sla(item: Item) -> Json | None:
    if item.due is None:
        return None
    due = item.due
    return {"kind": str(due.kind), "due_at": _iso(due.at), "breached": due.breached}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
