// Starts the page's connection. A lost one is taken up again for as long as the page is open; where the server has forgotten
// it (a restart, a long sleep), the page is loaded anew.
(() => {
  "use strict";
  const wait = attempt => Math.min(250 * 2 ** Math.min(attempt, 4), 3000);
  document.getElementById("components-reconnect-modal").addEventListener("components-reconnect-state-changed", event => {
    if (event.detail.state === "rejected" || event.detail.state === "resume-failed") location.reload();
  });
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: wait } } });
})();
