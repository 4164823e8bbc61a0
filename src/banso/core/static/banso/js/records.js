// Chips that fill a box with one tap; without this the box is typed into as ever. How many
// characters are left in a long text.
(() => {
  "use strict";

  const boxOf = (chips) => document.getElementById(chips.dataset.chips);

  const show = (chips) => {
    const box = boxOf(chips);
    if (!box) return;
    chips.hidden = false;
    for (const chip of chips.querySelectorAll("button")) {
      chip.setAttribute("aria-pressed", String(chip.dataset.value === box.value));
    }
  };

  const showAll = () => document.querySelectorAll("[data-chips]").forEach(show);

  // Characters are counted as the office counts them: an emoji is one. Read aloud after a pause.
  const number = new Intl.NumberFormat("ja-JP");
  const wordsFor = (left) =>
    left < 0 ? `${number.format(-left)}文字多すぎます` : `残り ${number.format(left)}文字`;

  const countIn = (box) => {
    const left = Number(box.dataset.limit) - [...box.value.trim()].length;
    const counter = document.getElementById(`${box.id}_left`);
    if (!counter) return;
    counter.classList.toggle("field-error", left < 0);
    window.clearTimeout(counter.timer);
    counter.timer = window.setTimeout(() => {
      counter.textContent = wordsFor(left);
    }, 300);
  };

  const addCounters = () => {
    for (const box of document.querySelectorAll("textarea[data-limit]")) {
      if (document.getElementById(`${box.id}_left`)) continue;
      const counter = document.createElement("p");
      counter.id = `${box.id}_left`;
      counter.className = "field-help number";
      counter.setAttribute("aria-live", "polite");
      box.parentElement.after(counter);
      box.addEventListener("input", () => countIn(box));
      countIn(box);
    }
  };

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-chips] button");
    if (!chip) return;
    const chips = chip.closest("[data-chips]");
    const box = boxOf(chips);
    const isOff = chip.getAttribute("aria-pressed") === "true";
    box.value = isOff ? "" : chip.dataset.value;
    // What belongs to the same choice, as a person's role to the name, goes along.
    const along = document.getElementById(chips.dataset.along);
    if (along) along.value = isOff ? "" : chip.dataset.along;
    show(chips);
  });

  document.addEventListener("input", (event) => {
    document
      .querySelectorAll("[data-chips]")
      .forEach((chips) => boxOf(chips) === event.target && show(chips));
  });

  document.addEventListener("DOMContentLoaded", showAll);
  document.addEventListener("DOMContentLoaded", addCounters);
  document.addEventListener("htmx:afterSettle", showAll);
  document.addEventListener("htmx:afterSettle", addCounters);
  document.addEventListener("draft-filled", () => {
    showAll();
    document.querySelectorAll("textarea[data-limit]").forEach(countIn);
  });
  window.addEventListener("pageshow", () => {
    showAll();
    document.querySelectorAll("textarea[data-limit]").forEach(countIn);
  });
})();
