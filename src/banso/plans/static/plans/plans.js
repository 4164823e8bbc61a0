// The words of a plan: characters counted as one types, and what is typed kept on the device under
// its heading until the server has it（the project's drafts）. SWOT: lines are dragged into order.
(() => {
  "use strict";

  const drafts = window.bansoDrafts;
  const PAUSE_MS = 250;
  const KIND = "plan-section";

  // ── characters, as forms count them: line breaks are none ──

  const count = (form) => {
    const box = form.elements.text;
    const place = document.getElementById(box.dataset.counted);
    if (!place) return;
    const length = [...box.value.replace(/[\r\n]/g, "")].length;
    const limit = Number(form.dataset.limit || 0);
    place.textContent = length.toLocaleString("ja-JP");
    place.classList.toggle("is-over", limit > 0 && length > limit);
  };

  // ── drafts ──

  const told = (form, words) => {
    const place = form.querySelector(".draft-said");
    if (place) place.textContent = words;
  };

  const keep = (form) => {
    const id = form.dataset.section;
    const { text, said_by } = form.elements;
    if (!drafts?.writer) return;
    if (text.value === text.defaultValue && !("typed" in form.dataset)) {
      if (drafts.get(id)) drafts.drop(id);
      told(form, "");
      return;
    }
    const kept = drafts.keep({
      id,
      writer: drafts.writer,
      kind: KIND,
      label: form.dataset.label,
      title: form.dataset.title,
      url: form.dataset.url,
      action: form.getAttribute("action"),
      fields: [["text", text.value], ["said_by", said_by.value]],
      at: Date.now(),
      state: "draft",
    });
    told(
      form,
      kept
        ? "書きかけをこの端末に残しました。"
        : "この端末に書きかけを残せません。保存するまで、この画面を閉じないでください。",
    );
  };

  const timers = new WeakMap(); // of forms whose typing is not on the device yet
  const sent = new WeakMap(); // what a form last sent

  const stop = (form) => {
    window.clearTimeout(timers.get(form));
    timers.delete(form);
  };

  const giveBack = (form) => {
    const known = drafts?.writer && !("typed" in form.dataset) && drafts.get(form.dataset.section);
    if (!known) return;
    const value = (name) => known.fields.find(([one]) => one === name)?.[1] ?? "";
    if (value("text").trim() === form.elements.text.value.trim()) {
      drafts.drop(known.id); // it was kept by the server meanwhile
      return;
    }
    form.elements.text.value = value("text");
    form.elements.said_by.value = value("said_by");
    told(form, "書きかけを戻しました。まだ保存していません。");
  };

  const start = (form) => {
    if ("started" in form.dataset) return;
    form.dataset.started = "";
    giveBack(form);
    count(form);
    const save = () => {
      stop(form);
      keep(form);
    };
    form.addEventListener("input", () => {
      count(form);
      if (!timers.has(form)) timers.set(form, window.setTimeout(save, PAUSE_MS));
    });
    window.addEventListener("pagehide", () => timers.has(form) && save());
    if ("typed" in form.dataset) keep(form);
  };

  const typedIn = ({ elements }) => JSON.stringify([elements.text.value, elements.said_by.value]);

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches?.("form[data-section]")) sent.set(detail.elt, typedIn(detail.elt));
  });

  // The server has what was sent, and the form it came from is gone: its pause must not end in a
  // draft of words that are saved. What was typed while they were on their way is one.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig.elt; // `detail.elt` is what stands around a form now gone
    if (!form.matches?.("form[data-section]") || !detail.successful) return;
    const signIn = document.body.dataset.signIn;
    const landed = detail.xhr?.responseURL && new URL(detail.xhr.responseURL).pathname;
    if (landed === signIn) return;
    stop(form);
    drafts?.drop(form.dataset.section);
    if (typedIn(form) === sent.get(form)) return;
    form.dataset.typed = "";
    keep(form);
  });

  const sections = (root) => root.querySelectorAll("form[data-section]").forEach(start);
  document.addEventListener("htmx:afterSettle", () => sections(document));

  // ── figures and the succession table: a draft comes back with the version it was typed over, so
  // that a colleague's change in between is met and not overwritten; the results follow ──

  document.addEventListener("draft-filled", ({ target, detail }) => {
    const seen = target.elements?.seen_version;
    const typed = detail.fields.find(([name]) => name === "seen_version")?.[1];
    if (!seen || !typed) return;
    seen.value = typed;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // ── order by dragging; the buttons beside each line do the same ──

  const sortable = (fields) => {
    let dragged = null;
    const lineOf = (target) => target.closest?.("[data-point]");
    const over = (line) => {
      fields.querySelectorAll(".is-over-here").forEach((one) => one.classList.remove("is-over-here"));
      line?.classList.add("is-over-here");
    };
    fields.addEventListener("dragstart", (event) => {
      dragged = lineOf(event.target);
      if (dragged) event.dataTransfer.effectAllowed = "move";
    });
    fields.addEventListener("dragover", (event) => {
      const line = lineOf(event.target);
      if (!dragged || !line || line === dragged || line.parentElement !== dragged.parentElement) return;
      event.preventDefault();
      over(line);
    });
    fields.addEventListener("dragend", () => over(null));
    fields.addEventListener("drop", (event) => {
      const line = lineOf(event.target);
      over(null);
      if (!dragged || !line || line === dragged) return;
      event.preventDefault();
      const form = dragged.querySelector("form");
      const before = document.createElement("input");
      before.type = "hidden";
      before.name = "before";
      before.value = line.dataset.point;
      form.append(before);
      form.requestSubmit();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    sections(document);
    document.querySelectorAll("[data-sortable]").forEach(sortable);
    // On a phone the tabs scroll: the page one is on is in sight.
    const tab = document.querySelector('.tabs [aria-current="page"]');
    if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft;
  });
})();
