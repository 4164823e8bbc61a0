// The search page works without this; with it, hits come as one types and arrow keys move in them.
(() => {
  "use strict";

  const PAUSE_MS = 150;
  let waiting;

  // Kana still being turned into kanji are no words yet: wait for the choice.
  const ask = (box) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (box.dataset.asked === box.value) return;
      box.dataset.asked = box.value;
      window.htmx.trigger(box, "words");
    }, PAUSE_MS);
  };

  const boxOf = (event) => event.target.closest?.("[data-search-words]");

  document.addEventListener("input", (event) => {
    const box = boxOf(event);
    if (box && !event.isComposing) ask(box);
  });

  document.addEventListener("compositionend", (event) => {
    const box = boxOf(event);
    if (box) ask(box);
  });

  // ↓ enters the list, ↑ from its first row returns to the box; Enter opens, being a link's own key.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
    const box = document.querySelector("[data-search-words]");
    const isOutside = [box, document.body, document.getElementById("main")].includes(event.target);
    const here = isOutside ? -1 : rows.indexOf(event.target);
    if (!box || (here < 0 && !isOutside) || (here < 0 && step < 0)) return;
    const next = here + step;
    if (next < -1 || next >= rows.length) return;
    event.preventDefault();
    const wanted = next < 0 ? box : rows[next];
    wanted.focus();
    wanted.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-search-words]");
    if (!box) return;
    box.dataset.asked = box.value;
    box.setSelectionRange(box.value.length, box.value.length);
  });
})();
