// Keeps the file that was chosen or dropped, and hands over the slices of it that the server asks for.

/** Listens to the search's file input, drop area and text. */
export function attach(search, area) {
  const input = area.querySelector("input[type=file]");
  const text = area.querySelector("textarea");
  const stop = new AbortController();
  const on = (target, name, handler) => target.addEventListener(name, handler, { signal: stop.signal });
  let file = null;
  let number = 0;
  let depth = 0;

  const mark = change => {
    depth = Math.max(0, depth + change);
    area.classList.toggle("dragging", depth > 0);
  };

  async function choose(chosen) {
    if (!chosen) return;
    file = chosen;
    number++;
    try {
      await search.invokeMethodAsync("Chosen", number, file.name, file.size);
    } catch (error) {
      // A page that was left between the look and the call has nobody to tell.
      if (!stop.signal.aborted) throw error;
    }
  }

  on(input, "change", () => {
    choose(input.files[0]);
    input.value = "";
  });
  on(area, "dragenter", event => { event.preventDefault(); mark(1); });
  on(area, "dragleave", () => mark(-1));
  on(area, "dragover", event => event.preventDefault());
  on(area, "drop", event => {
    event.preventDefault();
    mark(-depth);
    choose(event.dataTransfer.files[0]);
  });
  // Enter opens the keystore, and does not send the form around it.
  on(area, "keydown", event => {
    if (event.key !== "Enter" || !event.target.matches("input[type=password]")) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
    event.target.parentElement.querySelector("button").click();
  });
  // A file dropped beside the area must not replace the page.
  on(document, "dragover", event => event.preventDefault());
  on(document, "drop", event => event.preventDefault());
  area.dataset.ready = "true";

  return {
    read: (of, offset, length) => {
      if (of !== number) throw new Error("Another file was chosen.");
      return file.slice(offset, offset + length);
    },
    // With a line end, because a stream of nothing is none.
    pasted: () => new TextEncoder().encode(`${text.value}\n`),
    detach: () => {
      stop.abort();
      file = null;
    },
  };
}
