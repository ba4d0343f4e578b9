// The server: messages to it, and lines from it. Nothing that it says is believed; a line is a text to try to open.

/** As long as an envelope may be as text, with room. */
const LONGEST_TEXT = 3500;
const LONGEST_LINE = 8192;
const LONGEST_ANSWER = 1024 * 1024;
/** A server that sends more lines in a minute is cut off until the next. */
const MOST_LINES = 240;
/** ntfy says something every 45 seconds. */
const SILENCE_MS = 130_000;
const WAIT_MS = 20_000;

const OPTIONS = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" };

/** Sends a text to a topic: "accepted", "refused" or "unreachable". */
export async function publish(server, topic, text) {
  try {
    // As plain text, so that the browser does not ask for leave before.
    const answer = await fetch(`${base(server)}/`, { ...OPTIONS, method: "POST", body: JSON.stringify({ topic, message: text }), signal: AbortSignal.timeout(WAIT_MS) });
    await answer.body?.cancel();
    return answer.ok ? "accepted" : "refused";
  } catch {
    return "unreachable";
  }
}

/** What the server has kept since a line: `{ lines }`, or `{ fault }` as in `publish`. */
export async function poll(server, topic, since) {
  try {
    const answer = await fetch(`${base(server)}/${topic}/json?poll=1&since=${since}`, { ...OPTIONS, signal: AbortSignal.timeout(WAIT_MS) });
    if (!answer.ok) return { fault: "refused" };
    const { text, whole } = await bounded(answer.body);
    const lines = text.split("\n").map((line) => lineOf(line, topic)).filter(Boolean);
    return { lines: lines.slice(0, MOST_LINES), whole: whole && lines.length <= MOST_LINES };
  } catch {
    return { fault: "unreachable" };
  }
}

async function bounded(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return { text, whole: true };
    text += value;
    if (text.length > LONGEST_ANSWER) {
      await reader.cancel();
      return { text: text.slice(0, text.lastIndexOf("\n")), whole: false };
    }
  }
}

/** A message of the topic, `{ id, text }`, or null. The text is null if it cannot be one of ours. */
export function lineOf(data, topic) {
  if (data.length > LONGEST_LINE) return null;
  let said = null;
  try {
    said = JSON.parse(data);
  } catch {
    return null;
  }
  if (said?.event !== "message" || said.topic !== topic || typeof said.id !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(said.id)) return null;
  const ours = typeof said.message === "string" && said.message.length <= LONGEST_TEXT && /^[A-Za-z0-9_-]+$/.test(said.message);
  return { id: said.id, text: ours ? said.message : null };
}

/** A topic as it goes on, until closed. `said` is told each line, `opened` when the server answers, `ended` once. */
export class Stream {
  constructor(server, topic, since, { said, opened, ended }) {
    this.ended = ended;
    this.source = new EventSource(`${base(server)}/${topic}/sse?since=${since}`);
    this.minute = Date.now();
    this.count = 0;
    this.lives();
    const lives = () => this.lives();
    this.source.addEventListener("open", () => { this.lives(); opened(); });
    this.source.addEventListener("keepalive", lives);
    this.source.addEventListener("error", () => this.end());
    this.source.addEventListener("message", (event) => {
      this.lives();
      if (Math.abs(Date.now() - this.minute) > 60_000) {
        this.minute = Date.now();
        this.count = 0;
      }
      this.count += 1;
      if (this.count > MOST_LINES) return this.end();
      const line = lineOf(event.data, topic);
      return line ? said(line) : undefined;
    });
  }

  lives() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), SILENCE_MS);
  }

  end() {
    if (this.close()) this.ended();
  }

  /** Returns whether it was open. */
  close() {
    clearTimeout(this.timer);
    const open = this.source !== null;
    this.source?.close();
    this.source = null;
    return open;
  }
}

const base = (server) => server.replace(/\/+$/, "");
