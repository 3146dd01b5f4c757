// Registers the service worker. It stands apart from the app, so that an update arrives even if the app fails at start.
(() => {
  if (!("serviceWorker" in navigator)) return;

  const HOUR = 3_600_000;
  const PATIENCE = 10_000;
  const AGAIN = 5_000;
  const LONGEST = 600_000;
  const running = () => "running" in document.documentElement.dataset;

  // The app listens for this, asks the person, and sends SKIP_WAITING itself.
  const announce = () => window.dispatchEvent(new Event("shangliang:update"));

  // An app that does not run cannot ask; then the waiting worker is let in, once a visit.
  const rescue = (registration) => {
    if (running() || !registration.waiting || sessionStorage.getItem("rescued")) return;
    sessionStorage.setItem("rescued", "1");
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage("SKIP_WAITING");
  };

  const watch = (registration) => {
    const waiting = () => {
      announce();
      setTimeout(rescue, PATIENCE, registration);
    };
    if (registration.waiting) waiting();
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        // Without a controller this is the first visit, and nothing is replaced.
        if (worker.state === "installed" && navigator.serviceWorker.controller) waiting();
        if (worker.state === "redundant" && !registration.active) later();
      });
    });
    let looked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration.update().catch(() => {});
    });
  };

  const register = () =>
    navigator.serviceWorker
      .register("/sw.js", { updateViaCache: "none" })
      .then(watch)
      .catch((error) => {
        console.warn("offline start is not available yet:", error);
        later();
      });

  // Signal that is lost on the first visit comes back while the page is open, and the next start may be without any.
  let failures = 0;
  const later = () => {
    setTimeout(register, Math.min(AGAIN * 2 ** failures, LONGEST));
    failures += 1;
  };

  // The files it fetches must not compete with those the first screen waits for: the app says when it runs. Where it
  // never does, an update may be what mends it.
  const start = () => {
    started.disconnect();
    clearTimeout(late);
    register();
  };
  const started = new MutationObserver(() => running() && start());
  const late = setTimeout(start, PATIENCE);
  started.observe(document.documentElement, { attributes: true, attributeFilter: ["data-running"] });
  if (running()) start();
})();
