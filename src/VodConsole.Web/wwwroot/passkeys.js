// Passkeys: what the browser must do between two requests to this server. Nothing asks the person before they press a button.
(() => {
  "use strict";
  const isSupported = typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

  const post = async (path, fields = {}) => {
    const body = new FormData();
    body.set("__RequestVerificationToken", document.querySelector("input[name=__RequestVerificationToken]").value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await fetch(`/account/passkeys/${path}`, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(await answer.text() || "PasskeyRefused");
    return answer;
  };

  // What came of it, as a word: "done", "cancelled" by the person or the browser, or the code of the server's refusal.
  const outcome = async ceremony => {
    try {
      await ceremony();
      return "done";
    } catch (failure) {
      return failure instanceof DOMException ? "cancelled" : failure.message;
    }
  };

  const ask = async () => {
    const options = await (await post("request-options")).json();
    return JSON.stringify(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
  };

  const add = name => outcome(async () => {
    const options = await (await post("creation-options")).json();
    const made = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    await post("add", { credential: JSON.stringify(made), name });
  });

  const confirm = () => outcome(async () => post("confirm", { credential: await ask() }));

  // On the page that signs in, which is static.
  document.addEventListener("DOMContentLoaded", () => {
    const part = document.querySelector("[data-passkey-sign-in]");
    if (!part || !isSupported) return;
    part.hidden = false;
    part.querySelector("button").addEventListener("click", async () => {
      const refusal = part.querySelector("[role=alert]");
      refusal.hidden = true;
      const came = await outcome(async () => post("sign-in", { credential: await ask() }));
      if (came === "done") location.assign(part.dataset.passkeySignIn);
      else if (came !== "cancelled") refusal.hidden = false;
    });
  });

  window.vodPasskeys = { isSupported: () => isSupported, add, confirm };
})();
