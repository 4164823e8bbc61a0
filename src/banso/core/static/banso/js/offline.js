// Lets a form open without signal once it was opened with it: a worker answers in the network's
// place, from copies kept here. Only pages meant for it are kept（`data-offline-copy`）, no others,
// and they go when the person signs out or another signs in.
(() => {
  "use strict";

  const COPIES = "banso-offline";
  const OWNER = "banso-offline-owner";
  const { writer, drafts, worker } = document.body.dataset;
  const forget = () => window.caches?.delete(COPIES);

  const filesOf = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const parts = page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]');
    const names = [...parts].map((part) => part.getAttribute("href") || part.getAttribute("src"));
    return [...new Set(names)];
  };

  // The page and its files; the page last, so that an interrupted copy leaves the former whole.
  const copy = async (copies, source, ...paths) => {
    const answer = await fetch(source);
    if (!answer.ok || answer.redirected) throw new Error(`no copy of ${source}`);
    const files = filesOf(await answer.clone().text());
    await copies.addAll(files);
    for (const path of paths) await copies.put(path, answer.clone());
    return [...files, ...paths];
  };

  const keep = async (form) => {
    const copies = await window.caches.open(COPIES);
    const wanted = [
      ...(await copy(copies, form.dataset.offlineCopy, ...form.dataset.offlineFor.split(" "))),
      ...(await copy(copies, drafts, drafts, "/")), // "/" stands for whatever else is asked for
    ];
    // Files are named after their content: those of an older version are wanted no more.
    const paths = new Set(wanted.map((path) => new URL(path, location.origin).pathname));
    for (const request of await copies.keys()) {
      if (!paths.has(new URL(request.url).pathname)) await copies.delete(request);
    }
  };

  if (writer && localStorage.getItem(OWNER) !== writer) {
    forget();
    localStorage.setItem(OWNER, writer);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forget();
  });

  window.addEventListener("load", async () => {
    const form = document.querySelector("form[data-offline-copy]");
    if (!form || !worker || !navigator.serviceWorker || !window.caches) return;
    try {
      await navigator.serviceWorker.register(worker);
      await navigator.serviceWorker.ready;
      await keep(form);
      form.dataset.offlineKept = "";
    } catch {
      // No signal, or the page was left meanwhile: the copy of before, if any, still serves.
    }
  });
})();
