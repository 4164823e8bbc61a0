// The workbook: the unit beside each cell, an address to copy, and what a draft brought back open.
(() => {
  "use strict";

  const sayUnit = (form) => {
    const chosen = form.querySelector('input[name="unit"]:checked');
    const word = chosen?.closest("label")?.textContent.trim();
    if (!word) return;
    for (const unit of form.querySelectorAll(".book-line:not([data-people]) [data-unit]")) {
      unit.textContent = word;
    }
  };

  const openFilled = (form) => {
    for (const chip of form.querySelectorAll(".ask-chip")) {
      if (chip.querySelector("textarea")?.value.trim()) chip.open = true;
    }
  };

  const copy = async (button) => {
    const box = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      said.textContent = "コピーしました。";
    } catch {
      said.textContent = "選びました。長く押して「コピー」を選んでください。";
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.name === "unit") sayUnit(event.target.form);
  });
  document.addEventListener("draft-filled", (event) => {
    sayUnit(event.target);
    openFilled(event.target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
})();
