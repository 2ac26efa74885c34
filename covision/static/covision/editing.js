/* The editor: what changes is kept at once, and the page is brought up to date under the fields somebody writes in.
   Without this script every button sends the same form, and the answer is the page at the same place. */

const FIELDS = "input:not([type=hidden]), textarea, select";
const PLACES = `${FIELDS}, button[name], details[id] > summary`; // where somebody may be with the keyboard
const form = () => document.getElementById("editor");
const keyOf = (field) => `${field.name} ${["radio", "checkbox", "submit"].includes(field.type) ? field.value : ""}`;
const placeOf = (place) => place.id || (place.matches("summary") ? `fold ${place.parentElement.id}` : place.name && keyOf(place));
const stateOf = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value);

let requests = Promise.resolve(); // one after the other
let isWaiting = false; // a change will be sent already
let released = Promise.resolve(); // no page is changed under a finger that is down

/* Keeping, or doing what a button says */

function send(action) {
  if (!action && isWaiting) return;
  isWaiting ||= !action;
  requests = requests.then(() => exchange(action)).catch(() => showProblem(form().dataset.failed));
}

async function exchange(action) {
  if (!action) {
    isWaiting = false;
    if (form().querySelector("[data-both]")) return; // of two who wrote, the second says what holds
  }
  const body = new URLSearchParams(new FormData(form()));
  body.set("do", action ?? "keep");
  const sent = new Map([...form().querySelectorAll(FIELDS)].map((field) => [keyOf(field), stateOf(field)]));
  await takeAnswer(await fetch(form().action, { method: "POST", body }), sent, action);
}

async function takeAnswer(answer, sent, action) {
  const address = new URL(answer.url);
  if (address.pathname !== new URL(form().action).pathname) return location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("editor");
  if (!fresh) return showProblem(form().dataset.failed);
  await released;
  if (answer.redirected) history.replaceState(null, "", address);
  document.title = page.title;
  const moves = action && !action.startsWith("keep") && !fresh.querySelector("#refused");
  replaceForm(fresh, sent, moves ? address.searchParams.get("at") : "", Boolean(action));
}

/* What was typed, unfolded and looked at stays as it is */

function replaceForm(fresh, sent, anchor, isAsked) {
  const old = form();
  const restoreFocus = rememberFocus();
  if (old.elements.open.value === fresh.querySelector("[name=open]").value) {
    for (const fold of old.querySelectorAll("details[id]")) {
      const freshFold = fresh.querySelector(`#${CSS.escape(fold.id)}`);
      if (freshFold) freshFold.open ||= fold.open;
    }
    keepTyped(old, fresh, sent);
  }
  if (!isAsked) fresh.querySelector("#state")?.replaceChildren();
  old.replaceWith(fresh);
  ready();
  const refused = fresh.querySelector("#refused");
  if (refused && isAsked) return refused.focus();
  if (anchor) return goTo(document.getElementById(anchor));
  restoreFocus(fresh);
}

function rememberFocus() {
  const focused = document.activeElement;
  const place = focused && placeOf(focused);
  const top = focused?.getBoundingClientRect().top;
  const caret = focused?.matches?.("textarea, input") ? [focused.selectionStart, focused.selectionEnd] : null;
  return (fresh) => {
    const heir = document.getElementById(place) ?? [...fresh.querySelectorAll(PLACES)].find((node) => placeOf(node) === place);
    if (!heir) return;
    heir.focus({ preventScroll: true });
    if (caret?.[0] != null) heir.setSelectionRange?.(...caret);
    scrollBy(0, heir.getBoundingClientRect().top - top);
  };
}

/* What was changed while the answer was on its way is not written over. */
function keepTyped(old, fresh, sent) {
  const freshFields = new Map([...fresh.querySelectorAll(FIELDS)].map((field) => [keyOf(field), field]));
  for (const field of old.querySelectorAll(FIELDS)) {
    const freshField = freshFields.get(keyOf(field));
    if (!freshField || stateOf(field) === sent.get(keyOf(field))) continue;
    if (["radio", "checkbox"].includes(freshField.type)) freshField.checked = field.checked;
    else freshField.value = field.value;
  }
}

function goTo(place) {
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: place.matches("button") ? "nearest" : "start" });
}

function showProblem(sentence) {
  const problem = Object.assign(document.createElement("p"), { textContent: sentence, className: "wrong" });
  problem.setAttribute("role", "alert");
  document.getElementById("state").replaceChildren(problem);
}

/* Dragging a step along the path does what “Earlier” and “Later” do. */

function makeDraggable(list) {
  let dragged = null;
  for (const step of list.children) {
    step.draggable = true;
    step.addEventListener("dragstart", () => (dragged = step));
    step.addEventListener("dragover", (event) => {
      event.preventDefault();
      for (const other of list.children) other.classList.toggle("is-over", other === step && other !== dragged);
    });
    step.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!dragged || dragged === step) return;
      send(`to:${dragged.dataset.step}:${[...list.children].indexOf(step)}`);
    });
    step.addEventListener("dragend", () => step.parentElement?.querySelector(".is-over")?.classList.remove("is-over"));
  }
}

function ready() {
  const list = document.getElementById("path-steps");
  makeDraggable(list);
  const current = list.querySelector("[aria-current]");
  for (const box of current ? [list, document.getElementById("beside")] : []) {
    const away = current.getBoundingClientRect().top - box.getBoundingClientRect().top;
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
  released = new Promise((resolve) => {
    for (const end of ["pointerup", "pointercancel", "dragend"]) {
      document.addEventListener(end, () => setTimeout(resolve), { once: true });
    }
  });
});
ready();
