// Shows an answer statement by statement, as the server verifies it. Without this file the form works as a whole page.
const form = document.querySelector("[data-ask]");
const answer = document.querySelector("[data-answer]");
const progress = document.querySelector("[data-progress]");
let running = null;

/** Calls back with [name, data] for each server-sent event of a response (WHATWG HTML 9.2.6). */
async function readEvents(response, onEvent) {
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
      const data = lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("\n");
      if (name) onEvent(name, JSON.parse(data));
    }
  }
}

/** Adds markup that the server escaped; the policy of the page bars scripts in it besides. */
function add(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  answer.append(template.content);
}

function wireShare() {
  const button = answer.querySelector("[data-share]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = new URL(location.href);
    // In the fragment, so that no server on the way sees the question.
    link.hash = "q=" + encodeURIComponent(button.form.elements.question.value);
    await navigator.clipboard.writeText(link.href);
    const status = answer.querySelector("[data-status]");
    status.textContent = status.dataset.copied;
  });
}

/** Sends the reader's word without leaving the page; the answer stays where it is. */
function wireFeedback() {
  const words = answer.querySelector("[data-feedback]");
  words?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const response = await fetch(words.action, { method: "POST", body: new URLSearchParams(new FormData(words, event.submitter)) }).catch(() => null);
    const status = words.querySelector("[data-status]");
    status.textContent = response?.ok ? status.dataset.thanks : status.dataset.failed;
    if (response?.ok) words.querySelectorAll("button, textarea").forEach((control) => { control.disabled = true; });
  });
}

async function ask() {
  running?.abort();
  const control = new AbortController();
  running = control;
  answer.replaceChildren();
  document.querySelector("[data-check]")?.remove();
  progress.textContent = progress.dataset.answering;
  let complete = false;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/event-stream" },
      body: new URLSearchParams(new FormData(form)),
      signal: control.signal,
    });
    if (!response.ok) {
      const problem = await response.json();
      progress.textContent = response.status < 500 ? problem.detail : progress.dataset.failed;
      return;
    }
    await readEvents(response, (name, data) => {
      if (name === "part" || name === "answer") add(data.html);
      if (name === "answer") complete = true;
    });
    progress.textContent = complete
      ? progress.dataset.finished
      : answer.childElementCount ? progress.dataset.interrupted : progress.dataset.failed;
    wireShare();
    wireFeedback();
  } catch (error) {
    if (error.name === "AbortError") return;
    progress.textContent = answer.childElementCount ? progress.dataset.interrupted : progress.dataset.failed;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});

form.elements.question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

const shared = new URLSearchParams(location.hash.slice(1)).get("q");
if (shared) {
  form.elements.question.value = shared;
  form.requestSubmit();
} else {
  wireShare();
  wireFeedback();
}
