"""A Bot API server on the loopback: small, but as strict as the real one with what this bot sends.

It checks parameters, lengths, HTML, keyboards and references, keeps chats, and tells a bot of updates by long poll or
webhook. Faults can be planned. What real Telegram would refuse is refused here, and noted in ``violations``.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.peers.telegram_html import BadHtml, parse_html, utf16

TOKEN = "12345:" + "A" * 35
BOT = {
    "id": 12345,
    "is_bot": True,
    "first_name": "Footing",
    "username": "footing_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": True,
}
Json = dict[str, Any]
_ENTITY = re.compile(r"(?P<bot_command>(?<!\S)/\w+(?:@\w+)?)|(?P<url>https?://\S+)|(?P<mention>(?<!\w)@\w{3,})")


class Refused(Exception):
    """A 400 of the Bot API."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code = code


@dataclass
class Fault:
    """What happens to the next ``times`` calls of a method; ``after`` lets the call do its work first."""

    method: str
    status: int = 0
    retry_after: int = 0
    drop: bool = False
    after: bool = False
    times: int = 1


@dataclass
class Call:
    method: str
    params: Json
    at: float = field(default_factory=time.monotonic)


def user(number: int, *, language: str = "en", name: str = "Ann") -> Json:
    return {"id": number, "is_bot": False, "first_name": name, "language_code": language}


def private(person: Json) -> Json:
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


def group(number: int, *, forum: bool = False) -> Json:
    return {"id": -abs(number), "type": "supergroup", "title": "Group", **({"is_forum": True} if forum else {})}


class TelegramServer:
    """Start it with ``async with``; ``url`` is what the bot's ``base_url`` begins with."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.faults: list[Fault] = []
        self.messages: dict[tuple[int, int], Json] = {}
        self.inline_messages: dict[str, Json] = {}
        self.deleted: list[tuple[int, int]] = []
        self.drafts: list[Json] = []
        self.actions: list[Json] = []
        self.popups: dict[str, Json] = {}
        self.inline_answers: dict[str, list[Json]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.files: dict[str, bytes] = {}
        self.admins: set[tuple[int, int]] = set()
        self.topics: set[tuple[int, int]] = set()
        self.webhook: Json = {}
        self.webhook_to: str | None = None
        self.webhook_statuses: list[int] = []
        self.url = ""
        self.port = 0
        self._updates: list[Json] = []
        self._next_update = 1000
        self._next_message = 1
        self._changed = asyncio.Condition()
        self._polls = 0
        self._queries: set[str] = set()

    async def __aenter__(self) -> TelegramServer:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # What a test does

    def plan(self, method: str, **fault: Any) -> None:
        self.faults.append(Fault(method, **fault))

    async def until(self, condition: Callable[[], Any], *, seconds: float = 20) -> Any:
        """Waits until the condition holds; it is looked at after each request. Gives its value."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: bool(condition())), seconds)
        return condition()

    def said(self, chat: Json) -> list[Json]:
        """The bot's messages that are in the chat now, in order."""
        return [
            message
            for (chat_id, number), message in sorted(self.messages.items())
            if chat_id == chat["id"] and message["from"]["id"] == BOT["id"]
        ]

    def count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    async def say(self, chat: Json, sender: Json, text: str = "", **extra: Any) -> Json:
        """A person writes. Commands, links and mentions are marked as Telegram marks them."""
        message = self._message(chat, sender, text, extra)
        await self.push({"message": message})
        return message

    async def edit(self, message: Json, text: str) -> Json:
        edited = {**message, "text": text, "entities": _entities(text), "edit_date": int(time.time())}
        self.messages[(message["chat"]["id"], message["message_id"])] = edited
        await self.push({"edited_message": edited})
        return edited

    async def press(self, message: Json, button: str, sender: Json, *, data: str | None = None) -> str:
        """A person presses the button that is labelled so (or sends ``data`` by a client of their own); its id."""
        if data is None:
            rows = message["reply_markup"]["inline_keyboard"]
            data = next(one["callback_data"] for row in rows for one in row if one["text"] == button)
        number = f"q{self._next_update}"
        query: Json = {"id": number, "from": sender, "chat_instance": "1", "data": data}
        if "inline_message_id" in message:
            query["inline_message_id"] = message["inline_message_id"]
        else:
            query["message"] = message
        self._queries.add(number)
        await self.push({"callback_query": query})
        return number

    async def inline(self, sender: Json, text: str) -> str:
        number = f"i{self._next_update}"
        self._queries.add(number)
        await self.push({"inline_query": {"id": number, "from": sender, "query": text, "offset": ""}})
        return number

    async def guest(self, chat: Json, sender: Json, text: str, **extra: Any) -> str:
        query = f"g{self._next_update}"
        message = self._message(chat, sender, text, {**extra, "guest_query_id": query})
        self._queries.add(query)
        await self.push({"guest_message": message})
        return query

    async def push(self, update: Json, *, update_id: int | None = None) -> int:
        """Hands an update to the bot; the same ``update_id`` again is a replay."""
        if update_id is None:
            update_id = self._next_update
            self._next_update += 1
        numbered = {"update_id": update_id, **update}
        kinds = self.webhook.get("allowed_updates")
        if self.webhook.get("url"):
            if not kinds or next(iter(update)) in kinds:
                await self.deliver(numbered)
        else:
            async with self._changed:
                self._updates.append(numbered)
                self._changed.notify_all()
        return update_id

    async def deliver(self, update: Json, *, secret: str | None = None) -> int:
        """Posts an update to the webhook as Telegram does, again until it is taken; the last status."""
        assert self.webhook_to
        headers = {
            "X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "") if secret is None else secret
        }
        async with aiohttp.ClientSession() as session:
            for _ in range(3):
                async with session.post(self.webhook_to, json=update, headers=headers) as response:
                    self.webhook_statuses.append(response.status)
                    if response.status < 300 or secret is not None:
                        return response.status
        return self.webhook_statuses[-1]

    def _message(self, chat: Json, sender: Json, text: str, extra: Json) -> Json:
        message: Json = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": chat,
            "from": sender,
            **({"text": text, "entities": _entities(text)} if text else {}),
            **extra,
        }
        self._next_message += 1
        self.messages[(chat["id"], message["message_id"])] = message
        return message

    # What the bot sees

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _parameters(request)
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        self.calls.append(Call(method, params))
        fault = next((one for one in self.faults if one.method in (method, "*")), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            if not fault.after:
                return await self._fail(request, fault)
        handler = getattr(self, f"_do_{method}", None)
        try:
            if handler is None:
                raise Refused("Not Found: method not found", 404)
            result = handler(params)
            if asyncio.iscoroutine(result):
                result = await result
            response: web.StreamResponse = web.json_response({"ok": True, "result": result})
        except Refused as error:
            if "not modified" not in str(error) and "not found" not in str(error) and error.code == 400:
                self.violations.append(f"{method}: {error}")
            response = _error(error.code, f"Bad Request: {error}" if error.code == 400 else str(error))
        async with self._changed:
            self._changed.notify_all()
        return await self._fail(request, fault) if fault is not None else response

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        async with self._changed:
            self._changed.notify_all()
        if fault.drop:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.status == 429:
            body = {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {fault.retry_after}",
            }
            return web.json_response({**body, "parameters": {"retry_after": fault.retry_after}}, status=429)
        return _error(
            fault.status, "Conflict: terminated by other getUpdates request" if fault.status == 409 else "Oops"
        )

    async def _file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["path"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    def _do_getMe(self, params: Json) -> Json:  # noqa: N802
        return BOT

    async def _do_getUpdates(self, params: Json) -> list[Json]:  # noqa: N802
        if self.webhook.get("url"):
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        self._polls += 1
        mine = self._polls
        offset = int(params.get("offset") or 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        async with self._changed:
            self._changed.notify_all()
            try:
                timeout = float(params.get("timeout") or 0)
                await asyncio.wait_for(self._changed.wait_for(lambda: self._updates or self._polls > mine), timeout)
            except TimeoutError:
                return []
        if self._polls > mine and not self._updates:
            raise Refused("Conflict: terminated by other getUpdates request", 409)
        kinds = json.loads(params.get("allowed_updates") or "[]")
        return [one for one in self._updates if not kinds or any(kind in one for kind in kinds)][:100]

    def _do_setWebhook(self, params: Json) -> bool:  # noqa: N802
        if not str(params.get("url", "")).startswith("https://"):
            raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {**params, "allowed_updates": json.loads(params.get("allowed_updates") or "[]")}
        return True

    def _do_deleteWebhook(self, params: Json) -> bool:  # noqa: N802
        self.webhook = {}
        return True

    def _do_sendMessage(self, params: Json) -> Json:  # noqa: N802
        chat = self._chat(params)
        text, entities = self._text(params)
        message: Json = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": chat,
            "from": {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")},
            "text": text,
            "entities": entities,
            **self._markup(params),
        }
        if thread := int(params.get("message_thread_id") or 0):
            if (chat["id"], thread) not in self.topics:
                raise Refused("message thread not found")
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if "reply_parameters" in params:
            reply = json.loads(params["reply_parameters"])
            replied = self.messages.get((chat["id"], reply["message_id"]))
            if replied is None and not reply.get("allow_sending_without_reply"):
                raise Refused("message to be replied not found")
            if replied is not None:
                message["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        self._next_message += 1
        self.messages[(chat["id"], message["message_id"])] = message
        return message

    def _do_editMessageText(self, params: Json) -> Json | bool:  # noqa: N802
        message = self._own(params)
        text, entities = self._text(params)
        markup = self._markup(params)
        if (text, entities, markup.get("reply_markup")) == (
            message.get("text"),
            message.get("entities"),
            message.get("reply_markup"),
        ):
            raise Refused("message is not modified: specified new message content and reply markup are the same")
        message.pop("reply_markup", None)
        message |= {"text": text, "entities": entities, **markup}
        return message if "message_id" in message else True

    def _do_editMessageReplyMarkup(self, params: Json) -> Json | bool:  # noqa: N802
        message = self._own(params)
        message.pop("reply_markup", None)
        message |= self._markup(params)
        return message if "message_id" in message else True

    def _do_deleteMessage(self, params: Json) -> bool:  # noqa: N802
        key = (int(params["chat_id"]), int(params["message_id"]))
        if self.messages.pop(key, None) is None:
            raise Refused("message to delete not found")
        self.deleted.append(key)
        return True

    def _do_sendMessageDraft(self, params: Json) -> bool:  # noqa: N802
        if self._chat(params)["type"] != "private" or not int(params.get("draft_id") or 0):
            raise Refused("drafts are for private chats and need an id")
        if params.get("text"):
            self._text(params)
        self.drafts.append(params)
        return True

    def _do_sendChatAction(self, params: Json) -> bool:  # noqa: N802
        self._chat(params)
        if params.get("action") != "typing":
            raise Refused("wrong parameter action in request")
        self.actions.append(params)
        return True

    def _do_answerCallbackQuery(self, params: Json) -> bool:  # noqa: N802
        self._query(params.get("callback_query_id"))
        if len(str(params.get("text") or "")) > 200:
            raise Refused("text is too long")
        self.popups[params["callback_query_id"]] = params
        return True

    def _do_answerInlineQuery(self, params: Json) -> bool:  # noqa: N802
        self._query(params.get("inline_query_id"))
        results = json.loads(params["results"])
        if len(results) > 50 or len({one["id"] for one in results}) != len(results):
            raise Refused("RESULTS_TOO_MUCH")
        self.inline_answers[params["inline_query_id"]] = [self._result(one) for one in results]
        return True

    def _do_answerGuestQuery(self, params: Json) -> Json:  # noqa: N802
        self._query(params.get("guest_query_id"))
        message = self.choose(self._result(json.loads(params["result"])))
        self.inline_answers[params["guest_query_id"]] = [message]
        return {"inline_message_id": message["inline_message_id"]}

    def choose(self, result: Json) -> Json:
        """An inline result becomes a message in some chat, of which the bot learns only the inline id."""
        number = f"inline-{len(self.inline_messages) + 1}"
        self.inline_messages[number] = {**result, "inline_message_id": number}
        return self.inline_messages[number]

    def _do_getFile(self, params: Json) -> Json:  # noqa: N802
        path = f"documents/{params['file_id']}"
        if path not in self.files:
            raise Refused("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[path])
        return {"file_id": params["file_id"], "file_unique_id": "u", "file_size": size, "file_path": path}

    def _do_setMyCommands(self, params: Json) -> bool:  # noqa: N802
        commands = json.loads(params["commands"])
        for one in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) or not 1 <= len(one["description"]) <= 256:
                raise Refused("BOT_COMMAND_INVALID")
        scope = json.loads(params.get("scope") or '{"type": "default"}')["type"]
        self.commands[(scope, params.get("language_code") or "")] = commands
        return True

    def _do_getChatMember(self, params: Json) -> Json:  # noqa: N802
        key = (int(params["chat_id"]), int(params["user_id"]))
        if key not in self.admins:
            return {"status": "member", "user": user(key[1])}
        return {"status": "creator", "user": user(key[1]), "is_anonymous": False}

    # Checks

    def _chat(self, params: Json) -> Json:
        wanted = int(params.get("chat_id") or 0)
        for (chat_id, _), message in self.messages.items():
            if chat_id == wanted:
                return dict(message["chat"])
        raise Refused("chat not found: nobody has written there")

    def _own(self, params: Json) -> Json:
        if params.get("inline_message_id"):
            message = self.inline_messages.get(params["inline_message_id"])
        else:
            message = self.messages.get((int(params["chat_id"]), int(params["message_id"])))
        if message is None:
            raise Refused("message to edit not found")
        if "from" in message and message["from"]["id"] != BOT["id"]:
            raise Refused("message can't be edited")
        return message

    def _text(self, params: Json) -> tuple[str, list[Json]]:
        if params.get("parse_mode") not in (None, "HTML"):
            raise Refused("unsupported parse_mode")
        try:
            parsed = parse_html(params.get("text") or "")
        except BadHtml as error:
            raise Refused(str(error)) from error
        text = parsed.text.strip()
        if not text:
            raise Refused("message text is empty")
        if utf16(text) > 4096:
            raise Refused("message is too long")
        if len(parsed.entities) > 100:
            self.violations.append("more than 100 entities: Telegram leaves the others out")
        for entity in parsed.entities:
            if entity["type"] == "text_link" and not str(entity["url"]).startswith(("http://", "https://")):
                self.violations.append(f"a link to {entity['url']!r}")
        return text, parsed.entities

    def _markup(self, params: Json) -> Json:
        if not params.get("reply_markup"):
            return {}
        markup = json.loads(params["reply_markup"])
        buttons = [button for row in markup["inline_keyboard"] for button in row]
        for button in buttons:
            if not button.get("text") or not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Refused("BUTTON_DATA_INVALID")
        if len(buttons) > 100:
            raise Refused("reply markup is too long")
        return {"reply_markup": markup}

    def _query(self, query: str | None) -> None:
        if query not in self._queries:
            raise Refused("query is too old and response timeout expired or query ID is invalid")
        self._queries.remove(query)

    def _result(self, result: Json) -> Json:
        if result.get("type") != "article" or not result.get("title") or not 1 <= len(result["id"].encode()) <= 64:
            raise Refused("RESULT_ID_INVALID")
        content = result["input_message_content"]
        text, entities = self._text({"text": content["message_text"], "parse_mode": content.get("parse_mode")})
        markup = json.dumps(result["reply_markup"]) if result.get("reply_markup") else None
        return {"id": result["id"], "text": text, "entities": entities, **self._markup({"reply_markup": markup})}


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    return {**request.query, **(await request.post())}


def _error(code: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": description}, status=code)


def _entities(text: str) -> list[Json]:
    return [
        {"type": found.lastgroup, "offset": utf16(text[: found.start()]), "length": utf16(found[0])}
        for found in _ENTITY.finditer(text)
    ]
