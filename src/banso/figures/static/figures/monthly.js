// The grid of months: Enter and the arrows go down and up within a month.
"use strict";

(() => {
  const form = document.querySelector("[data-grid]");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    const month = input instanceof HTMLInputElement && input.dataset.month;
    if (!month || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const column = [...form.querySelectorAll(`input[data-month="${month}"]`)];
    const next = column[column.indexOf(input) + step];
    if (!next) return;
    next.focus();
    next.select();
  });
  const box = form.querySelector(".table-scroll");
  box.scrollLeft = box.scrollWidth;
})();
