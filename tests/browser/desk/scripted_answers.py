"""What the scripted desk answers, endpoint by endpoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tests.browser.desk import story
from tests.browser.desk.scripted_desk import Refusal, ScriptedDesk
from tests.browser.desk.story import Json

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63c8af670000020f01055a9aa0710000000049454e44ae426082"
)


def _me(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    if request.method == "PATCH":
        desk.staff[me].update(body)
        desk.emit("presence", {"name": me, "presence": desk.staff[me]["presence"]})
        return {"me": desk.staff[me]}
    return {"me": desk.staff[me], "csrf": f"csrf of {me}"}


def _sign_out(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    desk.sessions = {key: name for key, name in desk.sessions.items() if name != me}
    return Response(status_code=204)


def _views(item: Json, me: str) -> set[str]:
    views = {"all"} if item["owner"] != "closed" else {"resolved"}
    if item["owner"] == "queue":
        views.add("queue")
    return views | ({"mine"} if item["assignee"] == me else set())


def _list(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    query = request.query_params
    items = [talk["conversation"] for talk in desk.talks_by_id.values()]
    names = ("queue", "mine", "all", "resolved")
    counts = {view: sum(view in _views(item, me) for item in items) for view in names}
    wanted = query.get("q", "").lower()
    found = [
        item
        for item in items
        if query["view"] in _views(item, me)
        and wanted in f"{item['order']} {item['customer']['name']} {item['last']['text']}".lower()
        and query.get("label", "") in ["", *item["labels"]]
    ]
    start, limit = int(query.get("after") or 0), int(query["limit"])
    page = found[start : start + limit]
    following = str(start + limit) if start + limit < len(found) else None
    return {"items": page, "next": following, "counts": counts}


def _requests(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    if not parts:
        is_open = request.query_params["state"] == "open"
        found = desk.requests.values()
        return {"items": [one for one in found if ("status" in one) is not is_open]}
    remedy = desk.requests[parts[0]]
    if "status" in remedy:
        stands = {"status": remedy["status"], "by": remedy["by"]}
        raise Refusal(409, "answered", "answered", stands)
    status = "done" if parts[1] == "approve" else "refused"
    remedy.update(status=status, by=me, amount=body.get("amount") or remedy["amount"])
    return {"remedy": _remedy(remedy["kind"], status)}


def _remedy(kind: str, status: str) -> Json:
    by = {"id": "R-NEW1-NEW1", "at": story.ago(0), "by": "staff"}
    return {**by, "kind": kind, "status": status, "detail": {}}


def _canned(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    if request.method != "GET" and desk.staff[me]["role"] == "agent":
        raise Refusal(403, "role")
    if request.method == "POST":
        desk.canned.append({"id": len(desk.canned) + 1, **body})
    if request.method in ("PUT", "DELETE"):
        desk.canned = [one for one in desk.canned if str(one["id"]) != parts[0]]
    if request.method == "PUT":
        desk.canned.append({"id": int(parts[0]), **body})
    return {"items": desk.canned}


def _staff(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    if request.method == "POST":
        new = {"presence": "offline", "capacity": 5, "locale": None, **body}
        desk.staff[body["name"]] = new
        return {"staff": new, "password": "shown-once-1234"}
    if request.method == "PATCH":
        desk.staff[parts[0]].update(body)
        reset = {"password": "shown-once-5678"} if body.get("reset_password") else {}
        return {"staff": desk.staff[parts[0]], **reset}
    held = [talk["conversation"]["assignee"] for talk in desk.talks_by_id.values()]
    everybody = desk.staff.values()
    return {"items": [{"open": held.count(one["name"]), **one} for one in everybody]}


def _audit(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    reveal = {"conversation": "c1", "order": "LK202611162687", "detail": {"field": "phone"}}
    return {
        "items": [
            {"at": story.ago(2), "who": "Mei", "what": "reveal", **reveal},
            {"at": story.ago(9), "who": "Mei", "what": "claim", "conversation": "c1"},
        ],
        "next": None,
    }


def _upload(desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json) -> Any:
    return Response(PIXEL, media_type="image/png")


Answered = Callable[[ScriptedDesk, Request, str, list[str], Json], Any]
ANSWERS: dict[str, Answered] = {
    "me": _me,
    "sign-out": _sign_out,
    "conversations": _list,
    "requests": _requests,
    "canned": _canned,
    "staff": _staff,
    "audit": _audit,
    "uploads": _upload,
}


def of_conversation(
    desk: ScriptedDesk, request: Request, me: str, parts: list[str], body: Json
) -> Any:
    talk, verb = parts[0], (parts[1] if len(parts) > 1 else "")
    if talk not in desk.talks_by_id:
        raise Refusal(404, "not_found")
    item = desk.item(talk)
    if "version" in body and body["version"] != item["version"]:
        stands = {key: item[key] for key in ("owner", "assignee", "version")}
        raise Refusal(409, "taken", "taken", stands)
    moves = {
        "claim": ("staff", me),
        "release": ("queue", None),
        "assign": ("staff", body.get("to")),
        "give-back": ("bot", None),
        "resolve": ("closed", None),
        "reopen": ("staff", me),
    }
    if verb in moves:
        return {"conversation": desk.move(talk, *moves[verb])}
    whole = desk.talks_by_id[talk]
    if verb == "replies":
        if body["id"] not in desk.taken:
            desk.taken[body["id"]] = desk.says(talk, "staff", body["text"], author=me)
        return {"seq": desk.taken[body["id"]]}
    if verb == "notes":
        note = {"id": len(whole["notes"]) + 1, "author": me, "at": story.ago(0)}
        whole["notes"].append({**note, "text": body["text"]})
    elif verb == "labels":
        item["labels"] = body["labels"]
    elif verb == "read":
        item["unread"] = 0
    elif verb == "reveal":
        return {"value": {"phone": "13812345678", "email": "he@example.cn"}.get(body["field"], "…")}
    elif verb == "orders":
        return story.order(parts[2])
    elif verb == "remedies":
        return _done(parts[2:], body)
    return whole


def _done(parts: list[str], body: Json) -> Json:
    if parts:
        return {"remedy": _remedy("redirect", "done")}
    if body["values"].get("amount") == "999.00":
        raise Refusal(422, "amount_above_paid", "At most 427.00 CNY can go back.")
    return {
        "proposal": "o-1",
        "text": "The parcel goes to the new address.",
        "effect": {
            "kind": body["kind"],
            "currency": "CNY",
            "address_before": {"city": "杭州市", "street": "文三路"},
            "address_after": body["values"].get("address"),
        },
    }
