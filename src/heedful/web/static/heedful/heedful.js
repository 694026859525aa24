// What makes a page quicker to use. Every page works without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const typing = (at) => at.matches?.("input:not([type=radio]), textarea, select, [contenteditable]");
const store = {
  get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* private window */ } },
  drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* private window */ } },
};

// Keys: / search, g and a letter goes, ? shows all, j k Enter in lists, Ctrl+Enter sends.
let going = 0;

function showKeys() {
  let box = document.querySelector("#keys");
  if (!box) {
    box = document.createElement("dialog");
    box.id = "keys";
    box.setAttribute("aria-labelledby", "keys-title");
    const lines = [["/", "Search"], ["j k", "Down and up in a list"], ["Enter", "Open the line"], ["x", "Choose the line"],
      ["Ctrl Enter", "Send the form"], ["?", "This list"]];
    for (const at of all("[data-key]")) {
      const words = at.cloneNode(true);
      all("kbd, .optional", words).forEach((part) => part.remove());
      lines.push([at.dataset.key, words.textContent.trim()]);
    }
    for (const link of all("[data-go]")) lines.push([`g ${link.dataset.go}`, link.firstChild.nextSibling?.textContent.trim() || link.textContent.trim()]);
    const list = document.createElement("dl");
    list.className = "keys";
    for (const [keys, words] of lines) {
      const line = document.createElement("div");
      const term = line.appendChild(document.createElement("dt"));
      const what = line.appendChild(document.createElement("dd"));
      term.textContent = words;
      for (const key of keys.split(" ")) what.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
      list.append(line);
    }
    const title = Object.assign(document.createElement("h2"), { id: "keys-title", textContent: "Keyboard" });
    const form = document.createElement("form");
    form.method = "dialog";
    form.append(Object.assign(document.createElement("button"), { textContent: "Close" }));
    box.append(title, list, form);
    document.body.append(box);
  }
  box.showModal();
}

function walk(step) {
  const lines = all("[data-list] > li, .ledger tbody tr").filter((line) => line.querySelector("a[href]"));
  if (!lines.length) return;
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)];
  lines.forEach((line) => line.classList.toggle("at", line === next));
  next.querySelector(".lead a, .what a, a[href]").focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
    event.preventDefault();
    target.form.requestSubmit();
  }
  if (key === "Escape") all("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  if (key === "Escape" && document.querySelector("[data-key]") && target.form) target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(target) || document.querySelector("dialog[open]")) return;
  if (Date.now() - going < 1500) {
    going = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) { event.preventDefault(); location.assign(link.href); }
    return;
  }
  const keyed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const search = document.querySelector("#search");
  if (keyed) {
    event.preventDefault();
    if (keyed.control && keyed.control.type !== "radio") keyed.control.focus();
    else keyed.click();
  }
  else if (key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
  else if (key === "g") going = Date.now();
  else if (key === "?") showKeys();
  else if (key === "j") walk(1);
  else if (key === "k") walk(-1);
  else if (key === "x") {
    const box = target.closest?.("tr")?.querySelector("[type=checkbox]");
    if (box) { box.click(); target.focus(); }
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) showKeys();
  all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// A form is sent once; it may be sent again when the page comes back or the answer has come.
const free = (form) => { delete form.dataset.sent; all(".busy", form).forEach((button) => button.classList.remove("busy")); };

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  form.dataset.sent = "1";
  event.submitter?.classList.add("busy");
  if (form.dataset.keep) store.set(`heedful:${form.dataset.keep}`, JSON.stringify(words(form)));
  setTimeout(() => { if (event.defaultPrevented && !form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) free(form); });
}, true);
addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(free); });
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (!form) return;
  free(form);
  if (event.detail.successful && form.dataset.keep) store.drop(`heedful:${form.dataset.keep}`);
  else if (!event.detail.xhr?.status || event.detail.xhr.status >= 500) offer(form, "Not saved. Your text is still here; try again in a moment.");
});

// Text that could not be saved is kept in this window, and offered again.
function words(form) {
  const secret = (field) => ["hidden", "password", "file", "submit"].includes(field.type);
  return [...form.elements].filter((field) => field.name && !secret(field) && (!["checkbox", "radio"].includes(field.type) || field.checked))
    .map((field) => [field.name, field.value]);
}

function offer(form, said) {
  const template = document.querySelector("#kept-words");
  if (!template || form.querySelector(".kept")) return;
  const kept = template.content.firstElementChild.cloneNode(true);
  kept.classList.add("kept");
  kept.setAttribute("role", "alert");
  if (said) kept.replaceChildren(Object.assign(document.createElement("b"), { textContent: said }));
  form.prepend(kept);
  kept.querySelector("[data-restore]")?.addEventListener("click", () => {
    for (const [name, value] of JSON.parse(store.get(`heedful:${form.dataset.keep}`) || "[]")) {
      for (const field of all(`[name="${CSS.escape(name)}"]`, form)) {
        if (["checkbox", "radio"].includes(field.type)) field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    kept.remove();
  });
  kept.querySelector("[data-forget]")?.addEventListener("click", () => { store.drop(`heedful:${form.dataset.keep}`); kept.remove(); });
}

for (const form of all("form[data-keep]")) {
  const kept = store.get(`heedful:${form.dataset.keep}`);
  if (!kept) continue;
  if (form.querySelector("[aria-invalid=true], .errors, .conflict")) continue;
  if (JSON.parse(kept).some(([name, value]) => value && ![...all(`[name="${CSS.escape(name)}"]`, form)].some((field) => field.value === value))) offer(form);
}
for (const done of all("[data-saved]")) store.drop(`heedful:${done.dataset.saved}`);

// What is wrong is where one looks first.
const look = (root) => root.querySelector("[data-focus]")?.focus();
look(document);
document.addEventListener("htmx:afterSwap", (event) => look(event.target));

// Choosing rows.
function chosen(form) {
  const boxes = all("[name=chosen]", form);
  const count = boxes.filter((box) => box.checked).length;
  all("[data-chosen]", form).forEach((said) => { said.textContent = count ? `${count} chosen` : ""; });
  all("[data-select-all]", form).forEach((box) => { box.checked = count === boxes.length && count > 0; box.indeterminate = count > 0 && count < boxes.length; });
}
document.addEventListener("change", (event) => {
  const { target } = event;
  if (!target.form || !target.matches("[data-select-all], [name=chosen]")) return;
  if (target.matches("[data-select-all]")) all("[name=chosen]", target.form).forEach((box) => { box.checked = target.checked; });
  chosen(target.form);
});
all("[data-select-all]").forEach((box) => { box.hidden = false; if (box.form) chosen(box.form); });
all("[data-keys]").forEach((button) => { button.hidden = false; });

// What a mark on a chart says.
const tip = document.querySelector("#tip");
function say(event) {
  const mark = event.target.closest?.("[data-tip]");
  if (!tip?.showPopover) return;
  if (!mark) { if (tip.matches(":popover-open")) tip.hidePopover(); return; }
  tip.textContent = mark.dataset.tip;
  if (!tip.matches(":popover-open")) tip.showPopover();
  const at = mark.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(at.left + at.width / 2 - size.width / 2, 8), innerWidth - size.width - 8);
  tip.style.left = `${left}px`;
  tip.style.top = `${at.top > size.height + 12 ? at.top - size.height - 6 : at.bottom + 6}px`;
}
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, say);
document.addEventListener("focusout", () => tip?.matches(":popover-open") && tip.hidePopover());
document.addEventListener("scroll", () => tip?.matches(":popover-open") && tip.hidePopover(), { passive: true, capture: true });
