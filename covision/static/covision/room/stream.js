/* The line to the server, which pushes what has changed; where nothing gets through, the page is asked for every few seconds. */

import { Timers } from "./clock.js";
import { setText } from "./morph.js";

const MUTE = 6000; // a line that has said nothing by then may be held back by a proxy
const WATCH = 25000; // longer than two beats
const AWAY = 60000;

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

export class Stream {
  #room;
  #source = null;
  #failures = 0;
  #polling = false;
  #ended = false;
  #state = "";
  #unsent = 0;
  #seen; // the server's name for what this page shows, if it is known
  #timers = new Timers();

  constructor(room) {
    this.#room = room;
    this.#seen = room.dataset.digest ?? "";
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("online", () => document.hidden || this.open());
    addEventListener("pageshow", (event) => event.persisted && this.open());
  }

  open() {
    if (this.#ended) return;
    this.#close();
    const address = `${this.#room.dataset.stream}&seen=${encodeURIComponent(this.#seen)}`;
    const source = (this.#source = new EventSource(address));
    source.addEventListener("regions", ({ data, lastEventId }) => {
      this.#stayAlive();
      this.#seen = lastEventId;
      this.#room.take(parse(data).body.children);
    });
    source.addEventListener("beat", () => {
      this.#failures = 0; // only a line that lasts has earned it
      this.#stayAlive();
    });
    source.addEventListener("gone", ({ data }) => this.#room.close(data));
    // Its own way of coming back is left alone: it gives up after a 502, and all come back in the same moment.
    source.addEventListener("error", () => this.#fail());
    this.#timers.start("mute", MUTE, () => this.#startPolling());
    this.#timers.start("watch", WATCH, () => this.#fail());
  }

  /* For ever: its viewer has left, or the meeting is no more. */
  end() {
    this.#ended = true;
    this.#polling = false;
    this.#close();
    this.#timers.stop("poll");
  }

  /* While an answer is outstanding, somebody is told that what they sent has not arrived. */
  addUnsent(change) {
    this.#unsent += change;
    this.#show(this.#state);
  }

  pollNow() {
    if (this.#polling) this.#poll();
  }

  #close() {
    this.#source?.close();
    this.#source = null;
    this.#timers.stop("mute", "watch", "again");
  }

  #stayAlive() {
    this.#timers.stop("mute", "poll");
    this.#polling = false;
    this.#timers.start("watch", WATCH, () => this.#fail());
    this.#show("Connected");
  }

  #fail() {
    this.#close();
    this.#failures += 1;
    if (!this.#polling) this.#show("Reconnecting");
    if (this.#failures > 1) this.#startPolling();
    const pause = Math.min(4000, 250 * 2 ** this.#failures);
    this.#timers.start("again", pause * (1 + Math.random() / 2), () => this.open());
  }

  /* A browser opens six lines to one server and no more: a page nobody looks at gives its own away. */
  #look() {
    if (!document.hidden) {
      this.#timers.stop("away");
      if (!this.#source && !this.#timers.isRunning("again")) this.open();
      return;
    }
    this.#timers.start("away", AWAY, () => {
      this.#close();
      this.#timers.stop("poll");
      this.#polling = false;
      this.#show("Reconnecting");
    });
  }

  #startPolling() {
    if (this.#polling || this.#ended) return;
    this.#polling = true;
    this.#poll();
  }

  async #poll() {
    this.#timers.stop("poll");
    try {
      const answer = await fetch(this.#room.page, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      const page = parse(await answer.text());
      if (!this.#polling) return; // the line is back, and newer
      const regions = page.querySelectorAll("live-room [data-region]");
      const reason = page.querySelector("#work .lead");
      if ([403, 404].includes(answer.status) && reason) return void this.#room.close(reason.textContent.trim());
      if (!answer.ok || !regions.length) throw new Error("this is not the room");
      this.#room.take(regions);
      this.#seen = page.querySelector("live-room").dataset.digest ?? "";
      this.#show("Polling");
    } catch {
      if (this.#polling) this.#show("Reconnecting");
    }
    if (this.#polling) this.#timers.start("poll", 3000, () => this.#poll());
  }

  #show(state) {
    this.#state = state;
    setText(this.#room.querySelector("#link-state"), this.#room.word(this.#unsent ? "Reconnecting" : state));
  }
}
