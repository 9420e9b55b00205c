// <footing-widget>: ask Footing from any page. No dependency, no cookie, no request but to the server it came from.
//
//   site-key     the key that the server's operator gave this site (needed on another site than the server's)
//   api          address of the server; by default where this file came from
//   lang         language of the interface; by default the page's
//   suggestions  questions to offer: a JSON array, or separated by |
//   inline       shown in the page's flow instead of behind a button
//   theme        light or dark; by default the reader's setting
//
// Looks are set by custom properties: --footing-accent, --footing-accent-ink, --footing-paper, --footing-card,
// --footing-ink, --footing-soft, --footing-rule, --footing-font, --footing-serif, --footing-radius, --footing-offset, --footing-height.

const STYLE = `
:host { color-scheme: light dark; --a: var(--footing-accent, light-dark(#14505f, #8cc7d6)); --ai: var(--footing-accent-ink, light-dark(#fff, #0d1a1e)); --p: var(--footing-paper, light-dark(#fbfaf7, #14171a)); --c: var(--footing-card, light-dark(#fff, #1c2024)); --i: var(--footing-ink, light-dark(#1b1f23, #e8e6e1)); --s: var(--footing-soft, light-dark(#55585e, #a9adb3)); --r: var(--footing-rule, light-dark(#d9d6ce, #363b41)); --b: var(--footing-radius, .4rem); font: 1rem/1.5 var(--footing-font, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif); color: var(--i); }
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; min-height: 2.75rem; border-radius: var(--b); border: 1px solid var(--r); background: none; color: var(--a); padding: .3rem .8rem; }
button.main { background: var(--a); color: var(--ai); border-color: var(--a); font-weight: 600; }
:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
.launch { position: fixed; inset-block-end: var(--footing-offset, 1rem); inset-inline-end: var(--footing-offset, 1rem); z-index: 2147483000; box-shadow: 0 2px 10px #0005; padding-inline: 1.2rem; }
.launch:has(~ dialog[open]) { visibility: hidden; }
dialog { position: fixed; inset: auto; inset-block-end: var(--footing-offset, 1rem); inset-inline-end: var(--footing-offset, 1rem); margin: 0; width: min(27rem, 100vw); height: min(42rem, 100dvh - 2rem); max-width: none; max-height: none; padding: 0; border: 1px solid var(--r); border-radius: calc(var(--b) * 2); background: var(--p); color: var(--i); overflow: hidden; box-shadow: 0 8px 40px #0006; }
dialog::backdrop { background: #0003; }
@media (max-width: 34rem) { dialog { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }
.panel { display: flex; flex-direction: column; height: 100%; background: var(--p); overflow-wrap: anywhere; }
:host([inline]) { display: block; }
:host([inline]) .panel { height: var(--footing-height, min(42rem, 100dvh)); border: 1px solid var(--r); border-radius: calc(var(--b) * 2); overflow: hidden; }
:host([inline]) .log > *, :host([inline]) form > * { max-width: 44rem; margin-inline: auto; }
.head { display: flex; align-items: center; gap: .5rem; padding: .4rem .5rem .4rem 1rem; border-block-end: 1px solid var(--r); background: var(--c); }
[dir=rtl] .head { padding: .4rem 1rem .4rem .5rem; }
h2 { flex: 1; margin: 0; font: 600 1.1rem/1.2 var(--footing-serif, ui-serif, Georgia, serif); }
h3 { margin: 1rem 0 .4rem; font: 600 1rem/1.3 var(--footing-serif, ui-serif, Georgia, serif); }
.log { flex: 1; overflow-y: auto; padding: .75rem 1rem; }
.asked { margin: 1.2rem 0 .6rem; padding: .5rem .8rem; background: var(--c); border: 1px solid var(--r); border-radius: var(--b); font-weight: 600; white-space: pre-line; }
.item { background: var(--c); border: 1px solid var(--r); border-inline-start: 4px solid var(--t, var(--s)); border-radius: var(--b); padding: .6rem .8rem; margin: .5rem 0; }
.badge { color: var(--t); font-weight: 650; font-size: .875rem; }
.badge i { font-style: normal; margin-inline-end: .3em; }
.badge em { font-style: normal; font-weight: 400; color: var(--s); }
.said { margin: .2rem 0 .3rem; font: 1.05rem/1.5 var(--footing-serif, ui-serif, Georgia, serif); white-space: pre-line; }
.meta { color: var(--s); font-size: .85rem; margin: .3rem 0; }
details { font-size: .875rem; }
summary { cursor: pointer; padding-block: .3rem; }
summary span { color: var(--s); }
ul { list-style: none; margin: 0; padding: 0; }
.cites li { border-block-start: 1px solid var(--r); }
blockquote { margin: .3rem 0; padding-inline-start: .7rem; border-inline-start: 3px solid var(--r); font-family: var(--footing-serif, ui-serif, Georgia, serif); }
a { color: var(--a); margin-inline-end: 1rem; }
.row { display: flex; flex-wrap: wrap; gap: .4rem; margin-block: .6rem; align-items: center; }
.row button { font-size: .85rem; }
.offers button { text-align: start; margin-block-end: .4rem; width: 100%; color: var(--i); background: var(--c); }
form { border-block-start: 1px solid var(--r); padding: .6rem .75rem; background: var(--c); }
form .row { margin: 0; flex-wrap: nowrap; align-items: stretch; }
textarea { flex: 1; min-width: 0; width: 100%; resize: none; background: var(--p); border: 1px solid var(--s); border-radius: var(--b); padding: .5rem .7rem; }
.legend dt { margin-block-start: .6rem; }
.legend dd { margin: 0; font-size: .9rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.documented { --t: light-dark(#0a5c36, #6fcf9a); } .assessed { --t: light-dark(#0b5394, #7db9f2); } .reported { --t: light-dark(#25606b, #86c5d1); } .alleged { --t: light-dark(#8a4b00, #eba75a); } .disputed { --t: light-dark(#6b3fa0, #c3a2ee); } .contradicted { --t: light-dark(#a3182b, #ff8a94); } .speculation { --t: light-dark(#8c2a6e, #ef97d0); } .unsourced { --t: light-dark(#55585e, #b3b7bd); }
@media (prefers-reduced-motion: no-preference) { .item { animation: rise .2s ease-out; } @keyframes rise { from { opacity: 0; transform: translateY(4px); } } }
`;

const HERE = new URL(".", import.meta.url).href.replace(/static\/$/, "");
const HISTORY = 3;
let sheet;

/** An element with properties and children. Text only ever becomes text nodes. */
function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && key !== "dir" && key !== "role") node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

/** The original at its page (PDF) or at the quoted words. */
function place(citation) {
  const url = webAddress(citation.url);
  if (!url || url.hash) return url?.href;
  const page = /^(?:p\.|page|pg\.)\s*(\d{1,5})\b/i.exec(citation.locator.trim());
  if (url.pathname.toLowerCase().endsWith(".pdf")) return page ? `${url.href}#page=${page[1]}` : url.href;
  if (!citation.quote) return url.href;
  const words = citation.quote.split(/\s+/).filter(Boolean).slice(0, 12).join(" ");
  return `${url.href}#:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`;
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const lines = buffer.slice(0, end).split("\n");
      buffer = buffer.slice(end + 2);
      const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
      if (name) yield [name, JSON.parse(lines.find((line) => line.startsWith("data: ")).slice(6))];
    }
  }
}

class Failure extends Error {
  constructor(key) {
    super(key);
    this.key = key;
  }
}

class FootingWidget extends HTMLElement {
  #turns = [];
  #config = null;
  #parts = {};
  #running = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    sheet ??= new CSSStyleSheet();
    if (!sheet.cssRules.length) sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#start();
  }

  disconnectedCallback() {
    this.#running?.abort();
  }

  /** Opens the panel; nothing where it is inline. */
  open() {
    const { dialog, field } = this.#parts;
    if (dialog && !dialog.open) dialog.showModal();
    field?.focus();
  }

  close() {
    this.#parts.dialog?.close();
  }

  get #api() {
    return (this.getAttribute("api") || HERE).replace(/\/?$/, "/");
  }

  #call(path, options = {}) {
    const key = this.getAttribute("site-key");
    const headers = { ...options.headers, ...(key ? { "X-Footing-Site": key } : {}) };
    return fetch(this.#api + path, { ...options, headers, credentials: "omit", referrerPolicy: "no-referrer" });
  }

  async #start() {
    const language = this.lang || document.documentElement.lang || navigator.language || "en";
    try {
      const response = await this.#call(`v1/widget?lang=${encodeURIComponent(language)}`);
      if (!response.ok) throw new Failure("unavailable");
      this.#config = await response.json();
    } catch {
      this.shadowRoot.append(el("p", { className: "meta", role: "alert", textContent: "Footing is not available on this page." }));
      return;
    }
    this.#build();
    this.dispatchEvent(new CustomEvent("footing-ready"));
  }

  #t(key) {
    return this.#config.strings[key];
  }

  #build() {
    const t = (key) => this.#t(key);
    const inline = this.hasAttribute("inline");
    const title = el("h2", { id: "title", textContent: t("widget-title") });
    const log = el("div", { className: "log", role: "log", "aria-live": "polite", "aria-labelledby": "title", tabIndex: 0 });
    const status = el("p", { className: "meta", role: "status" });
    const field = el("textarea", { id: "field", rows: 2, required: true, maxLength: this.#config.max_question_chars, dir: "auto" });
    const send = el("button", { className: "main", type: "submit", textContent: t("ask-button") });
    const stop = el("button", { type: "button", textContent: t("widget-stop"), hidden: true, onclick: () => this.#running?.abort() });
    const form = el("form", {},
      el("label", { className: "hidden", htmlFor: "field", textContent: t("ask-field") }),
      el("div", { className: "row" }, field, send, stop),
      status,
      el("p", { className: "meta", textContent: t("private-note") }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(field.value);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    const close = inline ? null : el("button", { type: "button", textContent: "×", "aria-label": t("widget-close"), onclick: () => this.close() });
    const panel = el("div", { className: "panel", dir: this.#config.direction, lang: this.#config.language },
      el("div", { className: "head" }, title, close), log, form);
    log.append(this.#welcome());
    this.#parts = { log, status, field, send, stop };
    if (inline) {
      this.shadowRoot.append(panel);
      return;
    }
    const dialog = el("dialog", { "aria-labelledby": "title", dir: this.#config.direction }, panel);
    const launch = el("button", { className: "launch main", type: "button", textContent: t("widget-open"), "aria-haspopup": "dialog", dir: this.#config.direction, onclick: () => this.open() });
    this.#parts.dialog = dialog;
    this.shadowRoot.append(launch, dialog);
  }

  #welcome() {
    const offered = this.#suggestions().map((question) =>
      el("li", {}, el("button", { type: "button", dir: "auto", textContent: question, onclick: () => this.ask(question) })));
    return el("div", {},
      el("p", { textContent: this.#t("tagline") }),
      offered.length ? el("h3", { textContent: this.#t("widget-suggestions") }) : null,
      offered.length ? el("ul", { className: "offers" }, ...offered) : el("p", { className: "meta", textContent: this.#t("ask-hint") }),
      this.#legend());
  }

  #suggestions() {
    const given = this.getAttribute("suggestions") || "";
    try {
      const list = JSON.parse(given);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // Not JSON: separated by bars.
    }
    return given.split("|").map((question) => question.trim()).filter(Boolean);
  }

  #legend() {
    const list = el("dl", { className: "legend" });
    for (const standing of Object.keys(this.#config.labels)) {
      list.append(el("div", { className: standing }, el("dt", {}, this.#badge(standing)), el("dd", { textContent: this.#config.labels[standing].means })));
    }
    return el("details", {}, el("summary", { textContent: this.#t("widget-legend") }), list);
  }

  #badge(standing, confidence) {
    const label = this.#config.labels[standing];
    const shown = standing === "assessed" && confidence ? el("em", { textContent: ` ${this.#t(`confidence-${confidence}`)}` }) : null;
    return el("span", { className: `badge ${standing}` }, el("i", { "aria-hidden": "true", textContent: label.symbol }), label.word, shown);
  }

  #citation(citation) {
    const t = (key) => this.#t(key);
    const link = (address, text) => address && el("a", { href: address, rel: "noreferrer noopener", target: "_blank", textContent: text });
    const facts = [citation.publisher, citation.published, t(`kind-${citation.kind}`), t(`act-${citation.act}`)].filter(Boolean).join(" · ");
    return el("li", {}, el("details", {},
      el("summary", {}, el("bdi", { textContent: citation.title }), " ", el("span", {}, el("bdi", { textContent: citation.locator }))),
      citation.quote ? el("blockquote", { dir: "auto", textContent: citation.quote }) : null,
      el("p", { className: "meta", textContent: facts }),
      el("p", {}, link(place(citation), t("original")), link(webAddress(citation.archive_url)?.href, t("archived")))));
  }

  #cited(citations, name) {
    return citations.length ? el("ul", { className: "cites", "aria-label": name ?? this.#t("sources") }, ...citations.map((citation) => this.#citation(citation))) : null;
  }

  #item(item, heading) {
    return el("div", { className: `item ${item.standing}` },
      heading ? el("p", { className: "meta", textContent: heading }) : null,
      item.date ? el("time", { className: "meta", dateTime: item.date, textContent: item.date }) : null,
      this.#badge(item.standing, item.confidence),
      el("p", { className: "said", dir: "auto", textContent: item.text }),
      item.original ? el("p", { className: "meta", dir: "auto", textContent: `${this.#t("original-wording")}: ${item.original}` }) : null,
      el("details", {}, el("summary", { textContent: this.#t("why") }), el("p", { className: "meta", dir: "auto", textContent: item.why })),
      this.#cited(item.citations));
  }

  #closing(answer) {
    const t = (key) => this.#t(key);
    if (answer.kind === "refusal") {
      return el("div", { className: "item" },
        el("h3", { textContent: t("refused") }),
        el("p", { className: "said", dir: "auto", textContent: answer.message }),
        answer.nearest.length ? el("p", { className: "meta", textContent: t("nearest") }) : null,
        this.#cited(answer.nearest, t("nearest")));
    }
    const whole = answer.episode ? [el("p", {}, `${t("episode-whole")}: `,
      el("a", { href: `${this.#api}episodes/${encodeURIComponent(answer.episode.id)}`, target: "_blank", rel: "noopener", textContent: answer.episode.title }))] : [];
    const told = [
      answer.understood ? this.#config.understood.replace("{question}", answer.understood) : null,
      answer.notice ? t(`notice-${answer.notice}`) : null,
    ].filter(Boolean).map((text) => el("p", { className: "meta", dir: "auto", textContent: text }));
    if (!answer.gaps.length) return whole.length + told.length ? el("div", {}, ...whole, ...told) : null;
    const gaps = answer.gaps.map((gap) => el("li", {},
      el("p", { dir: "auto", textContent: gap.text }),
      gap.settled_by ? el("p", { className: "meta", textContent: this.#config.settled_by.replace("{what}", gap.settled_by) }) : null));
    return el("div", { className: "item" }, el("h3", { textContent: t("gaps") }), el("ul", {}, ...gaps), ...whole, ...told);
  }

  /** The answer as text with its labels and citations, for the clipboard. */
  #text(answer) {
    const line = (item) => {
      const label = this.#config.labels[item.standing];
      const sure = item.standing === "assessed" && item.confidence ? ` (${this.#t(`confidence-${item.confidence}`)})` : "";
      const cited = item.citations.map((citation) => `— ${citation.title}, ${citation.locator}${citation.url ? ` <${citation.url}>` : ""}`);
      return [`${label.symbol} ${label.word}${sure}`, item.text, ...cited].join("\n");
    };
    const items = [answer.premise, answer.premise?.repair, ...answer.statements].filter(Boolean).map(line);
    return [answer.question, ...items, ...(answer.message ? [answer.message] : [])].join("\n\n");
  }

  #actions(answer, id) {
    const t = (key) => this.#t(key);
    const said = el("span", { className: "meta", role: "status" });
    const copy = async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = t("copied");
      } catch {
        said.textContent = text;
      }
    };
    const link = `${this.#api}#q=${encodeURIComponent(answer.question)}`;
    const row = el("div", { className: "row" },
      el("button", { type: "button", textContent: t("copy"), onclick: () => copy(this.#text(answer)) }),
      el("button", { type: "button", textContent: t("share-link"), onclick: () => copy(link) }));
    if (this.#config.feedback && id) row.append(...this.#thumbs(id, said));
    row.append(said);
    return row;
  }

  #thumbs(id, said) {
    const t = (key) => this.#t(key);
    const buttons = [];
    const tell = async (helpful, reason) => {
      const body = JSON.stringify({ answer: id, helpful, reason: reason || null });
      const response = await this.#call("v1/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
      said.textContent = response?.ok ? t("feedback-thanks") : t("error-internal");
      if (response?.ok) buttons.forEach((button) => { button.disabled = true; });
    };
    const up = el("button", { type: "button", textContent: "👍", "aria-label": t("feedback-up"), onclick: () => tell(true) });
    const down = el("button", { type: "button", textContent: "👎", "aria-label": t("feedback-down"), "aria-expanded": "false" });
    const reason = el("textarea", { rows: 2, maxLength: 2000, "aria-label": t("feedback-reason"), placeholder: t("feedback-reason"), dir: "auto" });
    const box = el("div", { className: "row", hidden: true }, reason,
      el("button", { type: "button", textContent: t("feedback-send"), onclick: async () => { await tell(false, reason.value.trim()); box.hidden = true; down.setAttribute("aria-expanded", "false"); down.focus(); } }));
    down.addEventListener("click", () => {
      box.hidden = !box.hidden;
      down.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) reason.focus();
    });
    buttons.push(up, down);
    return [up, down, box];
  }

  /** Asks a question and shows what the server verifies, statement by statement. */
  async ask(question) {
    const text = String(question).trim();
    if (!text || !this.#config) return;
    this.#running?.abort();
    const control = (this.#running = new AbortController());
    const { log, status, field, send, stop } = this.#parts;
    const holder = el("div", {});
    log.append(el("p", { className: "asked", dir: "auto", textContent: text }), holder);
    holder.scrollIntoView({ block: "end" });
    field.value = "";
    status.textContent = this.#t("answering");
    stop.hidden = false;
    send.hidden = true;
    let answer = null;
    try {
      const body = JSON.stringify({ question: text, language: this.#config.language, history: this.#turns.slice(-HISTORY) });
      const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
      const response = await this.#call("v1/ask", { method: "POST", headers, body, signal: control.signal });
      if (!response.ok) throw new Failure((await response.json().catch(() => ({}))).key);
      let role = "answer";
      for await (const [name, data] of events(response)) {
        if (name === "error") throw new Failure(data.key);
        if (name === "premise") holder.append(this.#item(data, this.#t("premise")), ...(data.repair ? [this.#item(data.repair, this.#t("repair"))] : []));
        if (name === "statement") {
          if (data.role !== role) holder.append(el("h3", { textContent: this.#t(`role-${data.role}`) }));
          role = data.role;
          holder.append(this.#item(data));
        }
        if (name === "answer") answer = data;
      }
      if (!answer) throw new Failure(null);
      const closing = this.#closing(answer);
      if (closing) holder.append(closing);
      holder.append(this.#actions(answer, answer.id));
      this.#turns.push({ question: text, answer: (answer.message ?? answer.statements.map((item) => item.text).join(" ")).slice(0, 8000) });
      status.textContent = this.#t("finished");
    } catch (error) {
      const key = error.name === "AbortError" || (holder.childElementCount && !error.key) ? "interrupted" : error.key;
      status.textContent = this.#t(key) ?? this.#t("error-internal");
      if (!holder.childElementCount) field.value = text;
    } finally {
      if (this.#running === control) {
        stop.hidden = true;
        send.hidden = false;
        this.#running = null;
        field.focus({ preventScroll: true });
      }
    }
  }
}

if (!customElements.get("footing-widget")) customElements.define("footing-widget", FootingWidget);
