/* Time: named timers, and the clock that counts down in the room. */

import { setText } from "./morph.js";

export class Timers {
  #running = {};

  /* Begins anew if one of that name is running. */
  start(name, time, act) {
    clearTimeout(this.#running[name]);
    this.#running[name] = setTimeout(() => {
      delete this.#running[name];
      act();
    }, time);
  }

  stop(...names) {
    for (const name of names) {
      clearTimeout(this.#running[name]);
      delete this.#running[name];
    }
  }

  isRunning(name) {
    return name in this.#running;
  }
}

export class Clock {
  #room;
  #say;
  #ahead = 0; // how far the server's clock is ahead of this one, in milliseconds
  #last = {};

  constructor(room, say) {
    this.#room = room;
    this.#say = say;
    const now = Date.parse(room.dataset.now);
    const [load] = performance.getEntriesByType("navigation");
    if (now) this.#ahead = now - performance.timeOrigin - load.responseStart;
  }

  now() {
    return Date.now() + this.#ahead;
  }

  update() {
    const clock = this.#room.querySelector("#r-clock[data-length]");
    if (!clock) return;
    const { length, ends } = clock.dataset;
    const left = ends ? Math.ceil((Date.parse(ends) - this.now()) / 1000) : Number(clock.dataset.left);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const figures = [minutes, seconds].map((number) => String(number).padStart(2, "0")).join(":");
    setText(clock.querySelector("[data-figures]"), left < 0 ? `+${figures}` : figures);
    const past = Math.min(100, Math.max(0, 100 - (left * 100) / Number(length)));
    clock.querySelector("[data-ring]")?.setAttribute("stroke-dashoffset", past.toFixed(1));
    this.#showMeetingEnd(clock, left);
    this.#sayWhatIsLeft(ends, left);
  }

  #showMeetingEnd(clock, left) {
    const end = clock.querySelector("[data-meeting-end]");
    if (!end) return;
    const { language } = this.#room.dataset;
    const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    setText(end, time.format(this.now() + (Math.max(left, 0) + Number(clock.dataset.later)) * 1000));
  }

  #sayWhatIsLeft(ends, left) {
    const hasCrossed = (seconds) => this.#last.left > seconds && left <= seconds && this.#last.ends === ends;
    if (hasCrossed(0)) this.#say("Over");
    else if (hasCrossed(60)) this.#say("One");
    else if (hasCrossed(300)) this.#say("Five");
    this.#last = { ends, left };
  }
}
