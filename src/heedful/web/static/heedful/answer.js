// The answer page: shows what is asked of this reader alone, and keeps answers as they grow. It works without.
const form = document.querySelector("form[data-answer]");

// The same comparison as on the server, where it is judged again.
const holds = {
  is: (chosen, value) => chosen.includes(value),
  is_not: (chosen, value) => !chosen.includes(value),
  at_least: (chosen, value) => Math.max(...chosen) >= value,
  at_most: (chosen, value) => Math.min(...chosen) <= value,
};

function chosenIn(name) {
  const field = form.querySelector(`#${CSS.escape(name)}`);
  if (!field || field.disabled) return [];
  return [...field.querySelectorAll("input:checked")].map((input) => Number(input.dataset.number));
}

function show() {
  for (const field of form.querySelectorAll("[data-after]")) {
    const chosen = chosenIn(field.dataset.after);
    const shown = chosen.length > 0 && holds[field.dataset.how](chosen, Number(field.dataset.value));
    field.hidden = field.disabled = !shown;
  }
}

function written() {
  const data = new URLSearchParams(new FormData(form));
  data.set("begun", "1");
  return data;
}

let waiting = 0;
let kept = "";

function keep() {
  clearTimeout(waiting);
  const body = written();
  if (form.dataset.sent || body.toString() === kept) return;
  kept = body.toString();
  fetch(location.pathname, { method: "POST", body, keepalive: true }).catch(() => { kept = ""; });
}

if (form) {
  form.querySelectorAll(".only-if").forEach((words) => { words.hidden = true; });
  show();
  form.addEventListener("change", show);
  if ("begun" in form.dataset) {
    form.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(keep, 600); });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && (waiting || kept)) keep(); });
  }
  // Another language keeps what was tapped and written, and stays the same form.
  for (const link of document.querySelectorAll("[data-language]")) {
    link.addEventListener("click", () => {
      try { sessionStorage.setItem("heedful:answer-so-far", JSON.stringify([...new FormData(form)])); } catch { /* private window */ }
    });
  }
  try {
    const before = JSON.parse(sessionStorage.getItem("heedful:answer-so-far") || "[]");
    sessionStorage.removeItem("heedful:answer-so-far");
    for (const [name, value] of before) {
      if (name === "lang") continue;
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (["radio", "checkbox"].includes(field.type)) field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    show();
  } catch { /* nothing was kept */ }
}
