// The field for photos and papers: what was chosen is listed and can be taken back, further files
// are added by choosing again, dropping or pasting, and what is too large is said before sending.
// Without this the browser's own file field does its work, and the server says the same.
(() => {
  "use strict";

  const inWords = (size) => {
    if (size < 1024 * 1024) return `${Math.max(1, Math.round(size / 1024))}KB`;
    return `${(size / 1024 / 1024).toFixed(1).replace(/\.0$/, "")}MB`;
  };

  // The same file chosen twice is one file.
  const same = (one, other) =>
    one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const equip = (field) => {
    const input = field.querySelector('input[type="file"]');
    const largest = Number(field.dataset.largest);
    const most = Number(field.dataset.most);
    const list = element("ul", "file-list", "");
    list.setAttribute("aria-label", "選んだファイル");
    const told = element("div", "field-errors", "");
    told.setAttribute("role", "alert");
    const hint = element("p", "field-help", "ここにファイルを置くか、写した画像を貼り付けても足せます。");
    field.querySelector(".files-control").append(hint, list, told);
    let chosen = [];

    const waiting = () => field.querySelectorAll('[name="staged"]').length;

    const refusalOf = (file) => {
      if (file.size > largest) {
        const most = field.dataset.largestInWords;
        return `「${file.name}」は大きすぎます（${inWords(file.size)}。1つ${most}まで）。外しました。`;
      }
      if (file.size === 0) return `「${file.name}」は空のファイルです。外しました。`;
      return "";
    };

    const put = () => {
      const kept = new DataTransfer();
      chosen.forEach((file) => kept.items.add(file));
      input.files = kept.files;
      list.replaceChildren(...chosen.map(line));
    };

    const line = (file) => {
      const made = element("li", "file-line", "");
      const words = element("span", "file-words", "");
      words.append(element("span", "file-name", file.name));
      words.append(element("span", "small quiet number", inWords(file.size)));
      const button = element("button", "button button-small button-quiet", "外す");
      button.type = "button";
      button.setAttribute("aria-label", `${file.name}を外す`);
      button.addEventListener("click", () => {
        chosen = chosen.filter((other) => other !== file);
        put();
        input.focus();
      });
      made.append(words, button);
      return made;
    };

    const add = (files) => {
      const refusals = [];
      for (const file of files) {
        const refusal = refusalOf(file);
        if (refusal) refusals.push(refusal);
        else if (chosen.length + waiting() >= most) {
          refusals.push(`「${file.name}」は、${most}個を超えるので足していません。`);
        } else if (!chosen.some((other) => same(other, file))) chosen.push(file);
      }
      told.replaceChildren(...refusals.map((words) => element("p", "field-error", words)));
      put();
    };

    input.addEventListener("change", () => add([...input.files]));

    // Dropped anywhere on the field; the page itself must not open the file instead.
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    field.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      field.classList.add("is-over");
    });
    field.addEventListener("dragleave", () => field.classList.remove("is-over"));
    field.addEventListener("drop", (event) => {
      field.classList.remove("is-over");
      if (!holdsFiles(event)) return;
      event.preventDefault();
      add([...event.dataTransfer.files]);
    });

    // Pasted anywhere in the form; every picture from the clipboard has the same name, so number it.
    let pasted = 0;
    (field.closest("form") || field).addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files || [])];
      if (!files.length) return;
      event.preventDefault();
      add(
        files.map((file) => {
          if (!/^image\.\w+$/.test(file.name)) return file;
          pasted += 1;
          const name = file.name.replace("image", `貼り付けた画像${pasted}`);
          return new File([file], name, { type: file.type, lastModified: file.lastModified });
        }),
      );
    });

    // What the browser kept when coming back to the page（「戻る」）.
    if (input.files.length) add([...input.files]);
  };

  const equipAll = () => document.querySelectorAll("[data-files]").forEach(equip);
  document.addEventListener("DOMContentLoaded", equipAll);
})();
