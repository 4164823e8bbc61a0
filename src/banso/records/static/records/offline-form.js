// The record form as it opens without signal: firms from the device, and the device's own day.
(() => {
  "use strict";

  const form = document.querySelector("form[data-rendered-on]");
  const picker = form?.querySelector("[data-offline-picker]");
  if (!picker) return;

  // ── firms ──

  const MOST = 10;
  const choices = [...picker.querySelectorAll(".picker-choice")];
  const box = picker.querySelector('input[type="search"]');
  const said = picker.querySelector("[role='status']");

  // As far as the server's own folding goes for what people type: width, case, kana.
  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\u3041-\u3096]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60))
      .replace(/[-‐‑‒–—―−─━~〜]/g, "ー")
      .replace(/[^\p{L}\p{N}ー]/gu, "");

  const nameOf = (choice) => choice.querySelector(".picker-name").textContent.trim();

  const offer = () => {
    const terms = box.value.split(/\s+/).map(fold).filter(Boolean);
    const fits = (choice) => terms.every((term) => choice.dataset.words.includes(term));
    const found = terms.length ? choices.filter(fits).slice(0, MOST) : [];
    for (const choice of choices) choice.hidden = !found.includes(choice);
    const chosen = choices.find((choice) => choice.control.checked && choice.hidden);
    if (chosen) chosen.control.checked = false;
    said.textContent = !terms.length
      ? ""
      : found.length
        ? `${found.length}件見つかりました。`
        : "この端末にはありません。このまま名前を残し、送るときに照らし合わせます。";
  };

  const settle = (choice) => {
    for (const other of choices) other.hidden = other !== choice;
    choice.control.checked = true;
    said.textContent = `「${nameOf(choice)}」を選んでいます。ちがうときは、上の欄でさがし直します。`;
  };

  form.addEventListener("business-chosen", (event) => {
    settle(event.target.closest(".picker-choice"));
  });
  box.addEventListener("input", offer);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const shown = choices.filter((choice) => !choice.hidden);
    if (event.key === "Enter" && shown.length === 1) settle(shown[0]);
    shown[0]?.control.focus();
  });
  picker.addEventListener("click", (event) => {
    const choice = event.target.closest(".picker-choice");
    if (choice && event.detail > 0) settle(choice);
  });

  const asked = new URLSearchParams(location.search).get("business");
  const named = choices.find((choice) => choice.control.value === asked);
  if (named) {
    settle(named);
    box.value = nameOf(named);
  }

  // A draft of the short form（訪問後3分）has its result beside the sentence; here it stands in it.
  form.addEventListener("draft-filled", ({ detail }) => {
    const result = detail?.fields.find(([name]) => name === "result")?.[1];
    const heard = form.elements.heard;
    if (result && !heard.value.startsWith("【")) heard.value = `【${result}】${heard.value}`;
    form.querySelector('input[name="result"][data-carried]')?.remove();
  });

  // ── days: the page was made on another day, perhaps ──

  const eraDay = (day) =>
    new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { dateStyle: "long" }).format(day);
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  if (form.dataset.renderedOn !== today) {
    form.elements.on.value = eraDay(now);
    const chips = form.querySelectorAll('[data-chips="id_on"] button');
    [now, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)].forEach((day, place) => {
      if (chips[place]) chips[place].dataset.value = eraDay(day);
    });
    // 「1週間後」 and the like know the office's holidays of that day: they are left out.
    form.querySelectorAll("[data-chips]").forEach((box_) => {
      if (!/^id_(on|minutes)$/.test(box_.dataset.chips)) box_.remove();
    });
  }
})();
