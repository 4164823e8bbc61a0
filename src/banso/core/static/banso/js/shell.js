// What every page needs, and nothing more: htmx settings, one submit per press, focus.
(() => {
  "use strict";

  const htmx = window.htmx;
  if (htmx) {
    htmx.config.allowEval = false;
    htmx.config.includeIndicatorStyles = false;
    htmx.config.responseHandling = [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ];
  }

  const cookie = (name) =>
    document.cookie
      .split("; ")
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  const csrfToken = () =>
    cookie("csrftoken") || document.querySelector('meta[name="csrf-token"]')?.content || "";

  const tell = (message) => {
    const place = document.getElementById("messages");
    if (!place) return;
    const notice = document.createElement("div");
    notice.className = "notice notice-bad";
    notice.setAttribute("role", "alert");
    notice.textContent = message;
    place.replaceChildren(notice);
    place.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get") return;
    const token = csrfToken();
    event.detail.headers["X-CSRFToken"] = token;
    if (event.detail.parameters.has?.("csrfmiddlewaretoken")) {
      event.detail.parameters.set("csrfmiddlewaretoken", token);
    }
  });

  // A signed-out session answers with the sign-in page: keep what was typed, say what to do.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const signIn = document.body.dataset.signIn;
    const answered = event.detail.xhr.responseURL;
    if (!signIn || !answered || new URL(answered).pathname !== signIn) return;
    event.detail.shouldSwap = false;
    tell(
      "ログインの有効期限が切れました。別のタブでログインし直してから、もう一度押してください。" +
        "入力した内容はこの画面に残っています。",
    );
  });

  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    tell(
      status === 403
        ? "この操作をする権限がないか、画面を開いてから時間がたっています。画面を読み込み直してください。"
        : status === 404
          ? "対象が見つかりません。ほかの人が削除したか、所属が変わった可能性があります。"
          : "保存できませんでした。入力した内容はこの画面に残っています。時間をおいて、もう一度押してください。",
    );
  });

  document.addEventListener("htmx:sendError", () => {
    tell("サーバーにつながりません。通信を確かめて、もう一度押してください。入力した内容は残っています。");
  });

  // One press, one request.
  const buttonsOf = (form) => [
    ...form.elements, // those that stand outside of it too
  ].filter((one) => one.matches('button:not([type="button"]):not([type="reset"])'));

  const lock = (form) => {
    form.setAttribute("aria-busy", "true");
    for (const button of buttonsOf(form)) button.disabled = true;
  };

  const unlock = (form) => {
    form.removeAttribute("aria-busy");
    for (const button of buttonsOf(form)) button.disabled = false;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const posts = (form.getAttribute("method") || "").toLowerCase() === "post";
    if (event.defaultPrevented || !posts) return;
    if ("repeatable" in form.dataset) {
      // A file comes and the page stays: say that it came, or one presses again.
      form.querySelectorAll("[data-said-after]").forEach((words) => (words.hidden = false));
      return;
    }
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    // Disable after this turn, so that the pressed button's own name and value are still sent.
    setTimeout(() => lock(form));
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target instanceof HTMLFormElement && event.detail.requestConfig.verb !== "get") {
      lock(event.target);
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target instanceof HTMLFormElement) unlock(event.target);
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(unlock);
  });

  // After a swap the keyboard is where the eye is.
  const focusOn = (element) => {
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus();
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.detail.elt;
    const wanted = swapped.querySelector?.("[data-error-summary], [data-focus]");
    // A part that loads by itself, or because a script filled in the form, takes no focus.
    const pressed = event.detail.requestConfig?.triggeringEvent?.isTrusted;
    if (wanted) focusOn(wanted);
    else if (pressed && document.activeElement === document.body && swapped.isConnected) {
      focusOn(swapped);
    }
  });

  // From the summary of refusals into the field itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    const controls = place ? [...place.querySelectorAll("input, select, textarea")] : [];
    const usable = controls.filter((one) => one.type !== "hidden");
    const control = usable.find((one) => one.checked) || usable[0];
    if (!control) return;
    event.preventDefault();
    place.scrollIntoView({ block: "nearest" });
    control.focus({ preventScroll: true });
  });

  // Sheets hanging from the bar close when one looks elsewhere.
  const closeSheets = (except) => {
    for (const sheet of document.querySelectorAll("details.pop[open]")) {
      if (sheet === except) continue;
      if (sheet.contains(document.activeElement)) sheet.querySelector("summary").focus();
      sheet.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeSheets(event.target.closest("details.pop"));
    if (event.target.closest("[data-print]")) window.print();
    const all = event.target.closest("[data-tick-all]");
    const boxes = all ? [...all.form.elements].filter((box) => box.name === all.dataset.tickAll) : [];
    for (const box of boxes) box.checked = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeSheets(null);
  });

  // A box of a table is a stop for the keyboard only while it scrolls.
  const measure = (boxes) => {
    for (const { target } of boxes) {
      if (target.classList.contains("table-scroll-tall")) continue;
      const fits = target.scrollWidth <= target.clientWidth;
      target.classList.toggle("fits", fits);
      target.tabIndex = fits ? -1 : 0;
    }
  };

  const tables = new ResizeObserver(measure);
  const watchTables = (root) => {
    for (const box of root.querySelectorAll(".table-scroll")) tables.observe(box);
  };

  document.addEventListener("htmx:load", (event) => watchTables(event.detail.elt));

  document.addEventListener("DOMContentLoaded", () => {
    watchTables(document);
    const wanted = document.querySelector("[data-error-summary], .notice[data-focus]");
    if (wanted) focusOn(wanted);
  });
})();
