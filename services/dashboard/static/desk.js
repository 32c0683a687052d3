// What the pages do besides being read: keys on the list of flags, and changes as they come.

const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, dialog, [contenteditable]");
const act = document.getElementById("act");

function flags() {
  return [...document.querySelectorAll("#flags .flag")];
}

// The flag that the keys are on is remembered by its id, like those that are chosen: the list may be replaced under it.
let at = null;
const chosen = new Set();

function choose(step) {
  const all = flags();
  if (all.length === 0) return;
  const here = all.findIndex((flag) => flag.id === at);
  show(all[Math.min(Math.max(here + step, 0), all.length - 1)]);
}

function show(flag) {
  for (const other of flags()) other.classList.toggle("chosen", other === flag);
  at = flag.id;
  flag.querySelector("a").focus({ preventScroll: true });
  flag.scrollIntoView({ block: "nearest" });
}

const box = (id) => document.getElementById(id)?.querySelector("input[name=flag]");

function count() {
  const number = chosen.size;
  document.getElementById("chosen").textContent =
    number === 0 ? "None chosen." : `${number} chosen.`;
}

// Those that are chosen, or the one that the keys are on.
function someChosen() {
  const here = at && box(at);
  if (chosen.size === 0 && here) here.click();
  return chosen.size > 0;
}

const keys = {
  j: () => choose(1),
  k: () => choose(-1),
  x: () => at && box(at)?.click(),
  t: () => act && someChosen() && act.requestSubmit(document.getElementById("take")),
  s: () => {
    if (!act || !someChosen()) return;
    document.getElementById("silence").open = true;
    act.querySelector("select").focus();
  },
  "/": () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (press) => {
  if (press.ctrlKey || press.metaKey || press.altKey || typing(press.target) || !keys[press.key]) return;
  keys[press.key]();
  press.preventDefault();
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("#flags input[name=flag]")) return;
  const id = target.closest(".flag").id;
  if (target.checked) chosen.add(id);
  else chosen.delete(id);
  count();
});

document.body.addEventListener("htmx:afterSettle", () => {
  const here = at && document.getElementById(at);
  if (here && document.activeElement === document.body) show(here);
  else here?.classList.add("chosen");
  for (const id of chosen) {
    const again = box(id);
    if (again) again.checked = true;
    else chosen.delete(id);
  }
  if (act) count();
  const number = flags().length;
  document.getElementById("changed").textContent = `The list has changed: ${number} open here.`;
});

// What is not filtered by is not in the address.
document.querySelector(".filters")?.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

// What came between the making of this page and the connection is told at once.
const shown = document.querySelector("[hx-trigger^=changed]");
if (shown) {
  const live = new EventSource(`/live?seen=${shown.dataset.seen}`);
  live.addEventListener("changed", () => htmx.trigger(document.body, "changed"));
}

// Who comes from a list to one flag of a claim comes to its words.
const unfold = () => {
  const words = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("details.words");
  if (words) words.open = true;
};
addEventListener("hashchange", unfold);
unfold();
