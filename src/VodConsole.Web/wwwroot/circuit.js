// Starts the page's connection. A lost one is taken up again for as long as the page is open; where the server has forgotten
// it (a restart, a long sleep), the page is loaded anew. Uploads under way would be lost by that: they prevent "vod:reload", and see
// to it when they have ended.
(() => {
  "use strict";
  const wait = attempt => Math.min(250 * 2 ** Math.min(attempt, 4), 3000);
  const banner = document.getElementById("components-reconnect-modal");
  banner.querySelector("button").addEventListener("click", () => location.reload());
  banner.addEventListener("components-reconnect-state-changed", event => {
    const isLost = event.detail.state === "rejected" || event.detail.state === "resume-failed";
    if (isLost && document.dispatchEvent(new Event("vod:reload", { cancelable: true }))) location.reload();
  });
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: wait } } });
})();
