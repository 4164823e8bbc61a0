// What was typed and not yet kept by the server: on this device, for its writer alone.
//
// One entry is one line of localStorage, named by writer and entry key. Its state is "draft"（書きかけ）,
// "unsent"（sent while there was no connection）or "refused"（the server said no; told why）.
// `window.bansoDrafts` is all that the other scripts know of it.
(() => {
  "use strict";

  const { writer, drafts: listUrl, sentLabel = "記録を見る" } = document.body.dataset;
  const PREFIX = "banso-entry:";
  const mine = `${PREFIX}${writer}:`;

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null; // not ours to read; left where it is
    }
  };

  const all = () =>
    writer
      ? Object.keys(localStorage)
          .filter((name) => name.startsWith(mine))
          .map(read)
          .filter(Boolean)
          .sort((one, other) => other.at - one.at)
      : [];

  const get = (id) => read(mine + id);

  const changed = () => window.dispatchEvent(new Event("banso:entries"));

  // False when the device takes no more (full, or storage forbidden): the person is told.
  const keep = (entry) => {
    try {
      localStorage.setItem(mine + entry.id, JSON.stringify(entry));
    } catch {
      return false;
    }
    changed();
    return true;
  };

  const drop = (id) => {
    localStorage.removeItem(mine + id);
    changed();
  };

  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const openUrl = (entry) => {
    const url = new URL(entry.url, location.origin);
    url.searchParams.set("draft", entry.id);
    return url.pathname + url.search;
  };

  const MINUTE = 60_000;
  const ago = (at) => {
    const minutes = Math.floor((Date.now() - at) / MINUTE);
    if (minutes < 1) return "たった今";
    if (minutes < 60) return `${minutes}分前`;
    if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}時間前`;
    return new Intl.DateTimeFormat("ja-JP", { dateStyle: "long", timeStyle: "short" }).format(at);
  };

  const make = (tag, text = "", attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const button = (text, name, press) => {
    const pressed = make("button", text, { type: "button", class: "button button-small" });
    pressed.append(make("span", `：${name}`, { class: "visually-hidden" }));
    pressed.addEventListener("click", press);
    return pressed;
  };

  // Thrown away at a press, and back at the next: nobody is asked 「よろしいですか」.
  const thrown = new Map();
  const throwAway = (entry) => {
    thrown.set(entry.id, entry);
    drop(entry.id);
  };
  const takeBack = (entry) => {
    thrown.delete(entry.id);
    keep(entry);
  };

  const STATES = {
    draft: ["書きかけ", "tag"],
    unsent: ["未送信", "tag tag-warn"],
    refused: ["送れませんでした", "tag tag-bad"],
  };

  const lineOf = (entry) => {
    const line = make("li", "", { class: "draft", "data-entry": entry.id });
    if (thrown.has(entry.id)) {
      line.append(make("span", `「${entry.title}」を捨てました。`, { role: "status" }));
      line.append(button("元に戻す", entry.title, () => takeBack(entry)));
      return line;
    }
    const [word, tag] = STATES[entry.state];
    line.append(make("span", word, { class: tag }), make("strong", entry.title));
    line.append(make("span", `${entry.label}　${ago(entry.at)}`, { class: "quiet" }));
    const open = make("a", entry.state === "draft" ? "続ける" : "開いて直す", {
      class: "button button-small",
      href: openUrl(entry),
    });
    open.append(make("span", `：${entry.title}`, { class: "visually-hidden" }));
    line.append(open);
    if (entry.state === "unsent") {
      line.append(button("今すぐ送る", entry.title, () => window.bansoOutbox.sendAll()));
    }
    line.append(button("捨てる", entry.title, () => throwAway(entry)));
    if (entry.told?.length) line.append(make("span", entry.told.join("　"), { class: "why" }));
    return line;
  };

  const showList = (list) => {
    const waiting = list.dataset.draftsList; // "" for all, else one kind of form
    const entries = [...all(), ...thrown.values()]
      .filter((entry) => !waiting || (entry.kind === waiting && entry.state !== "unsent"))
      .filter((entry) => entry.id !== list.dataset.except)
      .sort((one, other) => other.at - one.at);
    const focused = list.contains(document.activeElement)
      ? document.activeElement.closest("[data-entry]")?.dataset.entry
      : null;
    list.replaceChildren(...entries.map(lineOf));
    const box = list.closest("[data-drafts-box]");
    if (box) box.hidden = !entries.length;
    const empty = document.querySelector("[data-drafts-empty]");
    if (empty && !box) empty.hidden = Boolean(entries.length);
    if (focused) list.querySelector(`[data-entry="${focused}"] button`)?.focus();
  };

  const countWords = () => {
    const entries = all();
    const told = (state, words) => {
      const count = entries.filter((entry) => entry.state === state).length;
      return count ? [`${words} ${count}件`] : [];
    };
    // What was refused comes first: it goes nowhere until somebody mends it.
    const words = [
      ...told("refused", "送れませんでした"),
      ...told("unsent", "未送信"),
      ...told("draft", "書きかけ"),
    ];
    return words.join("・");
  };

  const show = () => {
    for (const link of document.querySelectorAll("[data-drafts-count]")) {
      const words = countWords();
      link.textContent = words;
      link.hidden = !words;
    }
    document.querySelectorAll("[data-drafts-list]").forEach(showList);
  };

  window.bansoDrafts = { writer, listUrl, sentLabel, all, get, keep, drop, newId, make, ago, openUrl, show };
  window.addEventListener("banso:entries", show);
  window.addEventListener("storage", (event) => event.key?.startsWith(mine) && show());
  document.addEventListener("DOMContentLoaded", () => {
    show();
    // The list stands in for a page that could not be had.
    const notice = document.querySelector("[data-no-signal]");
    if (notice) notice.hidden = location.pathname === listUrl;
  });
  const backOnLine = () => {
    const notice = document.querySelector("[data-no-signal]:not([hidden])");
    if (!notice) return;
    const again = make("a", "開こうとした画面を開く", { href: location.href });
    notice.className = "notice notice-good";
    notice.replaceChildren("つながりました。", again);
  };
  window.addEventListener("online", backOnLine);
  window.addEventListener("banso:sent", backOnLine);
  document.addEventListener("visibilitychange", () => document.hidden || show());
})();
