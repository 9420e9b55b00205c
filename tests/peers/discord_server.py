"""Discord on the loopback: REST and gateway over real sockets, with the rules of simcord's backend behind them.

The backend knows Discord (permissions, limits, interactions); this file turns its calls and events into bytes. A test
speaks for people (:meth:`DiscordServer.say`, :meth:`~DiscordServer.slash`, :meth:`~DiscordServer.press`, …), plans
faults, and reads what the bot did.
"""

from __future__ import annotations

import asyncio
import copy
import datetime as dt
import io
import itertools
import json
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any
from urllib.parse import unquote

import discord
import simcord.http.routes
from aiohttp import WSMsgType, web
from simcord import intents as gates
from simcord import interactions
from simcord._clock import Clock
from simcord.backend import Backend, serializers
from simcord.backend.cdn import CDN_BASE
from simcord.backend.errors import BackendError
from simcord.enums import MessageType
from simcord.http import router

Json = dict[str, Any]
TOKEN = "MTA.loopback.token"
_THINKING = 128
_API = "/api/v10"
_WRITTEN = (
    MessageType.DEFAULT,
    MessageType.REPLY,
    MessageType.CHAT_INPUT_COMMAND,
    MessageType.CONTEXT_MENU_COMMAND,
)
_PUBLIC = ("/interactions/", "/webhooks/", "/gateway")
_ROUTES = simcord.http.routes  # importing it registers the backend's routes


class WallClock(Clock):
    """The backend's clock at real time; simcord's own stands still."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self.elapsed)


@dataclass
class Fault:
    """What happens to the next ``times`` requests that match. ``after`` lets the request do its work first."""

    method: str
    path: str
    status: int = 0
    retry_after: float = 0.0
    drop: bool = False
    after: bool = False
    times: int = 1


@dataclass
class Request:
    method: str
    path: str
    body: Any
    at: float = field(default_factory=time.monotonic)


@dataclass
class Upload:
    filename: str
    fp: io.BytesIO
    description: str | None = None


class Session:
    """A gateway session, which outlives its connections until it is invalidated."""

    def __init__(self, server: DiscordServer, name: str, intents: discord.Intents) -> None:
        self.server = server
        self.name = name
        self.intents = intents
        self.sent: list[Json] = []
        self.connection: Connection | None = None

    def take(self, event: str, payload: Mapping[str, Any]) -> None:
        """An event of the backend, as far as the session's intents let it through."""
        gate = gates.required_intent(event, payload)
        if gate and not getattr(self.intents, gate):
            return
        data = copy.deepcopy(dict(payload))
        backend = self.server.backend
        if not self.intents.message_content and event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            gates.censor_message(data, backend.bot_user.id, backend=backend)
        if event == "GUILD_CREATE":
            gates.prune_guild_create(data, self.intents, backend.bot_user.id)
        self.send(event, data)

    def send(self, event: str, data: Json) -> None:
        frame = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(frame)
        if self.connection is not None:
            self.connection.send(frame)


class Connection:
    """One socket of the gateway."""

    def __init__(self, server: DiscordServer, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.server = server
        self.socket = socket
        self.session: Session | None = None
        self._zlib = zlib.compressobj() if compressed else None
        self._out: asyncio.Queue[Json | int] = asyncio.Queue()

    def send(self, frame: Json) -> None:
        self._out.put_nowait(frame)

    def close(self, code: int) -> None:
        self._out.put_nowait(code)

    async def pump(self) -> None:
        while True:
            frame = await self._out.get()
            if isinstance(frame, int):
                await self.socket.close(code=frame)
                return
            text = self.server.dump(frame)
            if self._zlib is None:
                await self.socket.send_str(text)
            else:
                packed = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)

    async def read(self) -> None:
        async for message in self.socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            frame = json.loads(message.data)
            match frame["op"]:
                case 1:
                    self.send({"op": 11, "t": None, "s": None, "d": None})
                case 2:
                    self._identify(frame["d"])
                case 6:
                    self._resume(frame["d"])

    def _identify(self, data: Json) -> None:
        server = self.server
        if data["token"].removeprefix("Bot ") != TOKEN:
            self.close(4004)
            return
        intents = discord.Intents._from_value(int(data["intents"]))
        asked = {name for name in gates.PRIVILEGED_INTENTS if getattr(intents, name)}
        if asked - server.approved:
            self.close(4014)
            return
        self.session = Session(server, f"session-{next(server.numbers)}", intents)
        self.session.connection = self
        server.sessions[self.session.name] = self.session
        backend = server.backend
        self.session.send(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "guilds": [{"id": str(guild), "unavailable": True} for guild in backend.guilds],
                "session_id": self.session.name,
                "resume_gateway_url": server.gateway_url,
                "shard": data.get("shard", [0, 1]),
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        for guild in list(backend.guilds.values()):
            self.session.take("GUILD_CREATE", serializers.guild_create_payload(backend, guild))

    def _resume(self, data: Json) -> None:
        session = self.server.sessions.get(data["session_id"])
        if session is None:
            self.send({"op": 9, "t": None, "s": None, "d": False})
            return
        self.server.resumed += 1
        self.session = session
        session.connection = self
        for frame in session.sent:
            if frame["s"] > data["seq"]:
                self.send(frame)
        session.send("RESUMED", {})


class DiscordServer:
    """Start it in a test's event loop; ``api_url`` and ``gateway_url`` are its addresses then."""

    def __init__(self, *, approved: Sequence[str] = ()) -> None:
        self.backend = Backend(clock=WallClock())
        self.approved = set(approved)
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.faults: list[Fault] = []
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self.resumed = 0
        self.numbers = itertools.count(1)
        self.port = 0
        self._nonces: dict[tuple[str, str], Json] = {}
        self._changed = asyncio.Event()
        self.guild = self.backend.create_guild("Loopback")
        self.general = self.backend.create_channel(self.guild.id, "general").id
        self.second = self.backend.create_channel(self.guild.id, "second").id
        self.people: dict[str, int] = {}
        self.backend.subscribers.append(self._on_event)
        app = web.Application(client_max_size=32 << 20)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_get("/cdn/{path:.*}", self._file)
        app.router.add_route("*", _API + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def start(self, port: int = 0) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        assert site._server is not None
        self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]

    async def stop(self) -> None:
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{_API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    def dump(self, value: Any) -> str:
        return json.dumps(value, default=str).replace(CDN_BASE, f"http://127.0.0.1:{self.port}/cdn")

    def _on_event(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in list(self.sessions.values()):
            session.take(event, payload)
        self._changed.set()

    # People

    def person(self, name: str) -> int:
        if name not in self.people:
            self.people[name] = self.backend.make_user(name).id
            self.backend.add_member(self.guild.id, self.people[name], announce=True)
        return self.people[name]

    def direct(self, name: str) -> int:
        return self.backend.get_dm_channel(self.person(name)).id

    def say(
        self,
        name: str,
        text: str,
        channel: int | None = None,
        *,
        reply_to: int | None = None,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> int:
        where = channel or self.general
        person = self.person(name)
        reference = None
        if reply_to is not None:
            reference = self.backend.normalize_message_reference(
                where, {"channel_id": str(where), "message_id": str(reply_to)}
            )
        attachments = self.backend.store_attachments(where, files)
        return self.backend.create_message(where, person, text, reference=reference, attachments=attachments).id

    @property
    def mention(self) -> str:
        return f"<@{self.backend.bot_user.id}>"

    def edit(self, message: int, text: str, channel: int | None = None) -> None:
        self.backend.edit_message(channel or self.general, message, {"content": text})

    def delete(self, message: int, channel: int | None = None) -> None:
        self.backend.delete_message(channel or self.general, message)

    def slash(self, name: str, command: str, channel: int | None = None, *, focused: str = "", **options: Any) -> int:
        """Uses a slash command; with ``focused`` asks for suggestions for that option instead. Gives the id."""
        root = self._command(command, 1)
        types = {option["name"]: option["type"] for option in root.get("options", [])}
        given = [
            {"name": key, "type": types[key], "value": value} | ({"focused": True} if key == focused else {})
            for key, value in options.items()
        ]
        return self._interact(name, 4 if focused else 2, channel, {**_named(root), "options": given})

    def check_file(self, name: str, file: tuple[str, bytes], channel: int | None = None) -> int:
        root = self._command("check", 1)
        stored = self.backend.store_attachments(channel or self.general, [file])[0]
        data = {
            **_named(root),
            "options": [{"name": "file", "type": 11, "value": stored["id"]}],
            "resolved": {"attachments": {stored["id"]: stored}},
        }
        return self._interact(name, 2, channel, data)

    def check_message(self, name: str, message: int, channel: int | None = None) -> int:
        where = channel or self.general
        root = next(one for one in self._commands() if one.get("type") == 3)
        shown = dict(serializers.message_payload(self.backend, self.backend.get_message(where, message)))
        data = {
            **_named(root),
            "type": 3,
            "target_id": str(message),
            "resolved": {"messages": {str(message): shown}},
        }
        return self._interact(name, 2, channel, data)

    def press(self, name: str, message: int, custom_id: str, channel: int | None = None, *, values: Any = None) -> int:
        where = channel or self.general
        data: Json = {"custom_id": custom_id, "component_type": 2 if values is None else 3}
        if values is not None:
            data["values"] = values
        shown = dict(serializers.message_payload(self.backend, self.backend.get_message(where, message)))
        return self._interact(name, 3, where, data, {"message": shown}, source=message)

    def submit(self, name: str, custom_id: str, channel: int | None = None, **fields: str) -> int:
        rows = [
            {"type": 18, "component": {"type": 4, "custom_id": key, "value": value}} for key, value in fields.items()
        ]
        return self._interact(name, 5, channel, {"custom_id": custom_id, "components": rows})

    def _commands(self) -> list[Json]:
        return [one for scope in self.backend.commands.values() for one in scope.values()]

    def _command(self, name: str, kind: int) -> Json:
        return next(one for one in self._commands() if one["name"] == name and one.get("type", 1) == kind)

    def _interact(
        self,
        name: str,
        kind: int,
        channel: int | None,
        data: Json,
        extra: Json | None = None,
        *,
        source: int | None = None,
    ) -> int:
        where = self.backend.get_channel(channel or self.general)
        record, payload = interactions.base_payload(
            self.backend,
            type=kind,
            channel_id=where.id,
            guild_id=where.guild_id,
            user_id=self.person(name),
            data=data,
        )
        record.source_message_id = source
        self.backend.emit("INTERACTION_CREATE", {**payload, **(extra or {})})
        return record.id

    # What the bot did

    def messages(self, channel: int | None = None, *, bots: bool = True) -> list[Json]:
        """Messages in a channel, oldest first; private ones are left out."""
        where = channel or self.general
        shown = [one for one in self.backend.messages.get(where, {}).values() if not one.is_ephemeral]
        found = [json.loads(self.dump(serializers.message_payload(self.backend, one))) for one in shown]
        return [one for one in found if bool(one["author"].get("bot")) == bots]

    def answers(self, channel: int | None = None) -> list[Json]:
        """Messages that the bot itself wrote, those that only say "thinking" left out."""
        own = str(self.backend.bot_user.id)
        return [
            one
            for one in self.messages(channel)
            if one["author"]["id"] == own and one["type"] in _WRITTEN and not one.get("flags", 0) & _THINKING
        ]

    def response(self, interaction: int) -> Json | None:
        """The message that answered an interaction; None before there is one."""
        record = self.backend.interactions[interaction]
        if record.message_id is None or record.loading:
            return None
        message = self.backend.messages[record.channel_id].get(record.message_id)
        if message is None:
            return None
        shown: Json = json.loads(self.dump(serializers.message_payload(self.backend, message)))
        return shown

    async def until(self, condition: Callable[[], Any], seconds: float = 10.0) -> Any:
        """The condition's value once it is true. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (value := condition()):
                self._changed.clear()
                try:
                    await asyncio.wait_for(self._changed.wait(), 0.02)
                except TimeoutError:
                    continue
        return value

    # Faults

    def reconnect(self) -> None:
        for connection in list(self.connections):
            connection.send({"op": 7, "t": None, "s": None, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        if not resumable:
            self.sessions.clear()
        for connection in list(self.connections):
            connection.send({"op": 9, "t": None, "s": None, "d": resumable})

    def hang_up(self, code: int = 4000) -> None:
        for connection in list(self.connections):
            connection.close(code)

    def repeat(self, event: str) -> None:
        """Sends the last event of a kind once more, as a gateway may."""
        for session in self.sessions.values():
            frame = next(one for one in reversed(session.sent) if one["t"] == event)
            session.send(event, frame["d"])

    # The wire

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=1 << 20)
        await socket.prepare(request)
        connection = Connection(self, socket, compressed=request.query.get("compress") == "zlib-stream")
        self.connections.append(connection)
        pump = asyncio.create_task(connection.pump())
        connection.send({"op": 10, "t": None, "s": None, "d": {"heartbeat_interval": 30_000}})
        try:
            await connection.read()
        finally:
            pump.cancel()
            self.connections.remove(connection)
            if connection.session is not None and connection.session.connection is connection:
                connection.session.connection = None
        return socket

    async def _file(self, request: web.Request) -> web.Response:
        data = self.backend.cdn.get(f"{CDN_BASE}/{request.match_info['path']}")
        return web.Response(status=404) if data is None else web.Response(body=data)

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.rel_url.raw_path.split(_API + "/", 1)[1]
        body, files = await _read(request)
        self.requests.append(Request(request.method, path, body))
        fault = self._fault(request.method, path)
        if fault is not None and not fault.after:
            return self._fail(fault, request)
        response = self._dispatch(request, path, body, files)
        self._changed.set()
        return response if fault is None else self._fail(fault, request)

    def _fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in ("*", method) and fnmatch(path, fault.path):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    def _fail(self, fault: Fault, request: web.Request) -> web.Response:
        if fault.drop:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        headers = {}
        body: Json = {"message": "planned", "code": 0}
        if fault.status == 429:
            body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
            headers = {
                "Retry-After": str(fault.retry_after),
                "X-RateLimit-Limit": "5",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset-After": str(fault.retry_after),
                "X-RateLimit-Bucket": "bucket",
                "X-RateLimit-Scope": "user",
                "Via": "1.1 loopback",
            }
        return self._json(body, fault.status, headers)

    def _json(self, value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
        # discord.py compares the content type as a whole, so it must come without a charset.
        kind = {"Content-Type": "application/json"}
        return web.Response(body=self.dump(value).encode(), status=status, headers={**kind, **(headers or {})})

    def _dispatch(self, request: web.Request, path: str, body: Any, files: list[Upload]) -> web.Response:
        if not path.startswith(_PUBLIC) and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return self._json({"message": "401: Unauthorized", "code": 0}, 401)
        if path.startswith("/gateway"):
            return self._json({"url": self.gateway_url})
        nonce = (path, str(body["nonce"])) if isinstance(body, dict) and body.get("enforce_nonce") else None
        if nonce in self._nonces:
            return self._json(self._nonces[nonce])
        try:
            value = router.dispatch(
                self.backend,
                request.method,
                unquote(path),
                json=body,
                params=dict(request.query),
                files=files,
                reason=request.headers.get("X-Audit-Log-Reason"),
            )
        except BackendError as error:
            self.errors.append(f"{request.method} {path}: {error.status} {error.code} {error.message}")
            return self._json(error.to_json(), error.status)
        if nonce is not None:
            self._nonces[nonce] = value
        silent = path.endswith("/callback") and request.query.get("with_response", "").lower() not in ("1", "true")
        return web.Response(status=204) if value is None or silent else self._json(value)


def _named(command: Json) -> Json:
    return {"id": command["id"], "name": command["name"], "type": command.get("type", 1)}


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    if request.content_type.startswith("multipart/"):
        fields: dict[str, str] = {}
        files = []
        async for part in await request.multipart():
            data = bytes(await part.read(decode=True))  # type: ignore[union-attr]
            if part.filename:  # type: ignore[union-attr]
                files.append(Upload(part.filename, io.BytesIO(data)))  # type: ignore[union-attr]
            else:
                fields[str(part.name)] = data.decode()  # type: ignore[union-attr]
        return (json.loads(fields["payload_json"]) if "payload_json" in fields else fields), files
    text = await request.text()
    return (json.loads(text) if text else None), []


def embed_texts(message: Json) -> list[str]:
    return [embed.get("description", "") for embed in message["embeds"]]


def buttons(message: Json) -> dict[str, str]:
    """Label or placeholder of each button and menu of a message → its id."""
    return {
        str(part.get("label") or part.get("placeholder")): part["custom_id"]
        for row in message.get("components", [])
        for part in row["components"]
    }
