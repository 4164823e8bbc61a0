// Chips that fill a box with one tap; without this the box is typed into as ever. And one record
// for one page, also after 「戻る」.
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

  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-chips] button");
    if (!chip) return;
    const chips = chip.closest("[data-chips]");
    const box = boxOf(chips);
    box.value = chip.getAttribute("aria-pressed") === "true" ? "" : chip.dataset.value;
    show(chips);
  });

  document.addEventListener("input", (event) => {
    document
      .querySelectorAll("[data-chips]")
      .forEach((chips) => boxOf(chips) === event.target && show(chips));
  });

  // Coming back to the page（「戻る」）is coming back to the same entry, even when the browser
  // fetched the page anew: its key stays with the place in the history.
  const keepEntryKey = () => {
    const key = document.querySelector('#contact-form [name="entry_key"]');
    if (!key) return;
    if (history.state?.entryKey) key.value = history.state.entryKey;
    else history.replaceState({ ...history.state, entryKey: key.value }, "");
  };

  document.addEventListener("DOMContentLoaded", showAll);
  document.addEventListener("DOMContentLoaded", keepEntryKey);
})();
