/* The live room. What the server pushes is morphed in, what people type and send is kept safe, and the clock counts. */

const OWN = new Set(["open", "aria-busy", "aria-disabled", "tabindex"]); // attributes that belong to the person and to this script
const KEYED = "[id], [data-draft], form";
const TYPED = "textarea, select, input:not([type=hidden])";
const MUTE = 6000; // a line that has said nothing by then may be held back by a proxy
const WATCH = 25000; // longer than two beats
const AWAY = 60000;
const TWICE = 500; // a second press within this time may be the other half of a double one

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const isDirty = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
const write = (node, text) => node && node.textContent !== text && (node.textContent = text);
const visible = (node) => node.checkVisibility?.() ?? node.getClientRects().length > 0;
const sentenceOf = (text) => Object.assign(document.createElement("p"), { textContent: text });
const uuid = () =>
  crypto.randomUUID?.() ?? // missing where the page came over plain http
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (at) =>
    (at ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (at / 4)))).toString(16));

/* Morphing: a node that stays the same thing stays the same node, wherever it moves inside its region. */

function morph(have, want) {
  const map = { key: new Map(), inside: new Map(), stock: new Map(), wanted: new Set() };
  const add = (where, at, one) => (where.get(at) ?? where.set(at, []).get(at)).push(one);
  for (const root of [have, want]) {
    for (const node of root.querySelectorAll(KEYED)) {
      const key = keyOf(node);
      if (!key) continue;
      map.key.set(node, key);
      if (root === have) add(map.stock, key, node);
      else map.wanted.add(key);
      for (let up = node.parentElement; up !== root; up = up.parentElement) add(map.inside, up, key);
    }
  }
  morphNode(have, want, map);
}

function morphNode(have, want, map) {
  if (have.nodeType !== Node.ELEMENT_NODE) {
    if (have.data !== want.data) have.data = want.data;
    return;
  }
  const keep = have.matches(TYPED) && keeper(have);
  for (const { name, value } of want.attributes) {
    if (have.getAttribute(name) !== value && !OWN.has(name)) have.setAttribute(name, value);
  }
  for (const { name } of [...have.attributes]) {
    if (!want.hasAttribute(name) && !OWN.has(name)) have.removeAttribute(name);
  }
  if (have.localName !== "textarea") morphChildren(have, want, map);
  else if (have.defaultValue !== want.defaultValue) have.defaultValue = want.defaultValue;
  if (keep) keep();
}

/* What a person changed is theirs, and a field they stand in is not rewritten under the caret. */
function keeper(field) {
  const { value, checked, selectionStart, selectionEnd } = field;
  const here = field === document.activeElement;
  if (!isDirty(field) && !(here && value)) return () => toDefault(field);
  return () => {
    if (field.checked !== checked) field.checked = checked;
    if (field.value === value) return;
    field.value = value;
    if (here && selectionStart != null) field.setSelectionRange(selectionStart, selectionEnd);
  };
}

function toDefault(field) {
  if (field.value !== field.defaultValue) field.value = field.defaultValue ?? "";
  if (field.checked !== field.defaultChecked) field.checked = field.defaultChecked;
}

function morphChildren(parent, want, map) {
  let at = parent.firstChild;
  for (const child of [...want.childNodes]) {
    while (at?.dataset?.own) at = at.nextSibling;
    let have = find(parent, at, child, map);
    if (!have) have = parent.insertBefore(document.importNode(child, false), at);
    else if (have !== at) place(parent, have, at);
    morphNode(have, child, map);
    at = have.nextSibling;
  }
  while (at) {
    const next = at.nextSibling;
    if (!at.dataset?.own) at.remove();
    at = next;
  }
}

/* By key wherever it is; else the first of its kind further on that holds the same keys, or none that is wanted. */
function find(parent, at, want, map) {
  if (want.nodeType !== Node.ELEMENT_NODE) return at?.nodeType === want.nodeType ? at : null;
  const fits = (node) => node.nodeName === want.nodeName && node.type === want.type;
  if (map.key.has(want)) {
    const same = map.stock.get(map.key.get(want)) ?? [];
    const index = same.findIndex((node) => fits(node) && !node.contains(parent));
    return index < 0 ? null : same.splice(index, 1)[0];
  }
  const inside = new Set(map.inside.get(want));
  let like = null;
  for (let node = at; node; node = node.nextSibling) {
    if (!fits(node) || map.key.has(node) || node.dataset.own) continue;
    const keys = map.inside.get(node) ?? [];
    if (keys.some((key) => inside.has(key))) return node;
    if (keys.some((key) => map.wanted.has(key))) continue;
    if (node.getAttribute("class") === want.getAttribute("class")) return node;
    like ??= node;
  }
  return like;
}

function keyOf(node) {
  const key = node.getAttribute("id") ?? node.dataset.draft; // form.id would be a form's field of that name
  if (key || node.localName !== "form" || node.querySelector("textarea")) return key;
  // A form of one button is what it does: a finger must never meet another command than the one it saw.
  const does = [...node.querySelectorAll("[type=hidden]:not([name=csrfmiddlewaretoken], [name=id])")];
  return does.map((field) => `${field.name}=${field.value}`).join("&");
}

function place(parent, node, before) {
  // moveBefore leaves focus, caret and playing video alone
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

/* Drafts: what was typed outlives a reload in this tab, until it is sent or its writer leaves. */

function stored(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing
  }
}

const dropDraft = (key) => stored((store) => store.removeItem(`covision/${key}`));

function keepDraft(field) {
  const key = field.dataset.draft;
  if (!isDirty(field)) return dropDraft(key);
  const draft = [field.defaultValue, field.value, field.checked];
  return stored((store) => store.setItem(`covision/${key}`, JSON.stringify(draft)));
}

function takeDraft(field) {
  const draft = stored((store) => JSON.parse(store.getItem(`covision/${field.dataset.draft}`)));
  if (!draft || isDirty(field) || draft[0] !== field.defaultValue) return; // the wording it began with has changed
  field.value = draft[1];
  if (draft[2] !== null) field.checked = draft[2];
  const fold = field.closest("details");
  if (fold) fold.open = true; // else it would seem lost
}

const dropDrafts = (room) =>
  stored((store) => {
    for (const key of Object.keys(store)) if (key.startsWith(`covision/${room}/`)) store.removeItem(key);
  });

/* Where the focus was: each element around it, and its place among its neighbours. */
function trailOf(node) {
  const trail = [];
  for (let at = node; at.parentElement; at = at.parentElement) {
    trail.push([at, [...at.parentElement.children].indexOf(at)]);
  }
  return trail;
}

/* The same element under the name of another tag. */
function renamed(have, want) {
  const other = document.importNode(want, false);
  have.before(other);
  for (const child of [...have.childNodes]) place(other, child, null);
  have.remove();
  return other;
}

class LiveRoom extends HTMLElement {
  #source = null;
  #failures = 0;
  #polling = false;
  #over = false;
  #state = "";
  #timers = {};
  #token = "";
  #page = "";
  #seen = ""; // the server's name for what this page shows, if it is known
  #standing = "";
  #ahead = 0; // how far the server's clock is ahead of this one, in milliseconds
  #clock = {};
  #pending = new Map(); // form -> the button that is waiting
  #unsent = 0;
  #composing = false;
  #waiting = []; // elements pushed during a composition
  #keys = new WeakMap(); // field -> the key of its draft
  #announced = new Map();
  #queue = [];
  #lastKey = 0;
  #pressed = { until: 0 };

  connectedCallback() {
    this.#token = this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.#page = location.pathname.replace(/\/do\/$/, "/") + location.search; // a form sent without script ends at do/
    this.#seen = this.dataset.digest ?? "";
    this.#standing = this.#stands();
    const now = Date.parse(this.dataset.now);
    const [load] = performance.getEntriesByType("navigation");
    if (now) this.#ahead = now - performance.timeOrigin - load.responseStart;
    this.#listen();
    this.#announce(true);
    this.#settle();
    setInterval(() => this.#tick(), 1000);
    this.#open();
  }

  #listen() {
    this.addEventListener("submit", (event) => {
      if (!event.target.getAttribute("action")?.endsWith(`/rooms/${this.dataset.room}/do/`)) return;
      event.preventDefault();
      this.#send(event.target, event.submitter);
    });
    // A key held down would hit what has come into the button's place; for a finger, see #rest.
    this.addEventListener("click", (event) => {
      const { target, detail, clientX: x, clientY: y } = event;
      if (target.closest("button[aria-disabled=true]")) event.preventDefault();
      else if (detail) this.#pressed = { target, x, y, until: performance.now() + TWICE };
    });
    this.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter" && event.target.closest("button")) event.preventDefault();
    });
    this.addEventListener("input", ({ target }) => {
      this.#lastKey = Date.now();
      for (const field of target.form?.elements ?? []) if (field.dataset.draft) keepDraft(field);
      if (target.dataset.limit) this.#count(target);
    });
    this.addEventListener("focusout", () => {
      this.#lastKey = 0;
      if (this.#timers.hold) this.#speak();
    });
    this.addEventListener("compositionstart", () => (this.#composing = true));
    this.addEventListener("compositionend", () => {
      this.#composing = false;
      setTimeout(() => this.#take(this.#waiting.splice(0))); // after the input event that follows
    });
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("online", () => document.hidden || this.#open());
    addEventListener("pageshow", (event) => event.persisted && this.#open());
  }

  #word(name) {
    return this.dataset[`word${name}`] ?? "";
  }

  #after(name, time, act) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(() => {
      delete this.#timers[name];
      act();
    }, time);
  }

  #stop(...names) {
    for (const name of names) {
      clearTimeout(this.#timers[name]);
      delete this.#timers[name];
    }
  }

  /* The line */

  #open() {
    if (this.#over) return;
    this.#close();
    const source = (this.#source = new EventSource(`${this.dataset.stream}&seen=${encodeURIComponent(this.#seen)}`));
    source.addEventListener("regions", ({ data, lastEventId }) => {
      this.#alive();
      this.#seen = lastEventId;
      this.#take(parsed(data).body.children);
    });
    source.addEventListener("beat", () => {
      this.#failures = 0; // only a line that lasts has earned it
      this.#alive();
    });
    source.addEventListener("gone", ({ data }) => this.#gone(data));
    // Its own way of coming back is left alone: it gives up after a 502, and all come back in the same moment.
    source.addEventListener("error", () => this.#fail());
    this.#after("mute", MUTE, () => this.#startPolling());
    this.#after("watch", WATCH, () => this.#fail());
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    this.#stop("mute", "watch", "again");
  }

  #alive() {
    this.#stop("mute", "poll");
    this.#polling = false;
    this.#after("watch", WATCH, () => this.#fail());
    this.#show("Connected");
  }

  #fail() {
    this.#close();
    this.#failures += 1;
    if (!this.#polling) this.#show("Reconnecting");
    if (this.#failures > 1) this.#startPolling();
    const pause = Math.min(4000, 250 * 2 ** this.#failures);
    this.#after("again", pause * (1 + Math.random() / 2), () => this.#open());
  }

  /* A browser opens six lines to one server and no more: a page nobody looks at gives its own away. */
  #look() {
    if (!document.hidden) {
      this.#stop("away");
      if (!this.#source && !this.#timers.again) this.#open();
      this.#tick();
    } else {
      this.#after("away", AWAY, () => {
        this.#close();
        this.#stop("poll");
        this.#polling = false;
        this.#show("Reconnecting");
      });
    }
  }

  #startPolling() {
    if (this.#polling || this.#over) return;
    this.#polling = true;
    this.#poll();
  }

  async #poll() {
    this.#stop("poll");
    try {
      const answer = await fetch(this.#page, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      const page = parsed(await answer.text());
      if (!this.#polling) return; // the line is back, and newer
      const regions = page.querySelectorAll("live-room [data-region]");
      const why = page.querySelector("#work .lead");
      if ([403, 404].includes(answer.status) && why) return void this.#gone(why.textContent.trim());
      if (!answer.ok || !regions.length) throw new Error("this is not the room");
      this.#take(regions);
      this.#seen = page.querySelector("live-room").dataset.digest ?? "";
      this.#show("Polling");
    } catch {
      if (this.#polling) this.#show("Reconnecting");
    }
    if (this.#polling) this.#after("poll", 3000, () => this.#poll());
  }

  #show(state) {
    this.#state = state;
    write(this.querySelector("#link-state"), this.#word(this.#unsent ? "Reconnecting" : state));
  }

  #gone(sentence) {
    this.#over = true;
    this.#polling = false;
    this.#close();
    this.#stop("poll");
    dropDrafts(this.dataset.room);
    const work = this.querySelector("#work");
    const refusal = this.querySelector("#refusal");
    const home = Object.assign(document.createElement("a"), { href: "/", className: "button" });
    home.textContent = this.#word("Home") || "Covision";
    for (const part of this.querySelectorAll("nav, aside, [data-region]")) part.remove();
    work.replaceChildren(refusal, home);
    refusal.replaceChildren(sentenceOf(sentence));
    if (document.activeElement === document.body) work.focus();
  }

  /* What is pushed */

  #take(elements) {
    if (this.#composing) return void this.#waiting.push(...elements);
    if (this.#over) return;
    const focused = document.activeElement;
    const trail = this.contains(focused) ? trailOf(focused) : [];
    for (const element of [...elements]) this.#takeOne(element);
    if (this.#stands() !== this.#standing) return location.replace(this.#page); // let in: all around changes, too
    for (const button of this.#pending.values()) button?.setAttribute("aria-busy", "true");
    this.#announce();
    this.#settle();
    this.#rest();
    if (trail.length) this.#refocus(focused, trail);
  }

  /* The other half of a double press must not hit another command: what came under the finger rests until it is over. */
  #rest() {
    const { target, x, y, until } = this.#pressed;
    const time = until - performance.now();
    const button = time > 0 && document.elementFromPoint(x, y)?.closest("button");
    if (!button || button.contains(target)) return;
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => button.removeAttribute("aria-disabled"), time);
  }

  #isHomeless(field, want) {
    if (!field.id || !field.value.trim() || !isDirty(field) || this.#pending.has(field.form)) return false;
    return !want.querySelector(`#${CSS.escape(field.id)}`);
  }

  /* The step ended under the pen: the words stay in sight until their writer needs them no more. */
  #rescue(field) {
    const box = document.createElement("section");
    const text = Object.assign(document.createElement("textarea"), { value: field.value, rows: 3, readOnly: true, dir: "auto" });
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: this.#word("Drop") });
    const why = sentenceOf(this.#word("Rescued"));
    box.className = "refusal stack";
    text.setAttribute("aria-label", why.textContent);
    drop.addEventListener("click", () => {
      dropDraft(field.dataset.draft);
      box.remove();
      this.querySelector("#work").focus({ preventScroll: true });
    });
    box.append(why, text, drop);
    this.querySelector("#refusal").after(box);
    if (field === document.activeElement) text.focus({ preventScroll: true });
  }

  #stands() {
    return this.querySelector("#r-top")?.dataset.standing;
  }

  #takeOne(element) {
    const have = document.getElementById(element.id);
    if (have) for (const field of have.querySelectorAll("textarea")) if (this.#isHomeless(field, element)) this.#rescue(field);
    const list = document.getElementById(element.dataset.list) ?? have?.parentElement;
    if (element.dataset.gone !== undefined) {
      have?.remove();
      if (list && !list.children.length) list.replaceChildren(); // `:empty` minds white space
    } else if (have) {
      morph(have.nodeName === element.nodeName ? have : renamed(have, element), element);
    } else if (list) {
      const card = document.importNode(element, true);
      list.append(card);
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      card.classList.add("is-new");
      setTimeout(() => card.classList.remove("is-new"), 2000);
    }
  }

  /* What this script adds to a region, after every change of it. */
  #settle() {
    for (const field of this.querySelectorAll("[data-draft]")) {
      const [before, key] = [this.#keys.get(field), field.dataset.draft];
      if (before === key) continue;
      this.#keys.set(field, key);
      if (before && isDirty(field)) {
        dropDraft(before); // the step changed under the pen: the text goes on with its writer
        keepDraft(field);
      } else takeDraft(field);
    }
    for (const field of this.querySelectorAll("[data-limit]")) this.#count(field);
    this.#tick();
  }

  /* The focus moves only if what had it has vanished; then to what took its place, or to the nearest heading. */
  #refocus(focused, trail) {
    if (document.activeElement.closest(".refusal")) return; // the words that lost their field
    const quiet = { preventScroll: true };
    const shut = focused.isConnected && focused.matches(TYPED) && focused.closest("details:not([open])");
    if (shut) shut.open = true; // the form moved under the pen
    if (focused.isConnected && visible(focused)) {
      if (document.activeElement !== focused) focused.focus(quiet);
      return;
    }
    let before = 0;
    for (const [around, index] of trail) {
      const heir = around.matches(".acts, .tools") && around.children[before]?.querySelector("button");
      const heading = [...around.querySelectorAll("h1, h2, h3")].find(visible);
      const target = heir || (around.id === "work" ? around : heading);
      if (around.isConnected && target) {
        if (target === heading) heading.tabIndex = -1;
        return target.focus(quiet);
      }
      before = index;
    }
  }

  /* Commands */

  async #send(form, button) {
    if (this.#pending.has(form)) return;
    const body = new URLSearchParams(new FormData(form, button));
    body.delete("csrfmiddlewaretoken");
    body.set("id", uuid()); // stays the same however often it is sent: the server acts once
    const typed = [...form.querySelectorAll(TYPED)].map((field) => [field, field.value, field.checked]);
    this.#pending.set(form, button);
    button?.setAttribute("aria-busy", "true");
    const refused = await this.#post(body);
    if (this.#over) return;
    this.#pending.delete(form);
    button?.removeAttribute("aria-busy");
    if (refused) this.#refuse(refused, form, typed);
    else this.#sent(form, button, typed, body.get("command"));
  }

  /* Sends until there is an answer: "" for done, or the sentence why not. */
  async #post(body) {
    let answer = await this.#try(body);
    if (answer !== null) return answer;
    this.#unsent += 1;
    this.#show(this.#state);
    this.#say(this.#word("Reconnecting"), 0);
    while (answer === null && !this.#over) {
      await new Promise((done) => setTimeout(done, 2000));
      answer = await this.#try(body);
    }
    this.#unsent -= 1;
    this.#show(this.#state);
    return answer;
  }

  async #try(body) {
    try {
      const headers = { "X-CSRFToken": this.#token };
      const signal = AbortSignal.timeout(10000);
      const answer = await fetch(this.dataset.do, { method: "POST", body, headers, signal });
      const { status } = answer;
      if (status === 204) return "";
      const plain = answer.headers.get("content-type")?.startsWith("text/plain");
      if (plain && ((status >= 400 && status < 500) || status === 503)) return await answer.text();
      return status >= 400 && status <= 500 ? this.#word("Refused") || `${status}` : null; // above: a proxy without us
    } catch {
      return null;
    }
  }

  #sent(form, button, typed, command) {
    this.querySelector("#refusal").replaceChildren();
    for (const [was, value, checked] of typed) {
      const key = was.dataset.draft;
      const field = was.isConnected ? was : this.querySelector(`[data-draft="${CSS.escape(key ?? "")}"]`);
      // What was typed on meanwhile has not been sent and stays.
      if (field?.value === value && field.checked === checked) toDefault(field);
      if (key && (!field || !isDirty(field))) dropDraft(key);
      if (field?.dataset.limit) this.#count(field);
    }
    if (command === "leave") dropDrafts(this.dataset.room);
    const focused = document.activeElement;
    const inside = form.contains(focused) || focused === document.body;
    const box = form.closest("details.pop, details.edit, details.dots-menu");
    const next = box ? box.querySelector("summary") : form.querySelector("textarea");
    if (box) box.open = false;
    if (inside && next && visible(next)) next.focus({ preventScroll: true });
    this.#say(this.#word("Sent"), 0);
    if (this.#polling) this.#poll();
  }

  #refuse(sentence, form, typed) {
    const box = this.querySelector("#refusal");
    for (const part of [...box.children]) if (!part.contains(form)) part.remove();
    box.prepend(sentenceOf(sentence));
    // The step may have taken the field away, and the text must not go with it.
    const lost = typed.filter(([field, value]) => !field.isConnected && field.matches("textarea") && value);
    box.append(...lost.map(([, value]) => sentenceOf(value)));
    if (!visible(box)) location.hash = "work"; // on a phone one part of the room is shown at a time
    box.scrollIntoView({ block: "nearest" });
  }

  /* Words for those who listen */

  #announce(quiet = false) {
    const now = new Map();
    const aloud = [];
    for (const element of this.querySelectorAll("[data-announce], [data-announce-now]")) {
      for (const way of ["announce", "announceNow"]) {
        const text = element.dataset[way];
        const key = `${way} ${element.closest("[data-region]")?.id} ${element.id}`;
        if (!text) continue;
        now.set(key, text);
        if (quiet || this.#announced.get(key) === text) continue;
        if (way === "announceNow") aloud.push(text);
        else this.#say(text, 5000);
      }
    }
    this.#announced = now;
    if (aloud.length) this.#voice("#say-now", aloud);
  }

  /* Collects what is to be said politely. */
  #say(text, time) {
    if (!text || this.#queue.includes(text)) return;
    this.#queue.push(text);
    if (this.#timers.hold) return;
    if (!time || !this.#timers.say) this.#after("say", time, () => this.#speak());
  }

  #speak() {
    this.#stop("hold", "say");
    const rest = this.#lastKey + 2000 - Date.now();
    if (rest > 0) this.#after("hold", rest, () => this.#speak());
    else this.#voice("#say-polite", this.#queue.splice(0));
  }

  #voice(where, texts) {
    const place = this.querySelector(where);
    const words = texts.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
    place.textContent = ""; // else the same words again would not be heard
    setTimeout(() => (place.textContent = words), 100);
  }

  /* As the server counts: without white space around, composed, by code points. */
  #count(field) {
    const limit = Number(field.dataset.limit);
    const left = limit - Array.from(field.value.trim().normalize("NFC")).length;
    const hint = document.getElementById(field.getAttribute("aria-describedby")) ?? field.parentElement;
    let note = hint.querySelector(":scope > [data-own]");
    if (!note && left > limit / 5) return;
    if (!note) {
      note = Object.assign(document.createElement("span"), { className: "left" });
      note.dataset.own = "left";
      hint.append(note);
    }
    const words = (left < 0 && this.#word("TooMany")) || this.#word("Left");
    write(note, left > limit / 5 ? "" : ` ${words.replace("{n}", words === this.#word("Left") ? left : -left)}`);
  }

  /* The clock */

  #tick() {
    const now = Date.now() + this.#ahead;
    for (const undo of this.querySelectorAll(".undo[data-until]")) {
      const focused = undo.contains(document.activeElement) && document.activeElement;
      undo.hidden = Date.parse(undo.dataset.until) <= now;
      if (undo.hidden && focused) this.#refocus(focused, trailOf(focused));
    }
    const clock = this.querySelector("#r-clock[data-length]");
    if (clock) this.#showClock(clock, now);
  }

  #showClock(clock, now) {
    const { length, ends, later } = clock.dataset;
    const left = ends ? Math.ceil((Date.parse(ends) - now) / 1000) : Number(clock.dataset.left);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const figures = [minutes, seconds].map((number) => String(number).padStart(2, "0")).join(":");
    write(clock.querySelector("[data-figures]"), left < 0 ? `+${figures}` : figures);
    const gone = Math.min(100, Math.max(0, 100 - (left * 100) / Number(length)));
    clock.querySelector("[data-ring]")?.setAttribute("stroke-dashoffset", gone.toFixed(1));
    const end = clock.querySelector("[data-meeting-end]");
    if (end) {
      const time = new Intl.DateTimeFormat(this.dataset.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      write(end, time.format(now + (Math.max(left, 0) + Number(later)) * 1000));
    }
    const crossed = (at) => this.#clock.left > at && left <= at && this.#clock.ends === ends;
    if (crossed(0)) this.#say(this.#word("Over"), 0);
    else if (crossed(60)) this.#say(this.#word("One"), 0);
    else if (crossed(300)) this.#say(this.#word("Five"), 0);
    this.#clock = { ends, left };
  }
}

customElements.define("live-room", LiveRoom);
