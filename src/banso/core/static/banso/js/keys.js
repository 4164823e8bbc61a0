// Keys for what is done often. Each person can switch them off（WCAG 2.1.4）; none works while one
// types or converts kana, except the one that saves.
(() => {
  "use strict";

  const KEYS = "banso-keys";
  const keysOff = () => localStorage.getItem(KEYS) === "off";

  const isTyping = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  // Safari says 229 where others say isComposing: the key belongs to the conversion of kana.
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  const first = (...selectors) =>
    selectors.map((one) => document.querySelector(one)).find(Boolean) || null;

  // ── rows ──

  const ROWS = "[data-rows] tbody > tr, [data-rows] > li, [data-rows] > .row-stop";
  const linkOf = (row) => row.querySelector("[data-open]") || row.querySelector("a[href]");
  const isShown = (element) => element.getClientRects().length > 0;
  const stops = () => [...document.querySelectorAll(ROWS)].map(linkOf).filter(Boolean).filter(isShown);

  const isBelowTheBar = (link) => link.getBoundingClientRect().top > 60;

  const nextStop = (step) => {
    const every = stops();
    const row = document.activeElement.closest?.(ROWS);
    const place = row ? every.indexOf(linkOf(row)) : -1;
    if (place < 0) return step > 0 ? every.find(isBelowTheBar) || every[0] : null;
    return every[place + step] || null;
  };

  // The arrows scroll the page as ever, unless it is a list and nothing else has the keyboard.
  const mayMove = (event) => {
    const { target } = event;
    const isFree = target === document.body || target.id === "main" || target.closest(ROWS);
    return event.key.length === 1 || Boolean(isFree);
  };

  const move = (event, step) => {
    if (!mayMove(event)) return;
    const link = nextStop(step);
    if (!link) return;
    event.preventDefault();
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  };

  // ── search: there and back ──

  let cameFrom = null;
  const search = () => {
    const box = first("[data-search]");
    if (!box) return;
    cameFrom = document.activeElement;
    box.focus();
    box.select();
  };

  const leaveSearch = (event) => {
    if (!event.target.matches?.("[data-search]")) return;
    if (cameFrom?.isConnected && cameFrom !== document.body) cameFrom.focus();
    else event.target.blur();
  };

  // ── saving, and the sheet ──

  const save = (event) => {
    const form = event.target.closest?.("form[method=post]") || first("main form.form[method=post]");
    const button = [...(form?.elements ?? [])].find((one) => one.matches(".form-buttons button[type=submit]"));
    if (!button || button.disabled) return;
    event.preventDefault();
    form.requestSubmit(button);
  };

  const showSheet = () => first("#keys-sheet")?.showModal();

  const press = (...selectors) => first(...selectors)?.click();

  const COMMANDS = {
    "/": search,
    "?": showSheet,
    n: () => press("main [data-new-record]", "[data-new-record]"),
    e: () => press("main [data-edit]"),
  };
  const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || keysOff() || first("dialog[open]")) return;
    if (event.key === "Escape") leaveSearch(event);
    const withCommand = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && withCommand && !event.altKey) save(event);
    if (withCommand || event.altKey || isTyping(event.target)) return;
    if (STEPS[event.key]) move(event, STEPS[event.key]);
    else if (Object.hasOwn(COMMANDS, event.key)) {
      event.preventDefault();
      COMMANDS[event.key]();
    }
  });

  // ── on and off ──

  const showState = () => {
    document.documentElement.classList.toggle("keys-off", keysOff());
    for (const button of document.querySelectorAll("[data-keys-toggle]")) {
      button.setAttribute("aria-pressed", String(!keysOff()));
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-sheet]")) {
      const menu = event.target.closest("details");
      menu?.querySelector("summary").focus(); // where the focus returns to, once the menu is shut
      if (menu) menu.open = false;
      showSheet();
    }
    if (event.target.closest("[data-keys-toggle]")) {
      localStorage.setItem(KEYS, keysOff() ? "on" : "off");
      showState();
    }
  });

  document.addEventListener("DOMContentLoaded", showState);
})();
