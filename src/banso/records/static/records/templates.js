// One tap on a template（ひな形）fills the boxes left empty, and one more tap empties them again.
(() => {
  "use strict";

  const form = document.getElementById("contact-form");
  const templates = document.querySelector("[data-templates]");
  if (!form || !templates) return;

  const boxes = ["minutes", "heard", "advice"];
  const kinds = () => [...form.querySelectorAll('input[name="kind"]')];
  const topics = () => [...form.querySelectorAll('input[name="topics"]')];
  let undo = [];

  // A value put in, remembered with what stood there; taken back only where it still stands.
  const put = (control, property, value) => {
    const before = control[property];
    control[property] = value;
    undo.push(() => {
      if (control[property] === value) control[property] = before;
    });
  };

  const fillIn = ({ kind, topics: keys, ...texts }) => {
    for (const name of boxes) {
      const box = form.elements[name];
      if (texts[name] && !box.value.trim()) put(box, "value", texts[name]);
    }
    const untouched = kinds().every((radio) => radio.checked === radio.defaultChecked);
    const wanted = kinds().find((radio) => radio.value === kind && !radio.checked);
    if (untouched && wanted) {
      const before = kinds().find((radio) => radio.checked);
      wanted.checked = true;
      undo.push(() => {
        if (wanted.checked && before) before.checked = true;
      });
    }
    if (topics().some((box) => box.checked)) return;
    const named = keys.split(" ");
    for (const box of topics()) if (named.includes(box.value)) put(box, "checked", true);
  };

  const told = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  const showAgain = () => {
    form.dispatchEvent(new Event("draft-filled", { bubbles: true }));
    told();
  };

  const said = templates.querySelector("[data-templates-said]");
  const say = (name) => {
    if (!undo.length) {
      said.textContent = "空いている欄がないため、何も入れていません。";
      return;
    }
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button-small";
    back.textContent = "元に戻す";
    back.addEventListener("click", () => {
      undo.forEach((step) => step());
      undo = [];
      said.textContent = "元に戻しました。";
      showAgain();
    });
    said.replaceChildren(`「${name}」を空いている欄に入れました。`, back);
  };

  templates.addEventListener("click", (event) => {
    const chip = event.target.closest("a.chip");
    if (!chip || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    undo = [];
    fillIn(chip.dataset);
    say(chip.textContent.trim());
    showAgain();
  });
})();
