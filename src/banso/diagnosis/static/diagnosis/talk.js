// The line under each cell: Enter keeps what was said and the cursor stays for the next. What is
// typed stays on the device until the server has it; without a connection it waits and is sent
// once（the project's drafts and outbox; sent twice, the server keeps it once）.
(() => {
  "use strict";

  const drafts = window.bansoDrafts;
  const htmx = window.htmx;
  const KIND = "said";
  const PAUSE_MS = 250;
  const FIELDS = ["sheet", "cell", "text", "said_by", "weight"];
  const DRAFTED = ["text", "said_by", "weight"];
  const here = location.pathname;
  const keys = new WeakMap(); // under which entry what is typed in a form is kept

  const keyOf = (form) => {
    if (!keys.has(form)) keys.set(form, drafts.newId());
    return keys.get(form);
  };
  const valueOf = (entry, name) => entry.fields.find(([one]) => one === name)?.[1] ?? "";
  const fieldsOf = (form) => {
    const typed = new FormData(form);
    const pairs = typed.getAll("pair").map((pair) => ["pair", pair]);
    return [...FIELDS.map((name) => [name, typed.get(name) ?? ""]), ...pairs];
  };
  const isOf = (form, entry) =>
    entry.kind === KIND &&
    new URL(entry.url, location.origin).pathname === here &&
    valueOf(entry, "sheet") === form.elements.sheet.value &&
    valueOf(entry, "cell") === form.elements.cell.value;

  const entryOf = (form, state) => ({
    id: keyOf(form),
    writer: drafts.writer,
    kind: KIND,
    label: form.dataset.label,
    title: form.dataset.title,
    url: here,
    action: form.getAttribute("action"),
    fields: [...fieldsOf(form), ["entry_key", keyOf(form)]],
    at: Date.now(),
    state,
  });

  const save = (form, state = "draft") => {
    if (!drafts?.writer) return false;
    if (form.elements.text.value.trim()) return drafts.keep(entryOf(form, state));
    if (drafts.get(keyOf(form))) drafts.drop(keyOf(form));
    return false;
  };

  const empty = (form) => {
    keys.delete(form);
    form.elements.text.value = "";
    for (const box of form.querySelectorAll('input[type="checkbox"]')) box.checked = false;
    form.elements.text.removeAttribute("aria-invalid");
  };

  const fill = (form, entry) => {
    keys.set(form, entry.id);
    for (const name of DRAFTED) {
      if (form.elements[name]) form.elements[name].value = valueOf(entry, name);
    }
    if (entry.state !== "draft") drafts.keep({ ...entry, state: "draft" });
  };

  // What waits for the connection stands under its line.
  const showWaiting = (form) => {
    const place = form.querySelector("[data-waiting]");
    if (!place) return;
    const lines = drafts
      .all()
      .filter((entry) => isOf(form, entry) && entry.state !== "draft" && entry.id !== keys.get(form))
      .map((entry) => {
        const told = entry.state === "refused" ? `送れませんでした（${entry.told?.join("　") || ""}）` : "未送信";
        return drafts.make("p", `${told}：${valueOf(entry, "text")}`);
      });
    place.replaceChildren(...lines);
  };

  const lines = () => document.querySelectorAll("form[data-say]");

  const start = (form) => {
    let timer = 0;
    form.addEventListener("input", () => {
      timer ||= window.setTimeout(() => {
        timer = 0;
        save(form);
      }, PAUSE_MS);
    });
    const keepNow = () => timer && save(form);
    window.addEventListener("pagehide", keepNow);
    document.addEventListener("visibilitychange", () => document.hidden && keepNow());
    if (form.elements.text.value) save(form); // the server gave back what was typed
    const asked = new URLSearchParams(location.search).get("draft");
    const own = drafts.all().filter((entry) => isOf(form, entry));
    const known = own.find((entry) => entry.id === asked) || own.find((entry) => entry.state === "draft");
    if (known && !form.elements.text.value) {
      fill(form, known);
      if (known.id === asked) form.elements.text.focus();
    }
    showWaiting(form);
  };

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches?.("form[data-say]")) {
      detail.elt.dataset.sending = detail.elt.elements.text.value;
      save(detail.elt);
    }
  });

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.elt;
    if (form.matches?.("form[data-quote]") && detail.successful) {
      form.querySelector("[data-quoted]").textContent = "欄に入れました。";
      form.querySelector("button").focus({ preventScroll: true });
    }
    if (!form.matches?.("form[data-say]")) return;
    const signIn = document.body.dataset.signIn;
    const landed = detail.xhr?.responseURL && new URL(detail.xhr.responseURL).pathname;
    const kept = detail.successful && landed !== signIn;
    const broken = !detail.xhr?.status || detail.xhr.status >= 500;
    const isSame = form.elements.text.value === form.dataset.sending;
    if (kept) {
      drafts.drop(keyOf(form));
      if (isSame) empty(form);
      else save(form); // typed on meanwhile
    } else if (broken && save(form, "unsent")) {
      empty(form);
      showWaiting(form);
      window.bansoOutbox.sendAll();
    }
    form.elements.text.focus({ preventScroll: true });
  });

  // An entry being edited stays open when its cell comes anew.
  let editing = [];
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (!detail.target?.matches?.(".said") || !detail.shouldSwap) return;
    const asking = detail.requestConfig?.elt;
    editing = [...detail.target.querySelectorAll("form[data-editing]")]
      .filter((form) => form !== asking)
      .map((form) => form.closest("li"));
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const line of editing) {
      document.getElementById(line.id)?.replaceWith(line);
      htmx.process(line);
    }
    editing = [];
  });

  const refresh = (form) => {
    const target = `#said-${form.elements.sheet.value}_${form.elements.cell.value}`;
    htmx.ajax("GET", form.dataset.say, { target, swap: "outerHTML" });
  };

  window.addEventListener("banso:sent", ({ detail }) => {
    const hash = new URL(detail.location, location.origin).hash;
    for (const form of lines()) {
      const place = `#cell-${form.elements.sheet.value}_${form.elements.cell.value}`;
      if (hash === place) refresh(form);
    }
  });
  window.addEventListener("banso:entries", () => lines().forEach(showWaiting));
  document.addEventListener("DOMContentLoaded", () => {
    if (drafts?.writer) lines().forEach(start);
    // On a phone the tabs scroll: the page one is on is in sight.
    const tab = document.querySelector('.tabs [aria-current="page"]');
    if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft;
  });
})();
