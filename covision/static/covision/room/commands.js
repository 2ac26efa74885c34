/* Commands: a form is sent until there is an answer, once; a refusal says why, and nothing typed is lost. */

import { countLeft, dropDraft, dropDrafts } from "./drafts.js";
import { isDirty, toDefault, TYPED } from "./morph.js";

const TWICE = 500; // a second press within this time may be the other half of a double one

export const isVisible = (node) => node.checkVisibility?.() ?? node.getClientRects().length > 0;
export const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
const uuid = () =>
  crypto.randomUUID?.() ?? // missing where the page came over plain http
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

export class Commands {
  #room;
  #token;
  #pending = new Map(); // form -> the button that is waiting
  #pressed = { until: 0 };

  constructor(room) {
    this.#room = room;
    this.#token = room.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    room.addEventListener("submit", (event) => {
      if (!event.target.getAttribute("action")?.endsWith(`/rooms/${room.dataset.room}/do/`)) return;
      event.preventDefault();
      this.#send(event.target, event.submitter);
    });
    // A key held down would hit what has come into the button's place; for a finger, see restPressed.
    room.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter" && event.target.closest("button")) event.preventDefault();
    });
    room.addEventListener("click", (event) => {
      const { target, detail, clientX: x, clientY: y } = event;
      if (target.closest("button[aria-disabled=true]")) event.preventDefault();
      else if (detail) this.#pressed = { target, x, y, until: performance.now() + TWICE };
    });
  }

  isSending(form) {
    return this.#pending.has(form);
  }

  markBusy() {
    for (const button of this.#pending.values()) button?.setAttribute("aria-busy", "true");
  }

  /* The other half of a double press must not hit another command: what came under the finger rests until it is over. */
  restPressed() {
    const { target, x, y, until } = this.#pressed;
    const time = until - performance.now();
    const button = time > 0 && document.elementFromPoint(x, y)?.closest("button");
    if (!button || button.contains(target)) return;
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => button.removeAttribute("aria-disabled"), time);
  }

  async #send(form, button) {
    if (this.#pending.has(form)) return;
    const body = new URLSearchParams(new FormData(form, button));
    body.delete("csrfmiddlewaretoken");
    body.set("id", uuid()); // stays the same however often it is sent: the server acts once
    const typed = [...form.querySelectorAll(TYPED)].map((field) => [field, field.value, field.checked]);
    this.#pending.set(form, button);
    button?.setAttribute("aria-busy", "true");
    const refusal = await this.#post(body);
    if (this.#room.isClosed) return;
    this.#pending.delete(form);
    button?.removeAttribute("aria-busy");
    if (refusal) this.#refuse(refusal, form, typed);
    else this.#finish(form, typed, body.get("command"));
  }

  /* Sends until there is an answer: "" for done, or the sentence why not. */
  async #post(body) {
    const room = this.#room;
    let answer = await this.#try(body);
    if (answer !== null) return answer;
    room.stream.addUnsent(1);
    room.announcements.say(room.word("Reconnecting"));
    while (answer === null && !room.isClosed) {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      answer = await this.#try(body);
    }
    room.stream.addUnsent(-1);
    return answer;
  }

  async #try(body) {
    try {
      const headers = { "X-CSRFToken": this.#token };
      const signal = AbortSignal.timeout(10000);
      const answer = await fetch(this.#room.dataset.do, { method: "POST", body, headers, signal });
      const { status } = answer;
      if (status === 204) return "";
      const isPlain = answer.headers.get("content-type")?.startsWith("text/plain");
      if (isPlain && ((status >= 400 && status < 500) || status === 503)) return await answer.text();
      return status >= 400 && status <= 500 ? this.#room.word("Refused") || `${status}` : null; // above: a proxy without us
    } catch {
      return null;
    }
  }

  #finish(form, typed, command) {
    this.#room.querySelector("#refusal").replaceChildren();
    for (const sent of typed) this.#clear(...sent);
    if (command === "leave") dropDrafts(this.#room.dataset.room);
    const focused = document.activeElement;
    const isInside = form.contains(focused) || focused === document.body;
    const box = form.closest("details.pop, details.edit, details.dots-menu");
    const next = box ? box.querySelector("summary") : form.querySelector("textarea");
    if (box) box.open = false;
    if (isInside && next && isVisible(next)) next.focus({ preventScroll: true });
    this.#room.announcements.say(this.#room.word("Sent"));
    this.#room.stream.pollNow();
  }

  #clear(sent, value, checked) {
    const key = sent.dataset.draft;
    const field = sent.isConnected ? sent : this.#room.querySelector(`[data-draft="${CSS.escape(key ?? "")}"]`);
    // What was typed on meanwhile has not been sent and stays.
    if (field?.value === value && field.checked === checked) toDefault(field);
    if (key && (!field || !isDirty(field))) dropDraft(key);
    if (field?.dataset.limit) countLeft(field, this.#room);
  }

  #refuse(sentence, form, typed) {
    const box = this.#room.querySelector("#refusal");
    for (const part of [...box.children]) if (!part.contains(form)) part.remove();
    box.prepend(paragraph(sentence));
    // The step may have taken the field away, and the text must not go with it.
    const lost = typed.filter(([field, value]) => !field.isConnected && field.matches("textarea") && value);
    box.append(...lost.map(([, value]) => paragraph(value)));
    if (!isVisible(box)) location.hash = "work"; // on a phone one part of the room is shown at a time
    box.scrollIntoView({ block: "nearest" });
  }
}
