/*
 * In a preview: waits for the server's word that something is new, and shows it without leaving the place.
 * The content of the page is exchanged; where more than that is new (another policy, other scripts or styles, no content), the
 * page is loaded again. Two numbers stand at the tag of this script: what is shown, and which tab asks.
 */
(() => {
  "use strict";
  const { request } = document.currentScript.dataset;
  let epoch = Number(document.currentScript.dataset.epoch);
  let waiting = null; // what ends the question to the server

  const PARTS = [".md-content", ".md-sidebar--secondary", "title"];
  const frame = (page) =>
    [...page.head.querySelectorAll("meta[http-equiv], link[rel=stylesheet]"), ...page.querySelectorAll("script[src]")]
      .filter((element) => !element.src?.includes("/livereload/"))
      .map((element) => element.getAttribute("content") ?? element.getAttribute("href") ?? element.getAttribute("src"))
      .join("\n");

  async function show() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const pairs = PARTS.map((part) => [document.querySelector(part), page.querySelector(part)]);
    if (frame(page) !== frame(document) || pairs.some(([here, there]) => !here !== !there) || !pairs[0][0]) {
      location.reload();
      return;
    }
    for (const [here, there] of pairs) if (here && here.outerHTML !== there.outerHTML) here.replaceWith(there);
    window.document$?.next(document); // the theme, the tables and the timeline look at what is new
  }

  async function wait() {
    waiting = new AbortController();
    try {
      const answer = await fetch(`/livereload/${epoch}/${request}`, { signal: waiting.signal });
      const now = Number(await answer.text());
      if (answer.ok && now > epoch) {
        epoch = now;
        await show();
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      await new Promise((resume) => setTimeout(resume, 1000)); // the server is gone, perhaps for a moment
    }
    wait();
  }

  const stop = () => waiting?.abort();
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? wait() : stop()));
  addEventListener("beforeunload", stop);
  if (document.visibilityState === "visible") addEventListener("load", wait);
})();
