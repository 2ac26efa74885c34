/* The editor: what changes is kept at once, and the page is brought up to date under the fields somebody writes in.
   Without this script every button sends the same form, and the answer is the page at the same place. */

const FIELDS = "input:not([type=hidden]), textarea, select";
const PLACES = `${FIELDS}, button[name], details[id] > summary`; // where somebody may be with the keyboard
const form = () => document.getElementById("editor");
const keyOf = (field) => `${field.name} ${["radio", "checkbox", "submit"].includes(field.type) ? field.value : ""}`;
const placeOf = (place) => place.id || (place.matches("summary") ? `fold ${place.parentElement.id}` : place.name && keyOf(place));
const stateOf = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);

let line = Promise.resolve(); // one request after the other
let waiting = false; // a change is in the line already
let released = Promise.resolve(); // no page is changed under a finger that is down

/* Keeping, or doing what a button says */

function send(does) {
  if (!does) {
    if (waiting) return;
    waiting = true;
  }
  line = line.then(() => exchange(does)).catch(() => tell(form().dataset.failed));
}

async function exchange(does) {
  if (!does) {
    waiting = false;
    if (form().querySelector("[data-both]")) return; // of two who wrote, the second says what holds
  }
  const body = new URLSearchParams(new FormData(form()));
  body.set("do", does ?? "keep");
  const sent = new Map([...form().querySelectorAll(FIELDS)].map((field) => [keyOf(field), stateOf(field)]));
  await take(await fetch(form().action, { method: "POST", body }), sent, does);
}

async function take(answer, sent, does) {
  const there = new URL(answer.url);
  if (there.pathname !== new URL(form().action).pathname) return location.assign(there);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("editor");
  if (!fresh) return tell(form().dataset.failed);
  await released;
  if (answer.redirected) history.replaceState(null, "", there);
  document.title = page.title;
  const moves = does && !does.startsWith("keep") && !fresh.querySelector("#refused");
  put(fresh, sent, moves ? there.searchParams.get("at") : "", Boolean(does));
}

/* What was typed, unfolded and looked at stays as it is */

function put(fresh, sent, anchor, loud) {
  const old = form();
  const here = document.activeElement;
  const focus = here && placeOf(here);
  const top = here?.getBoundingClientRect().top;
  const caret = here?.matches?.("textarea, input") ? [here.selectionStart, here.selectionEnd] : null;
  const same = old.elements.open.value === fresh.querySelector("[name=open]").value;
  if (same) {
    for (const fold of old.querySelectorAll("details[id]")) {
      const now = fresh.querySelector(`#${CSS.escape(fold.id)}`);
      if (now) now.open ||= fold.open;
    }
    keepTyped(old, fresh, sent);
  }
  if (!loud) fresh.querySelector("#state")?.replaceChildren();
  old.replaceWith(fresh);
  ready();
  const refused = fresh.querySelector("#refused");
  if (refused && loud) return refused.focus();
  if (anchor) return goTo(document.getElementById(anchor));
  const back = document.getElementById(focus) ?? [...fresh.querySelectorAll(PLACES)].find((place) => placeOf(place) === focus);
  if (!back) return;
  back.focus({ preventScroll: true });
  if (caret?.[0] != null) back.setSelectionRange?.(...caret);
  scrollBy(0, back.getBoundingClientRect().top - top);
}

/* What was changed while the answer was on its way is not written over. */
function keepTyped(old, fresh, sent) {
  const fields = new Map([...fresh.querySelectorAll(FIELDS)].map((field) => [keyOf(field), field]));
  for (const field of old.querySelectorAll(FIELDS)) {
    const now = fields.get(keyOf(field));
    if (!now || stateOf(field) === sent.get(keyOf(field))) continue;
    if (["radio", "checkbox"].includes(now.type)) now.checked = field.checked;
    else now.value = field.value;
  }
}

function goTo(place) {
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: place.matches("button") ? "nearest" : "start" });
}

function tell(sentence) {
  const said = Object.assign(document.createElement("p"), { textContent: sentence, className: "wrong" });
  said.setAttribute("role", "alert");
  document.getElementById("state").replaceChildren(said);
}

/* Dragging a step along the path does what “Earlier” and “Later” do. */

function draggable(list) {
  let dragged = null;
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", () => (dragged = item));
    item.addEventListener("dragover", (event) => {
      event.preventDefault();
      for (const other of list.children) other.classList.toggle("is-over", other === item && other !== dragged);
    });
    item.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === item) return;
      send(`to:${dragged.dataset.step}:${[...list.children].indexOf(item)}`);
    });
    item.addEventListener("dragend", () => item.parentElement?.querySelector(".is-over")?.classList.remove("is-over"));
  }
}

function ready() {
  const list = document.getElementById("path-steps");
  draggable(list);
  const now = list.querySelector("[aria-current]");
  for (const box of now ? [list, document.getElementById("beside")] : []) {
    const away = now.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (box.scrollHeight > box.clientHeight && away > box.clientHeight - 60) box.scrollTop += away - box.clientHeight / 2;
  }
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  send(event.submitter?.value ?? "keep");
});
document.addEventListener("change", (event) => {
  if (event.target.form === form() && !["stock", "why"].includes(event.target.name)) send();
});
document.addEventListener("pointerdown", () => {
  released = new Promise((done) => {
    for (const end of ["pointerup", "pointercancel", "dragend"]) {
      document.addEventListener(end, () => setTimeout(done), { once: true });
    }
  });
});
ready();
