/* What the list in the page says, as objects. */

/** What the list says, in the order of time: one object for each item. */
function readEvents(root, facets) {
  const called = tagsByLabel(facets);
  const events = Array.from(root.getElementsByClassName("tl-event"), (item) => {
    const title = item.firstElementChild;
    const event = readDate(item.dataset.date);
    event.item = item;
    event.id = title.id;
    event.title = title.textContent;
    event.imp = +item.dataset.imp;
    event.tags = readTags(item, called);
    return event;
  });
  const known = (event) => (event.lo > -Infinity ? event.lo : event.hi - 1);
  return events.sort((one, other) => known(one) - known(other) || one.hi - other.hi);
}

/** The one tag that is called so, as facet and id; none where several are. */
function tagsByLabel(facets) {
  const called = new Map();
  for (const [facet, , tags] of facets) for (const [id, label] of tags) called.set(label, called.has(label) ? null : [facet, id]);
  return called;
}

/** The tags that are printed, by their words, and those that stand in the attribute, because no word tells them apart. */
function readTags(item, called) {
  const tags = {};
  const add = (facet, id) => {
    if (!tags[facet]?.includes(id)) (tags[facet] ||= []).push(id);
  };
  for (const { textContent } of item.querySelectorAll(".tl-tags > span:not([class])")) {
    const tag = called.get(textContent);
    if (tag) add(...tag);
  }
  for (const pair of (item.dataset.tags || "").split(" ").filter(Boolean)) add(...pair.split(":"));
  return tags;
}

/** First and last day of all events, with some room at both sides; an open side reaches the edge. */
function readWorld(events) {
  const days = events.flatMap((event) => [event.lo, event.hi]).filter(Number.isFinite);
  const lo = days.reduce((a, b) => Math.min(a, b), Infinity);
  const hi = days.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = Math.max(40, (hi - lo) * 0.03);
  return { lo: lo - room, hi: hi + room };
}
