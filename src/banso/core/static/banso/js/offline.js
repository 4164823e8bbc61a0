// Lets forms open without signal once they were opened with it: a worker answers in the network's
// place, from copies kept here. Only pages meant for it are kept（`data-offline-copy`, or a list
// taken along）, each by itself: one more does not push out another. A copy goes when its form was
// sent for good, when its page says it is gone（`data-offline-gone`）, and after two weeks; all go
// when the person signs out or another signs in.
(() => {
  "use strict";

  const COPIES = "banso-offline";
  const OWNER = "banso-offline-owner";
  const INDEX = "banso-offline-pages"; // what is kept: { id: { name, paths, files, at } }
  const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
  const LIST = "list";
  const { writer, drafts, worker } = document.body.dataset;

  const forget = () => {
    localStorage.removeItem(INDEX);
    return window.caches?.delete(COPIES);
  };

  const index = () => {
    try {
      return JSON.parse(localStorage.getItem(INDEX)) || {};
    } catch {
      return {};
    }
  };

  const filesOf = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const parts = page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]');
    const names = [...parts].map((part) => part.getAttribute("href") || part.getAttribute("src"));
    return [...new Set(names)];
  };

  const isOld = (one) => Date.now() - one.at > KEPT_MS;
  const pathOf = (name) => new URL(name, location.origin).pathname;

  // The page and its files; the page last, so that an interrupted copy leaves the former whole.
  const copy = async (copies, { source, paths, name }) => {
    const answer = await fetch(source);
    if (!answer.ok || answer.redirected) throw new Error(`no copy of ${source}`);
    const files = filesOf(await answer.clone().text());
    const missing = [];
    for (const file of files) if (!(await copies.match(file))) missing.push(file);
    await copies.addAll(missing);
    for (const path of paths) await copies.put(path, answer.clone());
    return { name, paths, files: files.map(pathOf), at: Date.now() };
  };

  // What nobody wants any more goes. Files are named after their content: those of an older version
  // are wanted only by a page that was copied with them.
  const tidy = async (copies, pages) => {
    const fresh = Object.entries(pages).filter(([, one]) => !isOld(one));
    const wanted = new Set(fresh.flatMap(([, one]) => [...one.files, ...one.paths.map(pathOf)]));
    for (const request of await copies.keys()) {
      if (!wanted.has(pathOf(request.url))) await copies.delete(request);
    }
    localStorage.setItem(INDEX, JSON.stringify(Object.fromEntries(fresh)));
    window.dispatchEvent(new Event("banso:copies"));
  };

  // One at a time, in whatever tab: two that read the index together would forget each other's.
  const alone = (work) =>
    navigator.locks ? navigator.locks.request("banso-offline", work) : work();

  const keep = (wanted, isGone = () => false) =>
    alone(async () => {
      const copies = await window.caches.open(COPIES);
      const list = { source: drafts, paths: [drafts, "/"], name: "" }; // "/": whatever else is asked
      const found = {};
      let kept = 0;
      for (const one of [list, ...wanted]) {
        try {
          found[one === list ? LIST : one.paths[0]] = await copy(copies, one);
          kept += one !== list;
        } catch {
          // No signal, or it is not there any more: the copy of before, if any, still serves.
        }
      }
      const before = Object.entries(index()).filter(([id]) => !isGone(id));
      await tidy(copies, { ...Object.fromEntries(before), ...found });
      return kept;
    });

  // The copy of one page, if there is one, and whatever is too old.
  const drop = (path) =>
    alone(async () => {
      const { [path]: gone, ...others } = index();
      const isWanted = gone || Object.values(others).some(isOld);
      if (isWanted && window.caches) await tidy(await window.caches.open(COPIES), others);
    });

  const ready = async () => {
    if (!worker || !navigator.serviceWorker || !window.caches) return false;
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
    return true;
  };

  const wantedBy = ({ offlineCopy, offlineFor, offlineName }) => ({
    source: offlineCopy,
    paths: offlineFor.split(" "),
    name: offlineName || "",
  });

  // ── what can be opened without signal ──

  const showCopies = () => {
    for (const list of document.querySelectorAll("[data-offline-list]")) {
      const pages = Object.values(index()).filter((one) => one.name);
      list.replaceChildren(
        ...pages.map((one) => {
          const line = document.createElement("li");
          const link = Object.assign(document.createElement("a"), { href: one.paths[0] });
          link.textContent = one.name;
          line.append(link);
          return line;
        }),
      );
      list.closest("[data-offline-box]").hidden = !pages.length;
    }
  };

  // ── taking along ──

  const takeAlong = async (box, button) => {
    const said = box.querySelector("[data-take-said]");
    const wanted = [...box.querySelectorAll("[data-take-copy]")].map(({ dataset }) => ({
      source: dataset.takeCopy,
      paths: dataset.takeFor.split(" "),
      name: dataset.takeName,
    }));
    const folder = wanted[0].paths[0].replace(/[^/]+\/$/, "");
    const open = new Set(wanted.map((one) => one.paths[0]));
    button.disabled = true;
    said.textContent = "端末に置いています。";
    try {
      const isGone = (id) => id.startsWith(folder) && !open.has(id);
      const kept = (await ready()) ? await keep(wanted, isGone) : 0;
      said.textContent =
        kept === wanted.length
          ? `${kept}件をこの端末に置きました。電波がなくても開けます。`
          : `${wanted.length}件のうち${kept}件しか置けませんでした。通信を確かめて、もう一度押してください。`;
      box.toggleAttribute("data-taken", kept === wanted.length);
    } finally {
      button.disabled = false;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take-along]");
    if (button) takeAlong(button.closest("[data-take]"), button);
  });

  // ── going ──

  if (writer && localStorage.getItem(OWNER) !== writer) {
    forget();
    localStorage.setItem(OWNER, writer);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forget();
  });

  // A page below a form's own address（…/done/）tells that it was sent for good.
  window.addEventListener("banso:sent", ({ detail }) => {
    const path = pathOf(detail.location);
    const sent = Object.keys(index()).find((id) => path.startsWith(id) && path !== id);
    if (sent) drop(sent);
  });

  window.addEventListener("banso:copies", showCopies);
  document.addEventListener("DOMContentLoaded", showCopies);

  window.addEventListener("load", async () => {
    const gone = document.querySelector("[data-offline-gone]");
    if (gone) drop(gone.dataset.offlineGone);
    if (Object.values(index()).some(isOld)) drop("");
    const form = document.querySelector("form[data-offline-copy]");
    if (!form) return;
    try {
      if ((await ready()) && (await keep([wantedBy(form.dataset)]))) form.dataset.offlineKept = "";
    } catch {
      // The page was left meanwhile: the copy of before, if any, still serves.
    }
  });
})();
