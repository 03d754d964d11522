/* Finds the timelines of the page. */

const running = new Map();
const hands = { moved: false }; // whether the reader has done anything yet
for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  addEventListener(name, () => { hands.moved = true; }, { once: true, passive: true, capture: true });
}

/** Start every timeline in the page that is not running, and stop those that have left it. */
function scan() {
  for (const [root, timeline] of running) {
    if (root.isConnected) continue;
    timeline.stop();
    running.delete(root);
  }
  document.querySelectorAll("[data-timeline]").forEach((root, index) => {
    if (!running.has(root) && root.querySelector(".tl-event")) running.set(root, new Timeline(root, index + 1));
  });
}

/** Look for timelines now or once the page is read, and whenever Material's navigation.instant swaps pages. */
function begin() {
  const follow = () => window.document$ && window.document$.subscribe(scan);
  if (window.document$) follow();
  else document.addEventListener("DOMContentLoaded", follow);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", scan);
  else scan();
}

if (window.mkdocsTimeline) {
  window.mkdocsTimeline.scan(); // a theme that swaps pages has run this script before
} else {
  window.mkdocsTimeline = { scan, running, make, isoDay };
  begin();
}
