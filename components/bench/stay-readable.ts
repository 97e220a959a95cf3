/**
 * Has the browser keep this page for when there is no network, with all that it has loaded and goes on to load.
 * Not at once: the page itself and an early run come first.
 */
export function stayReadable(): undefined | (() => void) {
  if (process.env.NODE_ENV !== "production") return;
  const { serviceWorker } = navigator;
  const tell = ({ active }: ServiceWorkerRegistration) =>
    new PerformanceObserver((list) =>
      active?.postMessage({ page: location.pathname, files: list.getEntries().map(({ name }) => name) }),
    ).observe({ type: "resource", buffered: true });
  const begin = () =>
    // Over plain http from another machine there is none. The bundler takes it for given and drops any `if` that asks.
    serviceWorker?.register("/offline.js").then(() => serviceWorker.ready.then(tell), console.warn);
  const waiting = setTimeout(begin, 2_000);
  return () => clearTimeout(waiting);
}
