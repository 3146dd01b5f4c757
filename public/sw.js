// Lets the app start with the network off: it answers from files kept on the device, and keeps a new build ready
// until a person accepts it. It never touches /api. The bundler fills in the three constants.
const BUILD = __BUILD__;
const PHONE_FILES = __PHONE_FILES__;
const DESK_FILES = __DESK_FILES__;

const PREFIX = "shangliang-files-";
const CACHE = PREFIX + BUILD;
const PHONE_SHELL = "/app";
const DESK_SHELL = "/desk";
const TRIES = 4;

const own = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

const find = async (url) => {
  const here = await caches.match(url, { cacheName: CACHE, ignoreVary: true });
  if (here) return here;
  for (const name of (await own()).reverse()) {
    const kept = await caches.match(url, { cacheName: name, ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A single lost packet must not throw away the whole download, so each file is tried on its own.
const fetched = async (url) => {
  for (let failed = 1; ; failed += 1) {
    try {
      const answer = await fetch(url, { cache: "no-cache", credentials: "same-origin", redirect: "error" });
      if (answer.ok) return answer;
      throw new Error(`${url}: ${answer.status}`);
    } catch (error) {
      if (failed === TRIES) throw error;
      await pause(500 * 2 ** failed);
    }
  }
};

// Files that came before an interruption stay, and a hashed file of the build before is the same file.
const keep = async (urls) => {
  const cache = await caches.open(CACHE);
  await Promise.all(
    urls.map(async (url) => {
      if (await cache.match(url, { ignoreVary: true })) return;
      const same = url.startsWith("/assets/") ? await find(url) : undefined;
      await cache.put(url, same ?? (await fetched(url)));
    }),
  );
};

const isUnder = (path, shell) => path === shell || path.startsWith(`${shell}/`);

const deskWasOpened = async () => (await find(DESK_SHELL)) !== undefined;

// The page that brings the first worker is not yet answered by it.
const deskIsOpen = async () => {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.some((client) => isUnder(new URL(client.url).pathname, DESK_SHELL));
};

const install = async () => {
  await keep(PHONE_FILES);
  if ((await deskWasOpened()) || (await deskIsOpen())) await keep(DESK_FILES);
};

// The build before stays for pages that are still open with it.
const activate = async () => {
  const others = (await own()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const page = async (event, shell, files) => {
  const kept = await caches.match(shell, { cacheName: CACHE, ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(keep(files).catch(() => {}));
  return answer;
};

const file = async (request) => (await find(request.url)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("message", (event) => {
  if (event.data === "SKIP_WAITING") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    if (isUnder(pathname, PHONE_SHELL)) event.respondWith(page(event, PHONE_SHELL, PHONE_FILES));
    else if (isUnder(pathname, DESK_SHELL)) event.respondWith(page(event, DESK_SHELL, DESK_FILES));
    return;
  }
  if (pathname.startsWith("/assets/") || PHONE_FILES.includes(pathname)) event.respondWith(file(request));
});
