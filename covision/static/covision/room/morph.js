/* Morphing: a node that stays the same thing stays the same node, wherever it moves inside its region. */

const LEFT_ALONE = new Set(["open", "aria-busy", "aria-disabled", "tabindex"]); // these belong to the person and to our scripts
const KEYED = "[id], [data-draft], form";
export const TYPED = "textarea, select, input:not([type=hidden])";

export const isDirty = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
export const setText = (node, text) => node && node.textContent !== text && (node.textContent = text);

export function toDefault(field) {
  if (field.value !== field.defaultValue) field.value = field.defaultValue ?? "";
  if (field.checked !== field.defaultChecked) field.checked = field.defaultChecked;
}

export function morph(current, wanted) {
  if (current.nodeName !== wanted.nodeName) current = renamed(current, wanted);
  const keys = { byNode: new Map(), inside: new Map(), nodes: new Map(), wanted: new Set() };
  for (const root of [current, wanted]) {
    for (const node of root.querySelectorAll(KEYED)) {
      const key = keyOf(node);
      if (!key) continue;
      keys.byNode.set(node, key);
      if (root === current) append(keys.nodes, key, node);
      else keys.wanted.add(key);
      for (let around = node.parentElement; around !== root; around = around.parentElement) append(keys.inside, around, key);
    }
  }
  morphNode(current, wanted, keys);
}

const append = (lists, name, entry) => (lists.get(name) ?? lists.set(name, []).get(name)).push(entry);

/* The same element under the name of another tag. */
function renamed(current, wanted) {
  const element = document.importNode(wanted, false);
  current.before(element);
  for (const child of [...current.childNodes]) moveInto(element, child, null);
  current.remove();
  return element;
}

function keyOf(node) {
  const key = node.getAttribute("id") ?? node.dataset.draft; // form.id would be a form's field of that name
  if (key || node.localName !== "form" || node.querySelector("textarea")) return key;
  // A form of one button is what it does: a finger must never meet another command than the one it saw.
  const fields = [...node.querySelectorAll("[type=hidden]:not([name=csrfmiddlewaretoken], [name=id])")];
  return fields.map((field) => `${field.name}=${field.value}`).join("&");
}

function morphNode(current, wanted, keys) {
  if (current.nodeType !== Node.ELEMENT_NODE) {
    if (current.data !== wanted.data) current.data = wanted.data;
    return;
  }
  const restore = current.matches(TYPED) && keepTyped(current);
  for (const { name, value } of wanted.attributes) {
    if (current.getAttribute(name) !== value && !LEFT_ALONE.has(name)) current.setAttribute(name, value);
  }
  for (const { name } of [...current.attributes]) {
    if (!wanted.hasAttribute(name) && !LEFT_ALONE.has(name)) current.removeAttribute(name);
  }
  if (current.localName !== "textarea") morphChildren(current, wanted, keys);
  else if (current.defaultValue !== wanted.defaultValue) current.defaultValue = wanted.defaultValue;
  if (restore) restore();
}

/* What a person changed is theirs, and a field they stand in is not rewritten under the caret. */
function keepTyped(field) {
  const { value, checked, selectionStart, selectionEnd } = field;
  const hasFocus = field === document.activeElement;
  if (!isDirty(field) && !(hasFocus && value)) return () => toDefault(field);
  return () => {
    if (field.checked !== checked) field.checked = checked;
    if (field.value === value) return;
    field.value = value;
    if (hasFocus && selectionStart != null) field.setSelectionRange(selectionStart, selectionEnd);
  };
}

function morphChildren(parent, wanted, keys) {
  let next = parent.firstChild;
  for (const child of [...wanted.childNodes]) {
    while (next?.dataset?.added) next = next.nextSibling;
    let node = findMatch(parent, next, child, keys);
    if (!node) node = parent.insertBefore(document.importNode(child, false), next);
    else if (node !== next) moveInto(parent, node, next);
    morphNode(node, child, keys);
    next = node.nextSibling;
  }
  while (next) {
    const node = next;
    next = node.nextSibling;
    if (!node.dataset?.added) node.remove();
  }
}

/* By key wherever it is; else the first of its kind further on that holds the same keys, or none that is wanted. */
function findMatch(parent, first, wanted, keys) {
  if (wanted.nodeType !== Node.ELEMENT_NODE) return first?.nodeType === wanted.nodeType ? first : null;
  const fits = (node) => node.nodeName === wanted.nodeName && node.type === wanted.type;
  if (keys.byNode.has(wanted)) {
    const nodes = keys.nodes.get(keys.byNode.get(wanted)) ?? [];
    const index = nodes.findIndex((node) => fits(node) && !node.contains(parent));
    return index < 0 ? null : nodes.splice(index, 1)[0];
  }
  const wantedInside = new Set(keys.inside.get(wanted));
  let similar = null;
  for (let node = first; node; node = node.nextSibling) {
    if (!fits(node) || keys.byNode.has(node) || node.dataset.added) continue;
    const inside = keys.inside.get(node) ?? [];
    if (inside.some((key) => wantedInside.has(key))) return node;
    if (inside.some((key) => keys.wanted.has(key))) continue;
    if (node.getAttribute("class") === wanted.getAttribute("class")) return node;
    similar ??= node;
  }
  return similar;
}

function moveInto(parent, node, before) {
  // moveBefore leaves focus, caret and playing video alone
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}
