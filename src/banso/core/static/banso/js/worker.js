// Answers in the network's place when there is none, from the copies that offline.js keeps. With a
// connection everything comes from the server, so that nothing here can grow stale.
"use strict";

const COPIES = "banso-offline";

const copyOf = async (...paths) => {
  if (!(await caches.has(COPIES))) return Response.error();
  const copies = await caches.open(COPIES);
  for (const path of paths) {
    const found = await copies.match(path, { ignoreVary: true });
    if (found) return found;
  }
  return Response.error();
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => copyOf(url.pathname, "/")));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(() => copyOf(url.pathname)));
  }
});
