// Copy the link beside the button; where the browser forbids it, select it so that one key does.
(() => {
  "use strict";

  document.addEventListener("click", async (event) => {
    if (!event.target.closest("[data-copy]")) return;
    const box = document.querySelector("[data-copy-from]");
    const told = document.querySelector("[data-copied]");
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      told.textContent = "写しました。";
    } catch {
      told.textContent = "リンクを選択しました。Ctrl＋C（Macは⌘＋C）で写してください。";
    }
  });
})();
