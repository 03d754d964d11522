/*
 * Why: Material starts a worker for the search with every page. Most readers search nothing, so this one only listens: it says
 * that it is ready, and takes the search itself in with the first query (search-engine.js, which tells how the two speak).
 */
(() => {
  "use strict";
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  let settings;

  self.addEventListener("message", function first({ data: message }) {
    if (message.type === SETUP) {
      settings = message;
      self.postMessage({ type: READY });
    }
    if (message.type !== QUERY) return;
    if (!message.data.trim()) { // Material begins with a query of nothing
      self.postMessage({ type: RESULT, data: { items: [] } });
      return;
    }
    self.removeEventListener("message", first);
    self.isReady = true;
    importScripts("search-engine.js");
    for (const data of [settings, message]) self.dispatchEvent(new MessageEvent("message", { data }));
  });
})();
