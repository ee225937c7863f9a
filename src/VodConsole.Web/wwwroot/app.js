// Preferences that the server must know before it renders: theme, language, time zone. Loaded in the head, before the
// first paint; works on static and interactive pages alike.
(() => {
  "use strict";
  const root = document.documentElement;
  const read = name => document.cookie.split("; ").find(part => part.startsWith(name + "="))?.slice(name.length + 1);
  const write = (name, value) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };
  // A fresh GET, also where the page at hand answered a form.
  const reload = () => location.replace(location.pathname + location.search);
  const setTheme = theme => {
    write("vod-theme", theme);
    root.dataset.theme = theme;
  };

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) write("vod-zone", zone);
  // The first visit from a dark system: ask again before anything is drawn. Not without cookies, which would never end.
  if (!read("vod-theme") && matchMedia("(prefers-color-scheme: dark)").matches) {
    setTheme("dark");
    if (read("vod-theme") === "dark") reload();
  }

  // Slash goes to the search box, unless someone is writing.
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], [role=dialog]")) return;
    const box = document.getElementById("global-search");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  document.addEventListener("click", event => {
    const language = event.target.closest?.("[data-language]");
    if (language) {
      write("vod-language", language.dataset.language);
      reload();
    } else if (event.target.closest?.("[data-toggle-theme]")) {
      setTheme(root.dataset.theme === "dark" ? "light" : "dark");
    }
  });

  // Ticks off the rules beside a new password while it is typed; the server judges by PasswordRules.
  document.addEventListener("input", event => {
    const field = event.target.closest?.("[data-password-rules]");
    if (!field) return;
    const list = document.getElementById(field.dataset.passwordRules);
    const repeat = field.form.elements["Input.Repeat"];
    const password = field.form.elements["Input.Password"].value;
    const met = {
      length: password.length >= Number(list.dataset.length),
      distinct: new Set(password).size >= Number(list.dataset.distinct),
      same: password !== "" && repeat.value === password,
    };
    for (const item of list.children) item.dataset.met = met[item.dataset.rule];
  });

  // Without a secure context there is no clipboard; then the button does nothing and says so.
  const copy = async text => {
    if (!navigator.clipboard) return false;
    await navigator.clipboard.writeText(text);
    return true;
  };

  const markPartial = (box, isPartial) => {
    if (box) box.indeterminate = isPartial;
  };

  // An input that holds no file tells of every file, also of the one that it held.
  const clearChoice = input => {
    if (input) input.value = "";
  };

  // A file that came through the page's own connection; its address is this page's and soon gone.
  const save = async (name, stream) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  window.vod = { setTheme, copy, markPartial, clearChoice, save };
})();
