// Passkeys: the browser makes one or signs with one, and the form that asked for it sends the answer.

"use strict";

(() => {
  const can = window.PublicKeyCredential?.parseCreationOptionsFromJSON;
  if (!can) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const problem = form.querySelector("[role=alert]");
    const options = JSON.parse(form.dataset.options);

    const answer = () =>
      form.dataset.passkey === "make"
        ? navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.textContent = "";
      try {
        form.elements.credential.value = JSON.stringify(await answer());
        form.submit();
      } catch (error) {
        problem.textContent =
          error.name === "InvalidStateError"
            ? "This device has a passkey for your account already."
            : "The browser gave no passkey. Try again, or use a code.";
      }
    });
    form.hidden = false;
  }
  for (const hint of document.querySelectorAll(".passkey-hint")) hint.hidden = true;
})();
