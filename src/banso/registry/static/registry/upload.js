// A ledger can be dropped anywhere on its place; a file that is too large is told before it travels.
(() => {
  "use strict";

  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const place = form.querySelector("[data-drop]");
  const input = form.querySelector('input[type="file"]');
  const said = form.querySelector("[data-upload-said]");
  const largest = Number(form.dataset.largest);
  const megabytes = (size) => (size / 1024 / 1024).toFixed(1);

  const tooLarge = () => input.files.length > 0 && input.files[0].size > largest;

  const say = () => {
    const file = input.files[0];
    if (!file) said.textContent = "";
    else if (tooLarge()) {
      said.textContent = `「${file.name}」は大きすぎます（${megabytes(file.size)}MB）。30MBまでです。`;
    } else said.textContent = `「${file.name}」（${megabytes(file.size)}MB）を選びました。`;
  };

  for (const type of ["dragenter", "dragover"]) {
    place.addEventListener(type, (event) => {
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  for (const type of ["dragleave", "drop"]) {
    place.addEventListener(type, () => place.classList.remove("is-over"));
  }
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    say();
  });
  input.addEventListener("change", say);

  // Before the shell locks the form: a refused press leaves the buttons alive.
  form.addEventListener("submit", (event) => {
    if (!tooLarge()) return;
    event.preventDefault();
    input.focus();
  });
})();
