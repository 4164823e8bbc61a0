// Sends what was put on the device while there was no connection: at a page's opening, when the
// connection is back, and again after growing pauses. The server keeps one entry key once, so that
// sending twice does no harm; a lock for each entry keeps two tabs from doing so all the same.
(() => {
  "use strict";

  const drafts = window.bansoDrafts;
  const PATIENCE_MS = 30_000;
  const PAUSES_MS = [5_000, 15_000, 60_000, 300_000];
  const signIn = document.body.dataset.signIn;
  const who = document.body.dataset.who;
  const WENT = "banso-went";
  let tries = 0;
  let timer = 0;

  class NotNow extends Error {} // no connection, or a server that cannot answer: try again later

  const ask = async (url, options = {}) => {
    let answer;
    try {
      answer = await fetch(url, {
        ...options,
        headers: { ...options.headers, "X-Draft-Writer": drafts.writer },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch {
      throw new NotNow("電波がない");
    }
    if (answer.status >= 500) throw new NotNow("サーバーが応えない");
    return answer;
  };

  const leadsTo = (answer) => answer.headers.get("X-Draft-Location") || "";
  const isSignIn = (url) => Boolean(url) && new URL(url, location.origin).pathname === signIn;

  // Where a browser knows locks, `work` runs in one tab only; elsewhere the entry key suffices.
  const alone = (id, work) =>
    navigator.locks
      ? navigator.locks.request(`banso-entry-${id}`, { ifAvailable: true }, (lock) =>
          lock ? work() : null,
        )
      : work();

  const refusalsIn = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const said = [...page.querySelectorAll(".error-summary li, .notice-warn .notice-title")];
    return said.map((line) => line.textContent.replace(/\s+/g, " ").trim());
  };

  // Opened in a form while it was on its way, an entry is its writer's again: left as it is.
  const isWaiting = (entry) => drafts.get(entry.id)?.state === "unsent";
  const stay = (entry, state, ...told) =>
    isWaiting(entry) && drafts.keep({ ...entry, state, told });

  const tell = (words, kind, label, link) => {
    const place = document.getElementById("messages");
    if (!place) return;
    const role = kind === "bad" ? "alert" : "status";
    const notice = drafts.make("div", words, { class: `notice notice-${kind}`, role });
    if (link) notice.append(drafts.make("a", label, { href: link }));
    place.append(notice);
  };

  const refuse = (entry, ...told) => {
    const here = document.querySelector(`[data-outbox="${entry.id}"]`);
    const isOnThePage = here || location.pathname === drafts.listUrl; // they say it themselves
    if (!stay(entry, "refused", ...told) || isOnThePage) return;
    const why = told.join(" ");
    tell(`「${entry.title}」は送れませんでした。${why}`, "bad", "開いて直す", drafts.openUrl(entry));
  };

  const sent = (entry, location) => {
    if (isWaiting(entry)) drafts.drop(entry.id);
    tell(`未送信だった「${entry.title}」を送りました。`, "good", drafts.sentLabel, location);
    const detail = { id: entry.id, location };
    sayThatItWent(detail);
    localStorage.setItem(WENT, JSON.stringify(detail)); // tells the other tabs, which may show it
    localStorage.removeItem(WENT);
  };

  const sayThatItWent = (detail) =>
    window.dispatchEvent(new CustomEvent("banso:sent", { detail }));

  // A fresh token, and the certainty that the session is still the writer's.
  const freshToken = async () => {
    const answer = await ask(who);
    if (!answer.ok || leadsTo(answer)) return null;
    const { writer, token } = await answer.json();
    return writer === drafts.writer ? token : null;
  };

  const sendOne = async (id, token) => {
    const entry = drafts.get(id); // as it is now: another tab may have sent or opened it
    if (entry?.state !== "unsent") return;
    if (!token) {
      stay(entry, "unsent", "ログインすると送ります。");
      return;
    }
    const answer = await ask(entry.action, {
      method: "POST",
      headers: { "X-CSRFToken": token, "X-Draft-Waited": "1" }, // nobody is there to be asked
      body: new URLSearchParams(entry.fields),
    });
    const location = leadsTo(answer);
    if (isSignIn(location)) stay(entry, "unsent", "ログインすると送ります。");
    else if (location) sent(entry, location);
    else if (answer.status === 422) refuse(entry, ...refusalsIn(await answer.text()));
    else refuse(entry, "受け付けられませんでした。開いて確かめてください。");
  };

  const unsent = () => drafts.all().filter((entry) => entry.state === "unsent");

  const sendAll = async () => {
    window.clearTimeout(timer);
    try {
      const waiting = unsent();
      const token = waiting.length ? await freshToken() : null;
      for (const { id } of waiting) await alone(id, () => sendOne(id, token));
    } catch (cause) {
      if (!(cause instanceof NotNow)) throw cause;
    }
    if (unsent().length) {
      timer = window.setTimeout(sendAll, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
      tries += 1;
    }
  };

  window.bansoOutbox = { ask, alone, isSignIn, leadsTo, sendAll, NotNow };
  if (!drafts.writer) return;
  window.addEventListener("online", () => {
    tries = 0;
    sendAll();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === WENT && event.newValue) sayThatItWent(JSON.parse(event.newValue));
  });
  window.addEventListener("load", sendAll);
})();
