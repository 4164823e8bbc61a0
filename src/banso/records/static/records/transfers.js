// Copy a field or a whole record with one press or with the key c; the arrows move between them.
// Where the browser gives no clipboard（plain http on another machine）the text is selected instead.
(() => {
  "use strict";

  const COPY = "[data-copy-field], [data-copy-row]";
  const keysOff = () => localStorage.getItem("banso-keys") === "off";
  const isTyping = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  // Said anew even if it is the same words: an emptied line is read again when it is filled.
  const say = (words) => {
    const line = document.getElementById("copied");
    line.textContent = "";
    window.setTimeout(() => {
      line.textContent = words;
    }, 50);
  };

  const valuesOf = (card) =>
    [...card.querySelectorAll("[data-copy-value]")].map((value) => value.textContent);

  // One record is one line: tabs and line breaks inside a field would break it apart.
  const rowOf = (card) =>
    valuesOf(card)
      .map((text) => text.replace(/[\t\r\n]+/g, " "))
      .join("\t");

  const textOf = (button) =>
    "copyRow" in button.dataset
      ? rowOf(button.closest("article"))
      : button.closest("dd").parentElement.querySelector("[data-copy-value]").textContent;

  const nameOf = (button) =>
    "copyRow" in button.dataset
      ? "1行分"
      : `「${button.closest("dd").parentElement.querySelector("dt").textContent.trim()}」`;

  // Without a clipboard: a box with the text, selected, for the reader's own Ctrl+C.
  const offer = (button, text) => {
    const card = button.closest("article");
    const box = card.querySelector(".transfer-copy-box") || document.createElement("textarea");
    box.className = "transfer-copy-box";
    box.readOnly = true;
    box.setAttribute("aria-label", "写す文字");
    box.value = text;
    card.append(box);
    box.focus();
    box.select();
    say("文字を選びました。Ctrl＋C（Macは⌘＋C）で写してください。");
  };

  const copy = async (button) => {
    const text = textOf(button);
    try {
      await navigator.clipboard.writeText(text);
      say(`コピーしました：${nameOf(button)}`);
    } catch {
      offer(button, text);
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(COPY);
    if (button) copy(button);
  });

  // ↑↓ go through the copy buttons of all cards, ←→ to the first one of the card before or after.
  const buttons = () => [...document.querySelectorAll(COPY)];
  const cards = () =>
    [...document.querySelectorAll("#transfer-cards article")].filter((card) =>
      card.querySelector(COPY),
    );

  const step = (list, at, by) => list[Math.min(Math.max(at + by, 0), list.length - 1)];

  const wanted = (key, from) => {
    if (key === "ArrowDown" || key === "ArrowUp") {
      const at = buttons().indexOf(from.closest(COPY));
      if (at >= 0) return step(buttons(), at, key === "ArrowDown" ? 1 : -1);
    }
    const here = from.closest("article");
    const at = cards().indexOf(here);
    const next = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    if (at >= 0) return step(cards(), at, next)?.querySelector(COPY);
    // After a press the card has no fields left: go on from where it stands.
    const after = cards().find(
      (card) => !here || here.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return (next > 0 && after ? after : cards()[0])?.querySelector(COPY);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (keysOff() || isTyping(event.target)) return;
    const inside = event.target.closest("#transfer-cards");
    if (/^Arrow(Up|Down|Left|Right)$/.test(event.key)) {
      if (!inside && event.target !== document.body) return;
      const button = wanted(event.key, event.target);
      if (!button) return;
      event.preventDefault();
      button.focus();
      button.scrollIntoView({ block: "nearest" });
    } else if (event.key === "c" && inside) {
      const button =
        event.target.closest(COPY) ||
        event.target.closest("article")?.querySelector("[data-copy-row]");
      if (!button) return;
      event.preventDefault();
      copy(button);
    }
  });
})();
