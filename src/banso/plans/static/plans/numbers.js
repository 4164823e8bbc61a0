// The figures of a plan. At a desk its groups stand open; on less they are folded, the empty line
// at the end of each comes at a press, and what was opened stays open when the results are renewed
// or the page is saved. On paper everything of the results is open.
(() => {
  "use strict";

  const form = document.getElementById("numbers-form");
  const results = document.getElementById("results");
  const narrow = window.matchMedia("(max-width: 63.99rem)");
  const key = `banso-folds:${location.pathname}`;

  const remembered = () => {
    try {
      return JSON.parse(sessionStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  };
  const kept = remembered();
  const remember = (name, value) => {
    kept[name] = value;
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A full device: the folds are simply not remembered.
    }
  };

  // ── folds ──

  const foldsOf = (place) => [...(place?.querySelectorAll("details.group[id]") || [])];
  const isRefused = (fold) => fold.querySelector(".field-error");

  const openForm = () => {
    for (const fold of foldsOf(form)) {
      if (isRefused(fold)) continue;
      if (!narrow.matches) fold.open ||= "wide" in fold.dataset;
      else if (fold.id in kept) fold.open = kept[fold.id];
    }
  };
  const openResults = () => {
    for (const fold of foldsOf(results)) fold.open = !narrow.matches || Boolean(kept[fold.id]);
  };

  document.addEventListener("click", ({ target }) => {
    const fold = target.closest?.("details.group[id] > summary")?.parentElement;
    if (fold && narrow.matches) remember(fold.id, !fold.open); // it turns after the click
  });

  let before = [];
  window.addEventListener("beforeprint", () => {
    before = foldsOf(results).filter((fold) => !fold.open);
    before.forEach((fold) => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => before.forEach((fold) => { fold.open = false; }));

  // ── the empty line at the end of each group ──

  const linesOf = (of) => [...form.querySelectorAll(`[data-blank="${of}"]`)];
  const isTyped = (line) =>
    [...line.querySelectorAll('input:not([type="hidden"])')].some((box) => box.value);

  const show = (line, isShown) => { line.hidden = !isShown; };
  const foldBlanks = () => {
    for (const place of form.querySelectorAll("[data-add-line]")) {
      const lines = linesOf(place.dataset.addLine);
      lines.forEach((line) => show(line, !narrow.matches || isTyped(line) || isRefused(line)));
      place.hidden = lines.every((line) => !line.hidden);
    }
  };
  form?.addEventListener("click", ({ target }) => {
    const place = target.closest("[data-add-line]");
    if (!place) return;
    const [line] = linesOf(place.dataset.addLine);
    show(line, true);
    place.hidden = true;
    line.querySelector('input:not([type="hidden"])')?.focus();
  });

  // ── the year in sight: its months follow, and it is the same after saving ──

  const yearOf = (radio) => radio?.id.replace("shown-", "");
  const chooseYear = () => {
    const radio = kept.year && narrow.matches && document.getElementById(`shown-${kept.year}`);
    if (radio) radio.checked = true;
  };
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "shown_year") return;
    remember("year", yearOf(target));
    const months = document.getElementById("months-of");
    if (!months || yearOf(target) === "all" || months.value === yearOf(target)) return;
    months.value = yearOf(target);
    months.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // ── what an answer brings ──

  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target.id === "results-body") openResults();
    // Months put by a press are typed: the draft is kept, and the results follow.
    if (detail.target.id === "months-typed") form.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const start = () => {
    if (form) {
      openForm();
      foldBlanks();
    }
    openResults();
    chooseYear();
  };
  form?.addEventListener("draft-filled", foldBlanks);
  narrow.addEventListener("change", start);
  start();
})();
