/* Passkeys: fetches the server's question, asks the device, and sends its answer as an ordinary form. Without this script,
   or in a browser that cannot read the question by itself, the forms stay hidden, and the code by mail remains. */

const ASK = {
  create: (question) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
  get: (question) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
};

async function fetchQuestion(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.question, { method: "POST", body });
  if (!answer.ok) throw new Error("no question");
  return (await answer.json()).publicKey;
}

async function send(form) {
  const failure = form.querySelector("[data-failed]");
  failure.hidden = true;
  try {
    const credential = await ASK[form.dataset.passkey](await fetchQuestion(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    failure.hidden = false;
  }
}

if (window.PublicKeyCredential?.parseCreationOptionsFromJSON && navigator.credentials) {
  for (const hint of document.querySelectorAll("[data-without]")) hint.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
