// What the pages gain where scripts run. Nothing here is needed: every page works without it, and nothing is sent but to this server.
"use strict";

// The search field offers what could come next.
for (const field of document.querySelectorAll("input[list]")) {
  const list = field.list;
  let asked = "";
  field.addEventListener("input", () => {
    const typed = field.value;
    asked = typed;
    setTimeout(async () => {
      if (asked !== typed || typed.trim() === "") return;
      const answer = await fetch("/suggest.json?q=" + encodeURIComponent(typed)).catch(() => null);
      if (!answer || !answer.ok || asked !== typed) return;
      const { suggestions } = await answer.json();
      list.replaceChildren(...suggestions.map((one) => new Option(one.label, one.query)));
    }, 150);
  });
}

// Months of a chart can be dragged over: the search for all of them.
for (const chart of document.querySelectorAll("svg[data-query]")) {
  const bars = [...chart.querySelectorAll("[data-period]")];
  const at = (event) => {
    const { left, width } = chart.getBoundingClientRect();
    const part = (event.clientX - left) / width;
    return Math.max(0, Math.min(bars.length - 1, Math.floor(part * bars.length)));
  };
  let from = null;
  const mark = (to) => bars.forEach((bar, i) =>
    bar.classList.toggle("in", from !== null && i >= Math.min(from, to) && i <= Math.max(from, to)));
  chart.addEventListener("pointerdown", (event) => { if (event.button === 0) from = at(event); });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("pointermove", (event) => { if (from !== null) mark(at(event)); });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [first, last] = [from, at(event)].sort((a, b) => a - b);
    from = null;
    mark(0);
    if (first === last) return;
    const query = chart.dataset.query + " after:" + bars[first].dataset.period + " before:" + bars[last].dataset.period;
    location.href = "/search?q=" + encodeURIComponent(query.trim());
  });
}

// "/" goes to the search field, as on many pages that are read by keyboard.
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// Keys press the buttons that name them: review by keyboard.
addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing && event.key === "Escape") typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!named) return;
  event.preventDefault();
  if (named.matches("input")) named.focus();
  else named.click();
});

// A name that was typed goes along to the next page, before any decision was kept under it.
for (const field of document.querySelectorAll("input[name=who]")) {
  field.value ||= sessionStorage.getItem("who") ?? "";
  field.addEventListener("change", () => sessionStorage.setItem("who", field.value));
}
