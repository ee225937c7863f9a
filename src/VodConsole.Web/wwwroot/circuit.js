// Starts the page's connection. A lost one is taken up again for as long as the page is open; where the server has forgotten
// it (a restart, a long sleep), the page is loaded anew. What would be lost by that prevents "vod:reload", and reloads when it
// has ended.
(() => {
  "use strict";
  const wait = attempt => Math.min(250 * 2 ** Math.min(attempt, 4), 3000);
  document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", event => {
    const isLost = event.detail.state === "rejected" || event.detail.state === "resume-failed";
    if (isLost && document.dispatchEvent(new Event("vod:reload", { cancelable: true }))) location.reload();
  });
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: wait } } });
})();
