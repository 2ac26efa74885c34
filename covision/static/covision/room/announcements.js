/* Announcements: words for those who listen, at once or when nobody is disturbed in writing. */

import { Timers } from "./clock.js";

export class Announcements {
  #room;
  #announced = new Map();
  #queue = [];
  #lastKey = 0;
  #timers = new Timers();

  constructor(room) {
    this.#room = room;
    room.addEventListener("input", () => (this.#lastKey = Date.now()));
    room.addEventListener("focusout", () => {
      this.#lastKey = 0;
      if (this.#timers.isRunning("hold")) this.#speak();
    });
  }

  /* Finds what is new; nothing is said of what a page shows when it is opened. */
  update({ quiet = false } = {}) {
    const announced = new Map();
    const urgent = [];
    for (const element of this.#room.querySelectorAll("[data-announce], [data-announce-now]")) {
      for (const attribute of ["announce", "announceNow"]) {
        const text = element.dataset[attribute];
        const key = `${attribute} ${element.closest("[data-region]")?.id} ${element.id}`;
        if (!text) continue;
        announced.set(key, text);
        if (quiet || this.#announced.get(key) === text) continue;
        if (attribute === "announceNow") urgent.push(text);
        else this.say(text, 5000);
      }
    }
    this.#announced = announced;
    if (urgent.length) this.#voice("#say-now", urgent);
  }

  /* Collects what is to be said politely. */
  say(text, time = 0) {
    if (!text || this.#queue.includes(text)) return;
    this.#queue.push(text);
    if (this.#timers.isRunning("hold")) return;
    if (!time || !this.#timers.isRunning("say")) this.#timers.start("say", time, () => this.#speak());
  }

  #speak() {
    this.#timers.stop("hold", "say");
    const rest = this.#lastKey + 2000 - Date.now();
    if (rest > 0) this.#timers.start("hold", rest, () => this.#speak());
    else this.#voice("#say-polite", this.#queue.splice(0));
  }

  #voice(selector, texts) {
    const place = this.#room.querySelector(selector);
    const words = texts.map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`)).join(" ");
    place.textContent = ""; // else the same words again would not be heard
    setTimeout(() => (place.textContent = words), 100);
  }
}
