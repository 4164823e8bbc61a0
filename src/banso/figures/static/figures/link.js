// Copy what stands in a box; where the browser forbids it, select it so that one key does.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-of]");
  if (!button) return;
  const box = document.getElementById(button.dataset.copyOf);
  const told = document.getElementById(`${box.id}-said`);
  box.select();
  try {
    await navigator.clipboard.writeText(box.value);
    told.textContent = "写しました。LINE やメールの入力欄に貼り付けてください。";
  } catch {
    told.textContent = "選択しました。Ctrl＋C（Macは⌘＋C）で写してください。";
  }
});
