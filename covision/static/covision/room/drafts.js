/* Drafts: what was typed outlives a reload in this tab, until it is sent or its writer leaves. */

import { isDirty, setText } from "./morph.js";

function inStorage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing
  }
}

export const dropDraft = (key) => inStorage((storage) => storage.removeItem(`covision/${key}`));

export const dropDrafts = (room) =>
  inStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(`covision/${room}/`)) storage.removeItem(key);
  });

export function keepDraft(field) {
  const key = field.dataset.draft;
  if (!isDirty(field)) return dropDraft(key);
  const draft = [field.defaultValue, field.value, field.checked];
  return inStorage((storage) => storage.setItem(`covision/${key}`, JSON.stringify(draft)));
}

function restoreDraft(field) {
  const draft = inStorage((storage) => JSON.parse(storage.getItem(`covision/${field.dataset.draft}`)));
  if (!draft || isDirty(field) || draft[0] !== field.defaultValue) return; // the wording it began with has changed
  field.value = draft[1];
  if (draft[2] !== null) field.checked = draft[2];
  const fold = field.closest("details");
  if (fold) fold.open = true; // else it would seem lost
}

const keys = new WeakMap(); // field -> the key of its draft

/* Gives a field the draft of its key, after every change of what is around it. */
export function settleDraft(field) {
  const [before, key] = [keys.get(field), field.dataset.draft];
  if (before === key) return;
  keys.set(field, key);
  if (before && isDirty(field)) {
    dropDraft(before); // the step changed under the pen: the text goes on with its writer
    keepDraft(field);
  } else restoreDraft(field);
}

/* The step ended under the pen: the words stay in sight until their writer needs them no more. */
export function rescueDraft(field, room) {
  const box = document.createElement("section");
  const text = Object.assign(document.createElement("textarea"), { value: field.value, rows: 3, readOnly: true, dir: "auto" });
  const drop = Object.assign(document.createElement("button"), { type: "button", textContent: room.word("Drop") });
  const reason = Object.assign(document.createElement("p"), { textContent: room.word("Rescued") });
  box.className = "refusal stack";
  text.setAttribute("aria-label", reason.textContent);
  drop.addEventListener("click", () => {
    dropDraft(field.dataset.draft);
    box.remove();
    room.querySelector("#work").focus({ preventScroll: true });
  });
  box.append(reason, text, drop);
  room.querySelector("#refusal").after(box);
  if (field === document.activeElement) text.focus({ preventScroll: true });
}

/* Says how much room is left. As the server counts: without white space around, composed, by code points. */
export function countLeft(field, room) {
  const limit = Number(field.dataset.limit);
  const left = limit - Array.from(field.value.trim().normalize("NFC")).length;
  const hint = document.getElementById(field.getAttribute("aria-describedby")) ?? field.parentElement;
  let note = hint.querySelector(":scope > [data-added]");
  if (!note && left > limit / 5) return;
  if (!note) {
    note = Object.assign(document.createElement("span"), { className: "left" });
    note.dataset.added = "left"; // else morphing would take it away
    hint.append(note);
  }
  const words = (left < 0 && room.word("TooMany")) || room.word("Left");
  setText(note, left > limit / 5 ? "" : ` ${words.replace("{n}", words === room.word("Left") ? left : -left)}`);
}
