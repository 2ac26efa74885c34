/* The live room. What the server pushes is morphed in, what people type and send is kept safe, and the clock counts. */

import { Announcements } from "./announcements.js";
import { Clock } from "./clock.js";
import { Commands, isVisible, paragraph } from "./commands.js";
import { countLeft, dropDrafts, keepDraft, rescueDraft, settleDraft } from "./drafts.js";
import { isDirty, morph, TYPED } from "./morph.js";
import { Stream } from "./stream.js";

class LiveRoom extends HTMLElement {
  page = location.pathname.replace(/\/do\/$/, "/") + location.search; // a form sent without script ends at do/
  isClosed = false;
  #standing = "";
  #isComposing = false;
  #waiting = []; // elements pushed during a composition

  connectedCallback() {
    this.#standing = this.#findStanding();
    this.announcements = new Announcements(this);
    this.clock = new Clock(this, (name) => this.announcements.say(this.word(name)));
    this.commands = new Commands(this);
    this.stream = new Stream(this);
    this.#listen();
    this.announcements.update({ quiet: true });
    this.#settle();
    setInterval(() => this.#tick(), 1000);
    this.stream.open();
  }

  word(name) {
    return this.dataset[`word${name}`] ?? "";
  }

  /* Shows what the server pushed, and leaves the person where they were. */
  take(elements) {
    if (this.#isComposing) return void this.#waiting.push(...elements);
    if (this.isClosed) return;
    const focused = document.activeElement;
    const trail = this.contains(focused) ? trailOf(focused) : [];
    for (const element of [...elements]) this.#takeElement(element);
    if (this.#findStanding() !== this.#standing) return location.replace(this.page); // let in: all around changes, too
    this.commands.markBusy();
    this.announcements.update();
    this.#settle();
    this.commands.restPressed();
    if (trail.length) refocus(focused, trail);
  }

  /* For ever, with the sentence why. */
  close(sentence) {
    this.isClosed = true;
    this.stream.end();
    dropDrafts(this.dataset.room);
    const [work, refusal] = ["#work", "#refusal"].map((selector) => this.querySelector(selector));
    const home = Object.assign(document.createElement("a"), { href: "/", className: "button" });
    home.textContent = this.word("Home") || "Covision";
    for (const part of this.querySelectorAll("nav, aside, [data-region]")) part.remove();
    work.replaceChildren(refusal, home);
    refusal.replaceChildren(paragraph(sentence));
    if (document.activeElement === document.body) work.focus();
  }

  #listen() {
    this.addEventListener("input", ({ target }) => {
      for (const field of target.form?.elements ?? []) if (field.dataset.draft) keepDraft(field);
      if (target.dataset.limit) countLeft(target, this);
    });
    this.addEventListener("compositionstart", () => (this.#isComposing = true));
    this.addEventListener("compositionend", () => {
      this.#isComposing = false;
      setTimeout(() => this.take(this.#waiting.splice(0))); // after the input event that follows
    });
    document.addEventListener("visibilitychange", () => document.hidden || this.#tick());
  }

  #findStanding() {
    return this.querySelector("#r-top")?.dataset.standing;
  }

  #takeElement(element) {
    const current = document.getElementById(element.id);
    for (const field of current?.querySelectorAll("textarea") ?? []) if (this.#isLost(field, element)) rescueDraft(field, this);
    const list = document.getElementById(element.dataset.list) ?? current?.parentElement;
    if (element.dataset.gone !== undefined) {
      current?.remove();
      if (list && !list.children.length) list.replaceChildren(); // `:empty` minds white space
    } else if (current) {
      morph(current, element);
    } else if (list) {
      const card = document.importNode(element, true);
      list.append(card);
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      card.classList.add("is-new");
      setTimeout(() => card.classList.remove("is-new"), 2000);
    }
  }

  #isLost(field, element) {
    if (!field.id || !field.value.trim() || !isDirty(field) || this.commands.isSending(field.form)) return false;
    return !element.querySelector(`#${CSS.escape(field.id)}`);
  }

  /* What these scripts add to a region, after every change of it. */
  #settle() {
    for (const field of this.querySelectorAll("[data-draft]")) settleDraft(field);
    for (const field of this.querySelectorAll("[data-limit]")) countLeft(field, this);
    this.#tick();
  }

  #tick() {
    for (const undo of this.querySelectorAll(".undo[data-until]")) {
      const focused = undo.contains(document.activeElement) && document.activeElement;
      undo.hidden = Date.parse(undo.dataset.until) <= this.clock.now();
      if (undo.hidden && focused) refocus(focused, trailOf(focused));
    }
    this.clock.update();
  }
}

/* Where the focus was: each element around it, and which of its children led there. */
function trailOf(node) {
  const trail = [[node, 0]];
  for (let child = node; child.parentElement; child = child.parentElement) {
    trail.push([child.parentElement, [...child.parentElement.children].indexOf(child)]);
  }
  return trail;
}

/* The focus moves only if what had it has vanished; then to what took its place, or to the nearest heading. */
function refocus(focused, trail) {
  if (document.activeElement.closest(".refusal")) return; // the words that lost their field
  const quiet = { preventScroll: true };
  const fold = focused.isConnected && focused.matches(TYPED) && focused.closest("details:not([open])");
  if (fold) fold.open = true; // the form moved under the pen
  if (focused.isConnected && isVisible(focused)) {
    if (document.activeElement !== focused) focused.focus(quiet);
    return;
  }
  for (const [around, index] of trail) {
    const heir = around.matches(".acts, .tools") && around.children[index]?.querySelector("button");
    const heading = [...around.querySelectorAll("h1, h2, h3")].find(isVisible);
    const target = heir || (around.id === "work" ? around : heading);
    if (around.isConnected && target) {
      if (target === heading) heading.tabIndex = -1;
      return target.focus(quiet);
    }
  }
}

customElements.define("live-room", LiveRoom);
