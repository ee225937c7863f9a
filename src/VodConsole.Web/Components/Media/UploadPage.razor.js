// Uploads of this tab. The module lives as long as the document, so uploads go on while the console shows other pages;
// the page that is open listens, and draws what it is told.
import "../../lib/tus/tus.min.js";

const parallel = 2;
const partSize = 64 * 1024 * 1024;
const retryDelays = [0, 1000, 2000, 3000, 5000, 10000, 15000, 20000, 30000, 30000, 60000, 60000, 60000];
const speedWindow = 5000;

const items = new Map();
let nextKey = 1;
let listener = null;
let announced = false;
let reloadsAfter = false;
let defaults = { category: null, group: "" };
let limits = { extensions: [], maxBytes: Infinity };

const isActive = item => ["waiting", "uploading", "retrying"].includes(item.state);
const anyActive = () => [...items.values()].some(isActive);

const snapshot = item => ({
  key: item.key, name: item.file.name, size: item.file.size, sent: item.sent, state: item.state, speed: speedOf(item),
  id: item.upload?.url?.split("/").pop() ?? null, title: item.title, category: item.category,
  code: item.error?.code ?? null, message: item.error?.message ?? null,
});

function speedOf(item) {
  const now = performance.now();
  item.samples = item.samples.filter(sample => now - sample.at < speedWindow);
  const first = item.samples[0];
  return first && item.state === "uploading" && now - first.at > 200 ? (item.sent - first.sent) * 1000 / (now - first.at) : 0;
}

// At most four times a second; the circuit has better things to do.
function announce() {
  if (announced) return;
  announced = true;
  setTimeout(async () => {
    announced = false;
    try {
      await listener?.invokeMethodAsync("Changed", [...items.values()].map(snapshot));
    } catch {
      // The page was left between the look and the call; the next page asks for itself.
    }
  }, 250);
}

function move(item, state, error = null) {
  item.state = state;
  item.error = error;
  if (state !== "uploading") item.samples = [];
  announce();
  if (reloadsAfter && !anyActive()) leave();
}

// A reload would take away why an upload failed, and may find no server: then the person decides.
function leave() {
  const failed = [...items.values()].find(item => item.state === "failed");
  if (!failed) return location.reload();
  const banner = document.getElementById("components-reconnect-modal");
  banner.querySelector(".vod-reconnect-reason").textContent = [failed.file.name, failed.error?.message].filter(part => part).join(": ");
  banner.classList.add("vod-reconnect-halted");
}

function refusalOf(error) {
  const response = error.originalResponse;
  if (!response) return { code: "Unreachable", message: null };
  try {
    const body = JSON.parse(response.getBody());
    return { code: body.code, message: body.message };
  } catch {
    return { code: response.getStatus() === 401 ? "NotSignedIn" : `HTTP ${response.getStatus()}`, message: null };
  }
}

// What waiting cures: a lost connection, a restarting server, another part on its way.
function isTransient(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 || status === 409 || status === 423 || status === 460 || (status >= 500 && status !== 507);
}

function begin(item) {
  const metadata = { filename: item.file.name, title: item.title, group: item.group };
  if (item.category) metadata.category = String(item.category);
  item.upload = new tus.Upload(item.file, {
    endpoint: new URL("uploads", document.baseURI).pathname,
    chunkSize: partSize,
    retryDelays,
    metadata,
    removeFingerprintOnSuccess: true,
    onShouldRetry: error => {
      const again = isTransient(error);
      if (again) move(item, "retrying");
      return again;
    },
    onUploadUrlAvailable: announce,
    onProgress: sent => {
      item.sent = sent;
      item.samples.push({ at: performance.now(), sent });
      if (item.state !== "uploading" && item.state !== "paused") move(item, "uploading");
      announce();
    },
    onSuccess: () => {
      item.sent = item.file.size;
      move(item, "checking");
      startNext();
    },
    onError: error => {
      move(item, "failed", refusalOf(error));
      startNext();
    },
  });
}

async function start(item) {
  move(item, "uploading");
  if (!item.upload) {
    begin(item);
    const [earlier] = (await item.upload.findPreviousUploads()).sort((a, b) => b.creationTime.localeCompare(a.creationTime));
    if (earlier) item.upload.resumeFromPreviousUpload(earlier);
  }
  if (item.state === "uploading") item.upload.start();
}

function startNext() {
  const all = [...items.values()];
  let free = parallel - all.filter(item => item.state === "uploading" || item.state === "retrying").length;
  for (const item of all) {
    if (free <= 0) break;
    if (item.state !== "waiting") continue;
    free--;
    start(item);
  }
}

// What the server would refuse at once; it judges again.
function refusalBefore(file) {
  const extension = file.name.split(".").pop().toLowerCase();
  if (!file.name.includes(".") || !limits.extensions.includes(extension)) return "UploadExtensionNotAllowed";
  if (file.size === 0) return "UploadEmpty";
  return file.size > limits.maxBytes ? "UploadTooLarge" : null;
}

function add(files) {
  for (const file of files) {
    const key = nextKey++;
    const title = file.name.replace(/\.[^.]*$/, "").slice(0, 128);
    const refusal = refusalBefore(file);
    items.set(key, {
      key, file, title, category: defaults.category, group: defaults.group, sent: 0, samples: [], upload: null,
      state: refusal ? "failed" : "waiting", error: refusal && { code: refusal, message: null },
    });
  }
  startNext();
  announce();
}

addEventListener("beforeunload", event => {
  if (anyActive()) event.preventDefault();
});

// The server has forgotten the page, but uploads go on without it: a reload would drop the files, so it comes after them.
document.addEventListener("vod:reload", event => {
  listener = null;
  reloadsAfter = anyActive();
  if (reloadsAfter) event.preventDefault();
});

/** Listens for the page, and takes its drop area and file input. */
export function attach(page, area, extensions, maxBytes) {
  listener = page;
  limits = { extensions, maxBytes };
  const input = area.querySelector("input[type=file]");
  const stop = new AbortController();
  const on = (target, name, handler) => target.addEventListener(name, handler, { signal: stop.signal });
  let depth = 0;
  const mark = change => {
    depth = Math.max(0, depth + change);
    area.classList.toggle("dragging", depth > 0);
  };
  on(input, "change", () => {
    add([...input.files]);
    input.value = "";
  });
  on(area, "dragenter", event => { event.preventDefault(); mark(1); });
  on(area, "dragleave", () => mark(-1));
  on(area, "dragover", event => event.preventDefault());
  on(area, "drop", event => {
    event.preventDefault();
    mark(-depth);
    add([...event.dataTransfer.files]);
  });
  // A file dropped beside the area must not replace the page.
  on(document, "dragover", event => event.preventDefault());
  on(document, "drop", event => event.preventDefault());
  area.dataset.ready = "true";
  announce();
  return {
    detach: () => {
      stop.abort();
      if (listener === page) listener = null;
    },
  };
}

/** What files that are added from now on get. */
export function setDefaults(category, group) {
  defaults = { category, group };
}

/** Names a file that has not begun; one that has is edited on the server. */
export function describe(key, title, category) {
  const item = items.get(key);
  if (item) Object.assign(item, { title, category });
  announce();
}

export async function pause(key) {
  const item = items.get(key);
  if (!item || !isActive(item)) return;
  move(item, "paused");
  await item.upload?.abort();
  startNext();
}

export function resume(key) {
  const item = items.get(key);
  if (item && ["paused", "failed"].includes(item.state)) start(item);
}

/** Gives an upload up, on the server too, and forgets it. */
export async function cancel(key) {
  const item = items.get(key);
  if (!item) return;
  items.delete(key);
  try {
    await item.upload?.abort(true);
  } finally {
    startNext();
    announce();
  }
}

/** Forgets an upload that has ended. */
export function remove(key) {
  items.delete(key);
  announce();
}
