// Keeps this page's own files, so that it opens without its host. It answers for nothing else, and receives no pushes.

// The build writes both: the names of the files, and a sum over them.
const FILES = [];
const CACHE = "kinguard-family";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((name) => new Request(name, { cache: "reload" })))));
});

self.addEventListener("activate", (event) => {
  const others = (names) => names.filter((name) => name.startsWith("kinguard-family") && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(others(names).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const name = address.pathname.split("/").at(-1);
  const own = event.request.method === "GET" && address.href.startsWith(new URL("./", self.location.href).href);
  if (!own || !FILES.includes(name)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(name)).then((found) => found ?? fetch(event.request)));
});
