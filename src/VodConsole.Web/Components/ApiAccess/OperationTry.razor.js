// Signs a call by version 3 (ACS3-HMAC-SHA256) and sends it through the API's one door, as any client would. The access key is in
// this module's memory, for all operations until the document is left.
const key = { id: "", secret: "", token: "" };

const text = new TextEncoder();
const hex = bytes => Array.from(new Uint8Array(bytes), one => one.toString(16).padStart(2, "0")).join("");
const hash = async value => hex(await crypto.subtle.digest("SHA-256", text.encode(value)));

async function mac(secret, value) {
  const imported = await crypto.subtle.importKey("raw", text.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", imported, text.encode(value)));
}

/** The signed headers of a call, and the one that carries the signature. */
async function sign(action, version, body) {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "host": location.host,
    "x-acs-action": action,
    "x-acs-content-sha256": await hash(body),
    "x-acs-date": new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": hex(crypto.getRandomValues(new Uint8Array(16))),
    "x-acs-version": version,
  };
  if (key.token) Object.assign(headers, { "x-acs-accesskey-id": key.id, "x-acs-security-token": key.token });
  const names = Object.keys(headers).sort();
  const lines = names.map(name => `${name}:${headers[name]}\n`).join("");
  const canonical = `POST\n/\n\n${lines}\n${names.join(";")}\n${headers["x-acs-content-sha256"]}`;
  const signature = await mac(key.secret, `ACS3-HMAC-SHA256\n${await hash(canonical)}`);
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(";")},Signature=${signature}`;
  return headers;
}

const written = (first, headers) => [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n");

function formatted(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Listens to the form. */
export function attach(form) {
  const stop = new AbortController();
  const on = (target, name, handler) => target.addEventListener(name, handler, { signal: stop.signal });
  const part = name => form.querySelector(`[data-part="${name}"]`);
  const fields = [...form.querySelectorAll("[data-key]")];
  const blame = which => {
    for (const fault of form.querySelectorAll("[data-fault]")) fault.hidden = fault.dataset.fault !== which;
  };

  function show(request, answer) {
    part("exchange").hidden = false;
    part("request").textContent = request;
    part("answer").textContent = answer.body;
    part("headers").textContent = answer.headers;
    part("time").textContent = answer.milliseconds;
    for (const chip of form.querySelectorAll("[data-outcome]")) chip.hidden = (chip.dataset.outcome === "good") !== answer.isGood;
    part(answer.isGood ? "good" : "bad").textContent = answer.status;
    part("exchange").scrollIntoView({ block: "nearest" });
  }

  async function send() {
    if (!crypto.subtle) return blame("insecure");
    if (!key.id || !key.secret) {
      blame("key");
      fields.find(field => !key[field.dataset.key]).focus();
      return;
    }

    blame(null);
    const parameters = [...form.querySelectorAll("[data-parameter]")].filter(field => field.value !== "");
    const body = new URLSearchParams(parameters.map(field => [field.dataset.parameter, field.value])).toString();
    const headers = await sign(form.dataset.action, form.dataset.version, body);
    const started = performance.now();
    let response, answer;
    try {
      // Neither the session's cookie nor a cache takes part: it is a call like any program's.
      const { host, ...sent } = headers;
      response = await fetch("/", { method: "POST", headers: sent, body, credentials: "omit", cache: "no-store" });
      answer = await response.text();
    } catch {
      return blame("unreachable");
    }

    show(`${written("POST / HTTP/1.1", Object.entries(headers))}\n\n${body}`, {
      isGood: response.ok, status: `${response.status} ${response.statusText}`.trim(), milliseconds: Math.round(performance.now() - started),
      headers: written(`HTTP/1.1 ${response.status} ${response.statusText}`.trim(), [...response.headers]), body: formatted(answer),
    });
  }

  // Fills what samples have and nobody has filled in; of two of which a call needs one, the first.
  function fill() {
    const valueOf = name => form.querySelector(`[data-parameter="${name}"]`).value;
    for (const field of form.querySelectorAll("[data-example]")) {
      if (field.value !== "" || (field.dataset.or && valueOf(field.dataset.or) !== "")) continue;
      field.value = field.dataset.example;
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    }
  }

  for (const field of fields) {
    field.value = key[field.dataset.key];
    on(field, "input", () => { key[field.dataset.key] = field.value.trim(); });
  }
  on(form, "submit", event => {
    event.preventDefault();
    send();
  });
  on(form, "click", event => {
    const copied = event.target.closest("[data-copy]");
    if (copied) window.vod.copy(part(copied.dataset.copy).textContent);
    if (event.target.closest("[data-examples]")) fill();
    if (!event.target.closest("[data-forget]")) return;
    for (const field of fields) field.value = key[field.dataset.key] = "";
  });
  form.dataset.ready = "true";

  return { detach: () => stop.abort() };
}
