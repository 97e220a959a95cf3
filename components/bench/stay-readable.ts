/** Has the browser keep this page for when there is no network, with all that it has loaded and goes on to load. */
export function stayReadable(): void {
  if (process.env.NODE_ENV !== "production") return;
  const { serviceWorker } = navigator;
  // Two conditions in one are folded wrongly by the bundler. Over plain http to another machine there is none.
  if (!serviceWorker) return;
  const tell = ({ active }: ServiceWorkerRegistration) =>
    new PerformanceObserver((list) =>
      active?.postMessage({ page: location.pathname, files: list.getEntries().map(({ name }) => name) }),
    ).observe({ type: "resource", buffered: true });
  serviceWorker.register("/offline.js").then(() => serviceWorker.ready.then(tell), console.warn);
}
