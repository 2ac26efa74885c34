/* The live room. What the server pushes is morphed in, what people type and send is kept safe, and the clock counts. */

const OWN = new Set(["open", "aria-busy", "tabindex"]); // attributes that belong to the person and to this script
const KEYED = "[id], [data-draft], form";
const TYPED = "textarea, select, input:not([type=hidden])";
const HEADING = "h1, h2, h3";
const TOKENS = ["csrfmiddlewaretoken", "id"];

const wait = (time) => new Promise((done) => setTimeout(done, time));
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const isDirty = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
const write = (node, text) => node && node.textContent !== text && (node.textContent = text);
const twoDigits = (number) => String(number).padStart(2, "0");
const uuid = () =>
  crypto.randomUUID?.() ?? // missing where the page came over plain http
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (at) =>
    (at ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (at / 4)))).toString(16));

/* Morphing: a node that stays the same thing stays the same node, wherever it moves inside its region. */

function morph(have, want) {
  const stock = new Map();
  for (const node of have.querySelectorAll(KEYED)) {
    const key = keyOf(node);
    if (key) stock.set(key, [...(stock.get(key) ?? []), node]);
  }
  morphNode(have, want, stock, new Set(keysIn(want)));
}

function morphNode(have, want, stock, wanted) {
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
  if (have.localName !== "textarea") morphChildren(have, want, stock, wanted);
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

function morphChildren(parent, want, stock, wanted) {
  let at = parent.firstChild;
  for (const child of [...want.childNodes]) {
    while (at?.dataset?.own) at = at.nextSibling;
    let have = find(parent, at, child, stock, wanted);
    if (!have) have = parent.insertBefore(document.importNode(child, false), at);
    else if (have !== at) place(parent, have, at);
    morphNode(have, child, stock, wanted);
    at = have.nextSibling;
  }
  while (at) {
    const next = at.nextSibling;
    if (!at.dataset?.own) at.remove();
    at = next;
  }
}

function find(parent, at, want, stock, wanted) {
  if (want.nodeType !== Node.ELEMENT_NODE) return at?.nodeType === want.nodeType ? at : null;
  const fits = (node) => node.nodeName === want.nodeName && node.type === want.type;
  const key = keyOf(want);
  if (key) {
    const same = stock.get(key) ?? [];
    const index = same.findIndex((node) => fits(node) && !node.contains(parent));
    return index < 0 ? null : same.splice(index, 1)[0];
  }
  const inside = new Set(keysIn(want));
  let like = null;
  for (let node = at; node; node = node.nextSibling) {
    if (node.nodeType !== Node.ELEMENT_NODE || !fits(node) || keyOf(node) || node.dataset.own) continue;
    const keys = keysIn(node);
    if (keys.some((one) => inside.has(one))) return node;
    if (keys.some((one) => wanted.has(one))) continue;
    if (node.getAttribute("class") === want.getAttribute("class")) return node;
    like ??= node;
  }
  return like;
}

const keysIn = (node) => [...node.querySelectorAll(KEYED)].map(keyOf).filter(Boolean);

function keyOf(node) {
  const key = node.getAttribute("id") ?? node.dataset.draft; // form.id would be a form's field of that name
  if (key || node.localName !== "form" || node.querySelector("textarea")) return key;
  // A form of one button is what it does: a finger must never meet another command than the one it saw.
  const does = [...node.elements].filter((field) => field.type === "hidden" && !TOKENS.includes(field.name));
  return does.map((field) => `${field.name}=${field.value}`).join("&");
}

function place(parent, node, before) {
  // moveBefore leaves focus, caret and playing video alone
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

/* Drafts: what was typed outlives a reload in this tab, until it is sent or its writer leaves. */

function keepDraft(field, key = field.dataset.draft) {
  if (!key) return;
  try {
    if (isDirty(field)) {
      const draft = [field.defaultValue, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value];
      sessionStorage.setItem(`covision/${key}`, JSON.stringify(draft));
    } else sessionStorage.removeItem(`covision/${key}`);
  } catch {
    // A browser that keeps nothing loses nothing but this comfort.
  }
}

function takeDraft(field) {
  let draft = null;
  try {
    draft = JSON.parse(sessionStorage.getItem(`covision/${field.dataset.draft}`));
  } catch {
    return;
  }
  if (!draft || isDirty(field) || draft[0] !== field.defaultValue) return; // made from another wording
  if (typeof draft[1] === "boolean") field.checked = draft[1];
  else field.value = draft[1];
}

function forgetDrafts(room) {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(`covision/${room}/`)) sessionStorage.removeItem(key);
    }
  } catch {
    // as above
  }
}

class LiveRoom extends HTMLElement {
  #source = null;
  #failures = 0;
  #polling = false;
  #over = false;
  #timers = {};
  #line = "";
  #unsent = 0;
  #pending = new Map();
  #held = [];
  #composing = false;
  #known = new WeakMap(); // field -> the draft key it had
  #spoken = new Map(); // region -> what it announced last
  #queue = [];
  #lastKey = 0;
  #clock = {};

  connectedCallback() {
    this.room = this.dataset.room;
    this.page = location.pathname.replace(/do\/$/, "") + location.search;
    this.token = this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.refusal = this.querySelector("#refusal");
    this.standing = this.#standing();
    const now = Date.parse(this.dataset.now);
    const [load] = performance.getEntriesByType("navigation");
    this.ahead = now ? now - performance.timeOrigin - load.responseStart : 0;
    this.#listen();
    this.#announce(this, true);
    this.#settle();
    setInterval(() => this.#tick(), 1000);
    this.#open();
  }

  #listen() {
    this.addEventListener("submit", (event) => {
      if (!event.target.getAttribute("action")?.endsWith(`/rooms/${this.room}/do/`)) return;
      event.preventDefault();
      this.#send(event.target, event.submitter);
    });
    // The second half of a double click, or a key held down, would hit whatever has come into the button's place.
    this.addEventListener("click", (event) => {
      if (event.detail > 1 && event.target.closest("form[method=post] button")) event.preventDefault();
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
      if (this.#timers.hush) this.#speak();
    });
    this.addEventListener("compositionstart", () => (this.#composing = true));
    this.addEventListener("compositionend", () => {
      this.#composing = false;
      setTimeout(() => this.#take(this.#held.splice(0)));
    });
    document.addEventListener("visibilitychange", () => this.#seen());
    window.addEventListener("pageshow", (event) => event.persisted && this.#open());
    window.addEventListener("online", () => this.#open());
  }

  /* The line */

  #open() {
    if (this.#over) return;
    this.#close();
    this.#source = new EventSource(this.dataset.stream);
    this.#source.addEventListener("regions", ({ data }) => {
      this.#alive();
      this.#take(parsed(data).body.children);
    });
    this.#source.addEventListener("beat", () => {
      this.#failures = 0;
      this.#alive();
    });
    this.#source.addEventListener("gone", ({ data }) => this.#gone(data));
    this.#source.addEventListener("error", () => this.#fail());
    this.#after("mute", 6000, () => this.#startPolling()); // a proxy may swallow the stream and say nothing
    this.#after("watch", 25000, () => this.#fail());
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    for (const name of ["mute", "watch", "again"]) clearTimeout(this.#timers[name]);
  }

  #alive() {
    clearTimeout(this.#timers.mute);
    this.#polling = false;
    this.#after("watch", 25000, () => this.#fail());
    this.#show("Connected");
  }

  #fail() {
    this.#close();
    this.#failures += 1;
    if (this.#failures > 1) this.#startPolling();
    if (!this.#polling) this.#show("Reconnecting");
    this.#after("again", Math.min(4000, 250 * 2 ** this.#failures) + 500 * Math.random(), () => this.#open());
  }

  #seen() {
    if (document.hidden) {
      this.#after("away", 60000, () => {
        this.#close();
        this.#polling = false;
      });
    } else {
      clearTimeout(this.#timers.away);
      if (!this.#source) this.#open();
      this.#tick();
    }
  }

  #startPolling() {
    if (this.#polling || this.#over) return;
    this.#polling = true;
    this.#poll();
  }

  async #poll() {
    clearTimeout(this.#timers.poll);
    if (!this.#polling) return;
    try {
      const answer = await fetch(this.page, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      const page = parsed(await answer.text());
      if (!this.#polling) return; // the stream is back and newer
      const regions = page.querySelectorAll("live-room [data-region]");
      if ([403, 404].includes(answer.status) && page.querySelector("#work .lead")) {
        return this.#gone(page.querySelector("#work .lead").textContent.trim());
      }
      if (!answer.ok || !regions.length) throw new Error("not the room");
      this.#take(regions);
      this.#show("Polling");
    } catch {
      if (this.#polling) this.#show("Reconnecting");
    }
    this.#after("poll", 3000, () => this.#poll());
  }

  #gone(sentence) {
    this.#over = true;
    this.#polling = false;
    this.#close();
    forgetDrafts(this.room);
    this.#show("");
    const way = document.createElement("p");
    const link = document.createElement("a");
    link.href = "/";
    link.className = "button";
    link.textContent = this.#word("Home") || "Covision";
    way.append(link);
    const work = this.querySelector("#work");
    for (const part of this.querySelectorAll("nav, aside, [data-region]")) part.remove();
    work.replaceChildren(this.refusal);
    this.#refuse(sentence);
    work.append(way);
    if (document.activeElement === document.body) work.focus();
  }

  #show(state) {
    if (state) this.#line = state;
    write(this.querySelector("#link-state"), this.#word(this.#unsent ? "Reconnecting" : this.#line));
  }

  /* Taking in what is pushed */

  #take(elements) {
    if (this.#over) return;
    if (this.#composing) return void this.#held.push(...elements);
    const focused = document.activeElement;
    const trail = this.contains(focused) ? trailOf(focused, this) : [];
    const fresh = [...elements];
    for (const element of fresh) this.#takeOne(element);
    if (this.#standing() !== this.standing) return location.replace(this.page); // let in: the page around changes too
    for (const [button] of this.#pending.values()) button?.setAttribute("aria-busy", "true");
    this.#announce(this);
    this.#settle();
    if (trail.length && document.activeElement !== focused) this.#refocus(focused, trail);
  }

  #takeOne(element) {
    let have = document.getElementById(element.id);
    const list = have?.parentElement ?? document.getElementById(element.dataset.list);
    if (element.dataset.gone !== undefined) {
      have?.remove();
      if (list && !list.children.length) list.replaceChildren(); // `:empty` minds white space
    } else if (have) {
      if (have.nodeName !== element.nodeName) have = renamed(have, element);
      morph(have, element);
    } else if (list) {
      have = document.importNode(element, true);
      list.append(have);
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
        have.classList.add("is-new");
        setTimeout(() => have.classList.remove("is-new"), 2000);
      }
    }
  }

  #settle() {
    for (const field of this.querySelectorAll("[data-draft]")) {
      const before = this.#known.get(field);
      if (before === field.dataset.draft) continue;
      this.#known.set(field, field.dataset.draft);
      if (before && isDirty(field)) keepDraft(field); // the text goes on with its writer into the next step
      else takeDraft(field);
    }
    for (const field of this.querySelectorAll("[data-limit]")) this.#count(field);
    this.#tick();
  }
}
