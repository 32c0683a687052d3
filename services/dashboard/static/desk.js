// What the pages do besides being read: keys on the list of flags, and changes as they come.

const typing = (target) => target.closest("input, select, textarea, dialog, [contenteditable]");

function flags() {
  return [...document.querySelectorAll("#flags .flag")];
}

// The chosen flag is remembered by its id: the list may be replaced under it.
let chosen = null;

function choose(step) {
  const all = flags();
  if (all.length === 0) return;
  const at = all.findIndex((flag) => flag.id === chosen);
  show(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function show(flag) {
  for (const other of flags()) other.classList.toggle("chosen", other === flag);
  chosen = flag.id;
  flag.querySelector("a").focus({ preventScroll: true });
  flag.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (press) => {
  if (press.ctrlKey || press.metaKey || press.altKey || typing(press.target)) return;
  const keys = document.getElementById("keys");
  if (press.key === "/") document.getElementById("q")?.focus();
  else if (press.key === "j") choose(1);
  else if (press.key === "k") choose(-1);
  else if (press.key === "?" && keys) keys.showModal();
  else return;
  press.preventDefault();
});

document.body.addEventListener("htmx:afterSettle", () => {
  const again = chosen && document.getElementById(chosen);
  if (again) show(again);
});

if (document.querySelector("[hx-trigger^=changed]")) {
  new EventSource("/live").addEventListener("changed", () => htmx.trigger(document.body, "changed"));
}
