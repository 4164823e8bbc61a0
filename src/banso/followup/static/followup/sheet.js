// The check sheet: counts in the folds, a number or わからない, and the device's own day where the
// page was fetched on another. Without this the sheet is filled in and sent all the same.
(() => {
  "use strict";

  const form = document.getElementById("sheet-form");
  if (!form) return;

  // ── counts ──

  const boxes = (start) => [...form.elements].filter((one) => one.name.startsWith(start));

  const told = {
    kpi: () =>
      boxes("kpi-").filter(
        (one) => one.value.trim() || form.elements[`unknown-${one.name.slice(4)}`]?.checked,
      ).length,
    q: () => boxes("q-").filter((one) => one.value.trim()).length,
  };

  const count = () => {
    for (const place of form.querySelectorAll("[data-ticked]")) {
      const ticks = boxes(place.dataset.ticked).filter((one) => one.checked);
      place.textContent = ticks.length;
    }
    for (const place of form.querySelectorAll("[data-told]")) {
      place.textContent = told[place.dataset.told]();
    }
  };

  // ── a number or わからない, not both ──

  form.addEventListener("input", ({ target }) => {
    if (target.name.startsWith("kpi-") && target.value.trim()) {
      form.elements[`unknown-${target.name.slice(4)}`].checked = false;
    }
    if (target.name.startsWith("unknown-") && target.checked) {
      form.elements[`kpi-${target.name.slice(8)}`].value = "";
    }
    count();
  });

  // ── back from the device ──

  // Which version was typed against comes back too, so that a colleague's change in between is met
  // as one, and not overwritten.
  form.addEventListener("draft-filled", ({ detail }) => {
    const typed = new Map(detail.fields);
    for (const name of ["seen_version", "opened"]) {
      if (typed.has(name)) form.elements[name].value = typed.get(name);
    }
    for (const fold of form.querySelectorAll("details.fold")) fold.open = true;
    count();
  });

  // ── the day ──

  const eraDay = (day) =>
    new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { dateStyle: "long" }).format(day);
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const isCopy = !form.elements.entry_key.value;
  if (isCopy && form.dataset.renderedOn !== today) {
    if (form.elements.on.value === form.elements.on.defaultValue) form.elements.on.value = eraDay(now);
    const chips = form.querySelectorAll('[data-chips="id_on"] button');
    [now, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)].forEach((day, place) => {
      if (chips[place]) chips[place].dataset.value = eraDay(day);
    });
  }

  count();
})();
