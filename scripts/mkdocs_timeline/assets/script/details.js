/* The panel that shows an event. */

function makePanel(t) {
  const { words } = t;
  t.place = make("span", { class: "tl-place" });
  t.listLink = make("a", { href: "#", onclick: () => t.select(t.selected, false) }, words.inList);
  t.body = make("div", { class: "tl-body" });
  const head = make("div", { class: "tl-panel-head" },
    makeButton(t, "prev", () => t.step(-1)), t.place, makeButton(t, "next", () => t.step(1)), t.listLink,
    makeButton(t, "close", () => t.close()));
  const panel = make("section", { class: "tl-panel", hidden: true, tabindex: "-1", "aria-label": words.details }, head, t.body);
  panel.addEventListener("keydown", (key) => {
    if (key.key !== "Escape") return;
    t.close();
    key.stopPropagation();
  });
  return panel;
}

/** Show an event: the list's own words, without their anchors, which stay unique to the list. */
function fillPanel(t, event) {
  const copy = event.item.cloneNode(true);
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  const title = make(t.titleTag, { class: "tl-title" }, ...copy.firstElementChild.childNodes);
  copy.firstElementChild.replaceWith(title);
  t.body.replaceChildren(...copy.childNodes);
  const index = t.shown.indexOf(event);
  t.place.textContent = index < 0 ? "" : `${index + 1} / ${t.shown.length}`;
  t.listLink.hidden = false;
  t.listLink.href = `#${encodeURIComponent(event.id)}`;
  t.panel.hidden = false;
}

/** Show the events of a cluster that zooming cannot part. */
function fillPanelWithCluster(t, cluster) {
  const items = cluster.events.map((event) =>
    make("li", {}, make("button", { type: "button", onclick: () => t.select(event, true, true) }, event.title)));
  t.body.replaceChildren(
    make(t.titleTag, { class: "tl-title" }, say(t.words, "together", { count: items.length })), make("ul", { class: "tl-together" }, ...items));
  t.place.textContent = "";
  t.listLink.hidden = true;
  t.panel.hidden = false;
  t.panel.focus({ preventScroll: true });
}
