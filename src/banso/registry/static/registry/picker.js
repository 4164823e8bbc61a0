// The picker works without this; with it, ↓ enters the list and Enter or a press settles the choice.
(() => {
  "use strict";

  const radiosOf = (picker) => [...picker.querySelectorAll('input[name="business"]')];

  const settle = (picker, radio) => {
    radio.checked = true;
    picker.querySelector(".picker-choices").classList.add("is-settled");
    const name = radio.closest("label").querySelector(".picker-name").textContent.trim();
    picker.querySelector("[role='status']").textContent =
      `「${name}」を選んでいます。ちがうときは、上の欄でさがし直します。`;
    radio.focus();
    radio.dispatchEvent(new CustomEvent("business-chosen", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    const picker = event.target.closest?.("[data-picker]");
    if (!picker || event.isComposing) return;
    const radios = radiosOf(picker);
    if (event.target.type === "search") {
      if (event.key === "Enter") event.preventDefault();
      if (!["ArrowDown", "Enter"].includes(event.key) || !radios.length) return;
      event.preventDefault();
      if (event.key === "Enter" && radios.length === 1) settle(picker, radios[0]);
      else (radios.find((radio) => radio.checked) ?? radios[0]).focus();
    } else if (event.key === "Enter" && radios.includes(event.target)) {
      event.preventDefault();
      settle(picker, event.target);
    }
  });

  // Arrow keys also "click" radio buttons; only a pointer's click settles.
  document.addEventListener("click", (event) => {
    const label = event.target.closest?.("[data-picker] .picker-choice");
    if (label && event.detail > 0) settle(label.closest("[data-picker]"), label.control);
  });
})();
