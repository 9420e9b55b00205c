"""The methods of the Bot API that this bot uses, over chats in memory, with the checks of the real one."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tests.peers.telegram_html import BadHtml, parse_html, utf16

Json = dict[str, Any]
TOKEN = "12345:" + "A" * 35
BOT: Json = {
    "id": 12345,
    "is_bot": True,
    "first_name": "Footing",
    "username": "footing_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": True,
}


class Refused(Exception):
    """A 400 of the Bot API."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code = code


def user(number: int, *, language: str = "en", name: str = "Ann") -> Json:
    return {"id": number, "is_bot": False, "first_name": name, "language_code": language}


def private(person: Json) -> Json:
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


def group(number: int, *, forum: bool = False) -> Json:
    return {"id": -abs(number), "type": "supergroup", "title": "Group", **({"is_forum": True} if forum else {})}


class BotApi:
    """``_do_<method>`` takes a request's parameters and gives the result, or raises Refused."""

    def __init__(self) -> None:
        self.violations: list[str] = []
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
        self._next_message = 1
        self._queries: set[str] = set()

    def _do_getMe(self, params: Json) -> Json:  # noqa: N802
        return BOT

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
