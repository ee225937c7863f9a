// Plays one video with hls.js. Links come from the server with a token that lives for minutes; the script renews it before
// its end, and when an address has expired all the same (a long pause, a sleeping laptop) it loads a new one where it was.
import Hls from "../../lib/hls/hls.min.mjs";

const tokenName = "MtsHlsUriToken";
const renewBefore = 60; // seconds before the token's end
const expired = [401, 403, 410];
const refusals = { 0: "signedOut", 401: "signedOut", 403: "signedOut", 404: "gone", 409: "gone" };

export function start(video, page, videoId) {
  const player = new Player(video, page, videoId);
  player.renew();
  return player;
}

class Player {
  constructor(video, page, videoId) {
    this.video = video;
    this.page = page;
    this.linkUrl = new URL(`play/links/${videoId}`, document.baseURI);
    this.renewals = [];
    this.mediaErrors = 0;
  }

  // Fetches a link and loads the stream, keeping position and level.
  async renew() {
    if (this.renewing || this.disposed) return;
    this.renewing = true;
    try {
      const link = await this.fetchLink();
      if (link) this.load(new URL(link.address, document.baseURI).href);
    } finally {
      this.renewing = false;
    }
  }

  choose(level) {
    this.chosen = level;
    if (!this.hls) return;
    // What was chosen is what plays at once, also where the rest is loaded already; back to choosing by itself is in no hurry.
    if (level < 0) this.hls.nextLevel = level;
    else this.hls.currentLevel = level;
  }

  dispose() {
    this.disposed = true;
    clearTimeout(this.timer);
    this.hls?.destroy();
  }

  // A fresh link. Without one: null, and a word to the viewer unless quiet.
  async fetchLink(quiet) {
    const response = await fetch(this.linkUrl, { credentials: "same-origin", cache: "no-store", redirect: "manual" }).catch(() => null);
    if (this.disposed) return null;
    if (!response?.ok) {
      if (!quiet) this.tell(refusals[response?.status] ?? "network");
      return null;
    }
    const link = await response.json();
    this.token = link.token;
    // Ahead of time and quietly: what plays goes on, and if this fails the next request will say so.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetchLink(true), Math.max(10, link.seconds - renewBefore) * 1000);
    return link;
  }

  load(address) {
    const at = this.video.currentTime;
    const playing = !this.video.paused && !this.video.ended;
    if (!Hls.isSupported()) return this.loadNative(address, at, playing);
    this.hls?.destroy();
    this.hls = new Hls({
      startPosition: at > 0 ? at : -1,
      workerPath: new URL("../../lib/hls/hls.worker.js", import.meta.url).href,
      xhrSetup: (request, url) => this.sign(request, url),
    });
    this.hls.on(Hls.Events.MANIFEST_PARSED, (_, data) => this.found(data.levels, playing));
    this.hls.on(Hls.Events.LEVEL_SWITCHED, (_, data) => this.notify("Switched", data.level));
    this.hls.on(Hls.Events.ERROR, (_, data) => this.failed(data));
    this.hls.attachMedia(this.video);
    this.hls.loadSource(address);
  }

  // Safari plays HLS itself; it cannot be given a new token on the way.
  loadNative(address, at, playing) {
    if (!this.video.canPlayType("application/vnd.apple.mpegurl")) return this.tell("unsupported");
    this.video.src = address;
    this.video.addEventListener("error", () => this.expired(), { once: true });
    this.video.addEventListener("loadedmetadata", () => {
      if (at > 0) this.video.currentTime = at;
      if (playing) this.video.play().catch(() => {});
      this.tell("ready");
    }, { once: true });
  }

  // Playlists and the key carry the token of the moment, whatever the playlist was written with.
  sign(request, url) {
    const address = new URL(url, document.baseURI);
    if (address.searchParams.has(tokenName)) {
      address.searchParams.set(tokenName, this.token);
      request.open("GET", address.href, true);
    }
  }

  found(levels, playing) {
    const described = levels.map((level, index) => ({
      index,
      definition: new URL(level.url[0] ?? level.url, document.baseURI).pathname.split("/").at(-2) ?? "",
      height: level.height ?? 0,
    }));
    this.notify("Found", described, described.every(level => level.height === 0));
    if (this.chosen >= 0) this.hls.currentLevel = this.chosen;
    if (playing) this.video.play().catch(() => {});
    this.tell("ready");
  }

  failed(data) {
    if (expired.includes(data.response?.code)) return this.expired();
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && this.mediaErrors++ === 0) return this.hls.recoverMediaError();
    this.tell(data.type === Hls.ErrorTypes.NETWORK_ERROR ? "network" : "failed");
  }

  // A new link heals an expired one. If that happens again and again, something else is wrong.
  expired() {
    const now = performance.now();
    this.renewals = this.renewals.filter(time => now - time < 30_000);
    if (this.renewing) return;
    if (this.renewals.push(now) > 3) return this.tell("failed");
    this.tell("renewing");
    this.renew();
  }

  tell(state) {
    if (this.disposed || this.state === state) return;
    this.state = state;
    this.notify("Changed", state);
  }

  // The circuit may be away; playing does not need it.
  notify(method, ...values) {
    this.page.invokeMethodAsync(method, ...values).catch(() => {});
  }
}
