// Nobody is signed in: the copies kept for places without signal go. Drafts stay for their writer.
window.caches?.delete("banso-offline");
localStorage.removeItem("banso-offline-pages");
