/* What the list in the page says, as objects. */

/** What the list says, in the order of time: one object for each item. */
function readEvents(root) {
  const events = Array.from(root.getElementsByClassName("tl-event"), (item) => {
    const title = item.firstElementChild;
    const event = readDate(item.dataset.date);
    event.item = item;
    event.id = title.id;
    event.title = title.textContent;
    event.imp = +item.dataset.imp;
    event.tags = readTags(item.dataset.tags);
    return event;
  });
  const known = (event) => (event.lo > -Infinity ? event.lo : event.hi - 1);
  return events.sort((one, other) => known(one) - known(other) || one.hi - other.hi);
}

function readTags(text) {
  const tags = {};
  for (const pair of text ? text.trim().split(" ") : []) {
    const cut = pair.indexOf(":");
    (tags[pair.slice(0, cut)] ||= []).push(pair.slice(cut + 1));
  }
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
