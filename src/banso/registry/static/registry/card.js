// Fills blank head counts with 0, except officers: every business has somebody who runs it.
(() => {
  "use strict";

  const offer = document.querySelector("[data-fill-zero]");
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    const inputs = [...document.querySelectorAll(".people input:not([name='officers'])")];
    const blanks = inputs.filter((input) => !input.value.trim());
    for (const input of blanks) input.value = "0";
    offer.querySelector("[role='status']").textContent = blanks.length
      ? `空欄${blanks.length}か所に0を入れました。`
      : "空欄はありません。";
    blanks[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
