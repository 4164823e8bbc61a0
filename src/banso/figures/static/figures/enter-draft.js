// What was typed of accounts, back from the device: also the periods and rows that this page shows
// otherwise. Which version each period was typed against comes back too, so that a colleague's change
// in between is met as one, and not overwritten.
"use strict";

(() => {
  const form = document.querySelector("[data-sheet]");
  if (!form) return;

  const hidden = (name, value) => {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  };

  form.addEventListener("draft-filled", ({ detail }) => {
    const typed = new Map(detail.fields);
    // What was agreed to once is asked again: the page no longer shows it.
    form.querySelectorAll('[data-carried][name="confirmed"]').forEach((field) => field.remove());
    for (const field of form.querySelectorAll('input[type="hidden"]')) {
      const isOfItsTime = /-(seen_version|opened)$/.test(field.name);
      if (isOfItsTime && typed.has(field.name)) field.value = typed.get(field.name);
    }
    const here = new Set([...form.querySelectorAll('input[name="column"]')].map((one) => one.value));
    const elsewhere = detail.fields
      .filter(([name, value]) => name === "column" && !here.has(value))
      .map(([, value]) => value);
    elsewhere.forEach((key) => hidden("column", key));
    const isOtherPaper =
      [...form.querySelectorAll('select[name$="-form"] option')].some(
        (one) => one.selected !== one.defaultSelected,
      ) ||
      [...form.querySelectorAll('[name$="-is_outline"]')].some(
        (one) => one.checked !== one.defaultChecked,
      );
    const unseen = [...form.querySelectorAll("[data-carried]")].some((field) => field.value.trim());
    // Rows or periods that this page doesn't show: the server lays them out, saving nothing.
    if (elsewhere.length || unseen || isOtherPaper) form.requestSubmit(form.querySelector("[data-check]"));
    else form.dispatchEvent(new Event("sheet-filled"));
  });
})();
