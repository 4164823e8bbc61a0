// A form marked `data-draft="…"` keeps what is typed on the device, gives it back, and waits for
// the connection. It needs a hidden `entry_key` that its server keeps once; see docs/look.md.
(() => {
  "use strict";

  const drafts = window.bansoDrafts;
  const outbox = window.bansoOutbox;
  const PAUSE_MS = 250;
  const PASSED_ON = "banso-passed-on";
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "entry_key"]);

  const fieldsOf = (form) =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !NOT_KEPT.has(name),
    );

  const filesIn = (form) =>
    [...form.querySelectorAll('input[type="file"]')].flatMap((input) => [...input.files]);

  const titleOf = (form) =>
    form.dataset.draftTitle ||
    form
      .querySelector('input[name="business"]:checked')
      ?.closest("label")
      ?.querySelector(".picker-name")
      ?.firstChild.textContent.trim() ||
    form.elements.business_search?.value.trim() ||
    "事業者はまだ";

  const address = (form) => {
    const url = new URL(form.dataset.draftUrl || location.href, location.href);
    ["draft", "template"].forEach((name) => url.searchParams.delete(name));
    return url.pathname + url.search;
  };

  const entryOf = (form, state = "draft") => ({
    id: form.elements.entry_key.value,
    writer: drafts.writer,
    kind: form.dataset.draft,
    label: form.dataset.draftLabel || "入力",
    title: titleOf(form),
    url: address(form),
    action: form.getAttribute("action") || address(form),
    fields: [...fieldsOf(form), ["entry_key", form.elements.entry_key.value]],
    at: Date.now(),
    state,
  });

  // ── giving back ──

  const pick = (form, value, title) => {
    const choice = drafts.make("label", "", { class: "picker-choice" });
    const radio = drafts.make("input", "", { type: "radio", name: "business", value });
    radio.checked = true;
    choice.append(radio, drafts.make("span", title, { class: "picker-name" }));
    const set = drafts.make("fieldset", "", { class: "picker-choices is-settled" });
    set.append(drafts.make("legend", "選んだ事業者", { class: "visually-hidden" }), choice);
    form.querySelector("#business-choices")?.replaceChildren(set);
    const said = form.querySelector("#business-said");
    if (said) said.textContent = `「${title}」を選んでいます。ちがうときは、上の欄でさがし直します。`;
    radio.dispatchEvent(new CustomEvent("business-chosen", { bubbles: true }));
  };

  // Rows of a formset beyond those on the page: the last one again, empty, with the next number.
  const addRows = (form, prefix, wanted) => {
    const total = form.elements[`${prefix}-TOTAL_FORMS`];
    while (total && Number(total.value) < wanted) {
      const last = [...form.querySelectorAll(`[data-row="${prefix}"]`)].at(-1);
      if (!last) return;
      const row = last.cloneNode(true);
      for (const element of [row, ...row.querySelectorAll("*")]) {
        for (const { name, value } of [...element.attributes]) {
          const next = value.replaceAll(`${prefix}-${total.value - 1}-`, `${prefix}-${total.value}-`);
          element.setAttribute(name, next);
        }
        if ("value" in element && /^(text|hidden)$/.test(element.type)) element.value = "";
      }
      last.after(row);
      total.value = Number(total.value) + 1;
    }
  };

  // A button with `data-add-row="prefix"` adds one more row; it shows where scripts run.
  const offerRows = (form) => {
    for (const button of form.querySelectorAll("[data-add-row]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const prefix = button.dataset.addRow;
        addRows(form, prefix, Number(form.elements[`${prefix}-TOTAL_FORMS`].value) + 1);
        const last = [...form.querySelectorAll(`[data-row="${prefix}"]`)].at(-1);
        last.querySelector('input[type="text"], textarea')?.focus();
      });
    }
  };

  // What this form has no box for（the one without signal is plainer）goes along unseen.
  const carry = (form, entry) => {
    for (const [name, value] of entry.fields) {
      if (form.elements[name] || NOT_KEPT.has(name)) continue;
      form.append(drafts.make("input", "", { type: "hidden", name, value, "data-carried": "" }));
    }
  };

  const fill = (form, entry) => {
    for (const [name, value] of entry.fields) {
      const prefix = name.match(/^(.+)-TOTAL_FORMS$/)?.[1];
      if (prefix) addRows(form, prefix, Number(value));
    }
    const kept = new Map();
    for (const [name, value] of entry.fields) kept.set(name, [...(kept.get(name) || []), value]);
    for (const control of form.elements) {
      const values = kept.get(control.name) || [];
      if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
      else if (control.type !== "hidden" && control.type !== "file" && values.length) {
        control.value = values[0];
      }
    }
    const business = kept.get("business")?.[0];
    const offered = business && form.querySelector(`input[name="business"][value="${business}"]`);
    if (offered) offered.dispatchEvent(new CustomEvent("business-chosen", { bubbles: true }));
    else if (business && !form.dataset.draftTitle) pick(form, business, entry.title);
    form.elements.entry_key.value = entry.id;
    history.replaceState({ ...history.state, entryKey: entry.id }, "");
    carry(form, entry);
    form.dispatchEvent(new CustomEvent("draft-filled", { bubbles: true, detail: entry }));
  };

  const sayRefusals = (form, entry) => {
    if (entry.state !== "refused" || !entry.told?.length) return;
    const notice = drafts.make("section", "", { class: "notice notice-bad", tabindex: "-1" });
    notice.append(drafts.make("h2", "送れませんでした", { class: "notice-title" }));
    const list = drafts.make("ul");
    list.append(...entry.told.map((words) => drafts.make("li", words)));
    notice.append(list, drafts.make("p", "直してから、もう一度保存してください。"));
    form.prepend(notice);
    notice.focus();
  };

  // ── keeping ──

  const watch = (form) => {
    const isTyped = "draftTyped" in form.dataset; // the server gave back what was typed
    let untouched = isTyped ? "" : JSON.stringify(fieldsOf(form));
    let timer = 0;
    const said = drafts.make("p", "", { class: "field-help draft-said" });
    // Beside the buttons, also where those stand outside of the form.
    const button = [...form.elements].find((one) => one.closest(".form-buttons"));
    button?.closest(".form-buttons").append(said);

    const save = () => {
      window.clearTimeout(timer);
      timer = 0;
      if (form.dataset.draftDone !== undefined) return;
      const entry = entryOf(form);
      const known = drafts.get(entry.id);
      if (JSON.stringify(fieldsOf(form)) === untouched) {
        if (known) drafts.drop(entry.id);
        said.textContent = "";
      } else if (JSON.stringify(known?.fields) !== JSON.stringify(entry.fields)) {
        said.textContent = drafts.keep(entry)
          ? "書きかけをこの端末に残しました。"
          : "この端末に書きかけを残せません。保存するまで、この画面を閉じないでください。";
      }
    };

    // A steady typist is kept too: what is typed waits no longer than the pause.
    const soon = () => {
      timer ||= window.setTimeout(save, PAUSE_MS);
    };
    ["input", "change", "business-chosen"].forEach((name) => form.addEventListener(name, soon));
    document.addEventListener("visibilitychange", () => document.hidden && timer && save());
    window.addEventListener("pagehide", () => timer && save());
    form.addEventListener("draft-begin", () => {
      untouched = ""; // it differs from an empty form from the start
      said.textContent = "書きかけを戻しました。まだ保存していません。";
    });
    if (isTyped) save();
  };

  // ── sending ──

  const lock = (form, busy) => {
    form.toggleAttribute("aria-busy", busy);
    if (busy) form.setAttribute("aria-busy", "true");
    for (const button of form.querySelectorAll('button:not([type="button"])')) {
      button.disabled = busy;
    }
  };

  // A form, or the button pressed, may say in `data-outbox-said` what was put on the device.
  const putInOutbox = (form, entry, cause, submitter) => {
    const files = filesIn(form).length;
    const kept = drafts.get(entry.id) || drafts.keep(entry);
    if (!kept) return false;
    form.hidden = true;
    const notice = drafts.make("section", "", {
      class: "notice notice-warn",
      tabindex: "-1",
      "data-outbox": entry.id,
    });
    const said = submitter?.dataset.outboxSaid || form.dataset.outboxSaid || "この端末に置きました";
    notice.append(
      drafts.make("h2", said, { class: "notice-title" }),
      drafts.make("p", `${cause}ため、「${entry.title}」をこの端末に置きました。つながったら送ります。`),
    );
    if (files) {
      const words = `選んだファイル（${files}件）は端末に置けません。送ったあと、記録を開いて加えてください。`;
      notice.append(drafts.make("p", words));
    }
    const buttons = drafts.make("div", "", { class: "form-buttons" });
    const again = drafts.make("a", form.dataset.draftNextLabel || "もう1件入力する", { class: "button", href: form.dataset.draftNext || address(form) });
    const list = drafts.make("a", "未送信の一覧", { class: "button", href: drafts.listUrl });
    const mend = drafts.make("button", "この内容を直す", { class: "button button-quiet", type: "button" });
    mend.addEventListener("click", () => {
      notice.remove();
      form.hidden = false;
      delete form.dataset.draftDone;
      drafts.keep({ ...entry, state: "draft" });
      form.querySelector("textarea, input:not([type=hidden])")?.focus();
    });
    buttons.append(again, list, mend);
    notice.append(buttons);
    form.before(notice);
    notice.focus();
    return true;
  };

  // The browser sends the form itself: the server's answer is then a page like any other.
  const natively = (form, submitter, { id, token, answered }) => {
    sessionStorage.setItem(PASSED_ON, id);
    form.dataset.draftNative = "";
    const inForm = form.elements.csrfmiddlewaretoken;
    if (inForm && token && answered !== 403) inForm.value = token;
    lock(form, false);
    form.requestSubmit(submitter);
  };

  const send = async (form, submitter) => {
    const body = new FormData(form);
    if (submitter?.name) body.append(submitter.name, submitter.value);
    const typed = entryOf(form, "unsent");
    const entry = submitter?.name
      ? { ...typed, fields: [...typed.fields, [submitter.name, submitter.value]] }
      : typed;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) body.delete("csrfmiddlewaretoken"); // as old as the page; the cookie's is fresh
    form.dataset.draftDone = "";
    drafts.keep(entry);
    try {
      const answer = await outbox.ask(entry.action, {
        method: "POST",
        headers: token ? { "X-CSRFToken": token } : {},
        body,
      });
      const location = outbox.leadsTo(answer);
      if (location && !outbox.isSignIn(location)) drafts.drop(entry.id);
      else drafts.keep({ ...entry, state: "draft" });
      if (location) window.location.assign(location);
      else natively(form, submitter, { id: entry.id, token, answered: answer.status });
    } catch (cause) {
      lock(form, false);
      if (!(cause instanceof outbox.NotNow)) throw cause;
      if (putInOutbox(form, entry, cause.message, submitter)) outbox.sendAll();
      else natively(form, submitter, { id: entry.id, token }); // no room on the device: the browser tries itself
    }
  };

  // Coming back to the page（「戻る」）is coming back to the same entry, even when the browser
  // fetched the page anew: its key stays with the place in the history.
  const keepKey = (key) => {
    if (history.state?.entryKey) key.value = history.state.entryKey;
    key.value ||= drafts.newId();
    history.replaceState({ ...history.state, entryKey: key.value }, "");
  };

  const renew = (key) => {
    key.value = drafts.newId();
    history.replaceState({ ...history.state, entryKey: key.value }, "");
  };

  // `isPart`: the form came into a page that was open already, whose history is not the form's.
  const start = (form, isPart) => {
    const key = form.elements.entry_key;
    if (!drafts.writer || !key || form.dataset.draftStarted !== undefined) return;
    form.dataset.draftStarted = "";
    if (!isPart) keepKey(key);
    const passedOn = sessionStorage.getItem(PASSED_ON);
    sessionStorage.removeItem(PASSED_ON);
    const isTyped = "draftTyped" in form.dataset;
    if (isTyped && passedOn && passedOn !== key.value) drafts.drop(passedOn);
    const asked = isPart ? null : new URLSearchParams(location.search).get("draft");
    const known = isTyped ? null : drafts.get(asked || key.value);
    if (known?.state === "unsent" && !asked) renew(key); // it is on its way: this is another entry
    watch(form);
    offerRows(form);
    if (known && (asked || known.state !== "unsent")) {
      form.dispatchEvent(new Event("draft-begin"));
      fill(form, known);
      sayRefusals(form, known);
      drafts.keep({ ...known, state: "draft", at: known.at });
    }
    const list = document.querySelector(`[data-drafts-list="${form.dataset.draft}"]`);
    if (list) list.dataset.except = key.value;
    drafts.show();
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || "draftNative" in form.dataset) return;
      if (event.submitter?.hasAttribute("formaction")) {
        sessionStorage.setItem(PASSED_ON, key.value); // on to another form, with what is typed
        return;
      }
      event.preventDefault();
      if (form.getAttribute("aria-busy") === "true") return;
      lock(form, true);
      const press = () => send(form, event.submitter);
      outbox.alone(key.value, () => press().then(() => true)).then((sent) => sent || press());
    });
  };

  window.addEventListener("banso:sent", ({ detail }) => {
    const notice = document.querySelector(`[data-outbox="${detail.id}"]`);
    if (!notice) return;
    const words = drafts.make("p", "つながったので、送りました。");
    words.append(drafts.make("a", drafts.sentLabel, { href: detail.location, class: "button" }));
    notice.className = "notice notice-good";
    notice.replaceChildren(words);
  });

  // Sent and refused: it waits for its writer now, and no longer for the connection.
  window.addEventListener("banso:entries", () => {
    for (const notice of document.querySelectorAll("[data-outbox]")) {
      const entry = drafts.get(notice.dataset.outbox);
      if (entry?.state !== "refused") continue;
      const words = drafts.make("p", `つながりましたが、受け付けられませんでした。${(entry.told || []).join("　")}`);
      const open = drafts.make("a", "開いて直す", { href: drafts.openUrl(entry), class: "button" });
      notice.className = "notice notice-bad";
      notice.removeAttribute("data-outbox");
      notice.replaceChildren(words, open);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-draft]").forEach((form) => start(form, false));
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    event.detail.elt.querySelectorAll?.("form[data-draft]").forEach((form) => start(form, true));
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-draft]")) {
      delete form.dataset.draftDone;
      lock(form, false);
    }
  });
})();
