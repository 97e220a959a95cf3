/**
 * What keeps a page that was read readable without a network. `offline.ts` puts `const build` in front of it, so that
 * a new build is a new worker with a store of its own; what the one before kept goes when it takes over.
 * Pages come from the network as long as there is one. Files whose name is their content come from the store.
 * Runs and whatever else a page may ask for pass by untouched.
 */
const prefix = "looplab-";
const store = prefix + build;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  if (pathname.startsWith("/_next/static/")) event.respondWith(file(event));
  else if (mode === "navigate") event.respondWith(page(event, pathname));
});
/** A page names what it loads: its first files came before there was a worker to see them. */
addEventListener("message", (event) => event.waitUntil(keepAll(event.data)));

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== store);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function file(event) {
  const known = await caches.match(event.request);
  // Without the address it was kept under: a web worker reads its own part from behind the # of the one it asked for.
  return known ? new Response(known.body, known) : kept(event, event.request, await fetch(event.request));
}

async function page(event, pathname) {
  try {
    return kept(event, pathname, await fetch(event.request));
  } catch (gone) {
    const known = await caches.match(pathname);
    if (known) return known;
    throw gone;
  }
}

/** A full disk keeps nothing, and breaks nothing. */
function kept(event, name, response) {
  const copy = response.ok && response.type === "basic" ? response.clone() : null;
  if (copy)
    event.waitUntil(
      caches
        .open(store)
        .then((cache) => cache.put(name, copy))
        .catch(() => {}),
    );
  return response;
}

/** One after the other: nobody waits for it, and the page has other work. */
async function keepAll({ page: pathname, files }) {
  const cache = await caches.open(store);
  const ours = files.filter((url) => url.startsWith(`${location.origin}/_next/static/`));
  for (const name of [pathname, ...ours]) {
    if (!(await cache.match(name))) await cache.add(name).catch(() => {});
  }
}
