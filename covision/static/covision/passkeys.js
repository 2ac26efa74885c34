// Passkeys: fetches the server's question, asks the device, and sends its answer as an ordinary form. Without this script
// the forms stay hidden, and the code by mail remains.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const ids = (known) => known?.map((one) => ({ ...one, id: bytes(one.id) }));

async function question(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.question, { method: "POST", body });
  if (!answer.ok) throw new Error("no question");
  return (await answer.json()).publicKey;
}

async function create(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: ids(asked.excludeCredentials) };
  const made = await navigator.credentials.create({ publicKey });
  return told(made, { attestationObject: text(made.response.attestationObject) });
}

async function get(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: ids(asked.allowCredentials) };
  const shown = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = shown.response;
  return told(shown, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle && text(userHandle),
  });
}

function told(credential, response) {
  const { id, type } = credential;
  const clientDataJSON = text(credential.response.clientDataJSON);
  return JSON.stringify({ id, rawId: id, type, response: { clientDataJSON, ...response }, clientExtensionResults: {} });
}

const ways = { create, get };

async function send(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = await ways[form.dataset.passkey](await question(form));
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const hint of document.querySelectorAll("[data-without]")) hint.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
