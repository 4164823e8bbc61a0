// Says in words when the browser could not use a passkey.
document.addEventListener("allauth.error", (event) => {
  const cause = event.detail.exception;
  const place = document.getElementById("messages");
  if (!place) return;
  event.preventDefault();
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  notice.setAttribute("role", "alert");
  notice.textContent =
    cause && cause.name === "NotAllowedError"
      ? "パスキーの操作が取り消されたか、時間が切れました。もう一度押してください。"
      : "パスキーを使えませんでした。別の方法でログインするか、管理者に相談してください。";
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
});
