// The entry page of accounts: Enter and the arrows go down and up a column, and every sum follows
// what is typed. The server reckons the same when the page is sent; without this script it still does.
"use strict";

(() => {
  const form = document.querySelector("[data-sheet]");
  if (!form) return;
  // As the server reads amounts（core/money.py）: 1,234 △1,234 7,050千円 705万 80万5千 1.2億.
  const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
  const BELOW = `(?:${NUMBER}千)?(?:${NUMBER}百)?(?:${NUMBER})?`;
  const AMOUNT = new RegExp(
    String.raw`^(\()?([△▲-])?[¥\\]?([△▲-])?((?:${BELOW}億)?(?:${BELOW}万)?${BELOW})(円)?(\))?$`,
  );
  const PART = /((?:\d{1,3}(?:,\d{3})+|\d+))(?:\.(\d+))?([千百]?)([億万]?)/g;
  const UNITS = { 億: 100000000, 万: 10000, 千: 1000, 百: 100, "": 1 };

  const cells = (key) => [...form.querySelectorAll(`input[data-code][data-column="${key}"]`)];
  const columns = [...form.querySelectorAll('input[name="column"]')].map((field) => field.value);

  // A cell in yen; null when it is blank or cannot be read (the server says why).
  function read(input, unit) {
    const tidy = input.value.normalize("NFKC").replace(/\s/g, "").replace(/[‐‑‒–—―−ー]/g, "-");
    const found = AMOUNT.exec(tidy);
    if (!found || tidy.replace(/\D/g, "").length > 15) return null;
    const [, open, sign, late, number, named, close] = found;
    const signs = [open, sign, late].filter(Boolean).length;
    if (Boolean(open) !== Boolean(close) || signs > 1 || /[億万千百]\d{1,2}$/.test(tidy)) return null;
    const yen = sumOf([...number.matchAll(PART)], number, named ? 1 : unit);
    return yen === null || !signs ? yen : -yen;
  }

  // 「80万5千」 as 80 times 10,000 and 5 times 1,000; null where the parts do not fit together.
  function sumOf(parts, number, unit) {
    if (!parts.length || parts.map((part) => part[0]).join("") !== number) return null;
    let sum = 0;
    let before = Infinity;
    for (const [at, [, whole, part = "", small, large]] of parts.entries()) {
      const above = large || parts.slice(at).find((later) => later[4])?.[4] || "";
      const bare = parts.length === 1 && !small && !large;
      const times = bare ? unit : UNITS[small] * UNITS[above];
      const digits = String(times).length - 1;
      if (part.replace(/0+$/, "").length > (at === parts.length - 1 ? digits : 0)) return null;
      const rest = part.padEnd(digits, "0").slice(0, digits);
      const yen = Number(whole.replace(/,/g, "") + rest);
      if (yen >= before) return null;
      before = times;
      sum += yen;
    }
    return sum;
  }

  function shown(yen, unit) {
    if (yen === null) return "—";
    const rest = Math.abs(yen) % unit;
    const whole = Math.floor(Math.abs(yen) / unit).toLocaleString("en-US");
    const part = rest ? `.${String(rest).padStart(3, "0").replace(/0+$/, "")}` : "";
    return `${yen < 0 ? "△" : ""}${whole}${part}`;
  }

  // Sums of lines; a sum without lines is unknown, but nothing where its side of the paper has any.
  function partsOf(inputs, unit) {
    const parts = {};
    const lines = {};
    const sides = new Set();
    for (const input of inputs) {
      const isMinus = "minus" in input.dataset; // 9,700 and △9,700 take off the same
      const said = read(input, unit);
      const part = input.dataset.part;
      if (said === null) continue;
      const yen = isMinus ? Math.abs(said) : said;
      lines[input.dataset.code] = yen;
      if (part) parts[part] = (parts[part] ?? 0) + (isMinus ? -yen : yen);
      sides.add(sideOf(part));
    }
    return { parts, lines, sides };
  }

  function sideOf(part) {
    if (["current_assets", "fixed_assets", "deferred_assets"].includes(part)) return "assets";
    const claims = ["current_liabilities", "fixed_liabilities", "net_assets"];
    return claims.includes(part) ? "claims" : "";
  }

  // In an outline（合計だけ）a blank is unknown, and a result that rests on it is, too.
  function followed(terms, known, outline) {
    const strict = outline && terms.includes("!");
    let sum = null;
    for (const term of terms.split(" ")) {
      const [, sign, name, must] = /^([+-])(\w+)(!?)$/.exec(term);
      const value = known[name] ?? null;
      if (value === null && (must || strict)) return null;
      if (value !== null) sum = (sum ?? 0) + (sign === "-" ? -value : value);
    }
    return sum;
  }

  function reckon(key) {
    const unit = form.elements[`${key}-typed_in`].value === "thousand-yen" ? 1000 : 1;
    const outline = form.elements[`${key}-is_outline`].checked;
    const inputs = cells(key);
    const { parts, lines, sides } = partsOf(inputs, unit);
    const known = outline ? {} : { ...lines, ...parts };
    for (const input of inputs) {
      if (outline && !input.dataset.part) known[input.dataset.code] = read(input, unit);
      if (outline && input.dataset.part === input.dataset.code) known[input.dataset.code] = read(input, unit);
    }
    for (const output of form.querySelectorAll(`output[data-sum][data-column="${key}"]`)) {
      const code = output.dataset.sum;
      let sum = output.dataset.terms ? followed(output.dataset.terms, known, outline) : known[code] ?? null;
      if (sum === null && sides.has(output.dataset.side)) sum = 0;
      known[code] = sum;
      output.textContent = shown(sum, unit);
      if (code === "balance_gap") output.classList.toggle("behind", Boolean(sum));
    }
    const sales = known.sales ?? null;
    const inYen = form.querySelector(`[data-in-yen="${key}"]`);
    inYen.textContent = sales === null ? "" : `売上高は${shown(sales, 1)}円`;
  }

  // Everything that can be typed or chosen of one period, from its first day to its last figure.
  const fieldsOf = (key) =>
    [...form.querySelectorAll("tbody :is(input, select):not([type=hidden])")].filter((field) =>
      field.name.startsWith(`${key}-`),
    );

  const columnOf = (field) => columns.find((key) => field.name?.startsWith(`${key}-`));

  // Enter never sends the page: the last field of a period stays where it is.
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const key = field instanceof HTMLElement && field.closest("tbody") && columnOf(field);
    if (!key || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || (event.key !== "Enter" && field instanceof HTMLSelectElement)) return;
    event.preventDefault();
    const column = fieldsOf(key);
    const next = column[column.indexOf(field) + step];
    if (!next) return;
    next.focus();
    if (next.type === "text") next.select();
  });

  // The head says of each period which one it is and in what unit, as it is typed.
  function nameInHead(key) {
    const unit = form.elements[`${key}-typed_in`];
    const ends = form.elements[`${key}-ends_on`].value.trim();
    form.querySelector(`[data-unit-of="${key}"]`).textContent =
      unit.options[unit.selectedIndex].textContent;
    const name = form.querySelector(`[data-ends-of="${key}"]`);
    if (name) name.textContent = ends ? `${ends}期` : "";
  }

  form.addEventListener("input", (event) => {
    if (event.target.dataset.column) reckon(event.target.dataset.column);
    if (event.target.name?.endsWith("-ends_on")) nameInHead(columnOf(event.target));
  });

  // Another paper or 合計だけ has other rows: the server lays the page out anew, saving nothing.
  form.addEventListener("change", (event) => {
    const name = event.target.name || "";
    if (name.endsWith("-form") || name.endsWith("-is_outline")) {
      form.requestSubmit(form.querySelector("[data-check]"));
    } else if (name.endsWith("-typed_in")) {
      reckon(columnOf(event.target));
      nameInHead(columnOf(event.target));
    }
  });

  columns.forEach(reckon);
  form.addEventListener("sheet-filled", () => {
    columns.forEach(reckon);
    columns.forEach(nameInHead);
  });

  // Where the table scrolls in its own box, the box's head must not be above the window.
  const bar = document.querySelector(".bar");
  form.addEventListener("focusin", (event) => {
    const box = event.target.closest(".sheet-box:not(.fits)");
    if (!box || !event.target.closest("tbody")) return;
    const under = getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().bottom : 0;
    const above = box.getBoundingClientRect().top - under;
    if (above < 0) window.scrollBy(0, above);
  });

  const box = form.querySelector(".table-scroll");
  if (window.matchMedia("(max-width: 40rem)").matches) box.scrollLeft = box.scrollWidth;
})();
