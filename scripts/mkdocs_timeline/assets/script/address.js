/* The filters, in the address of the page. */

// ?tl-q=…&tl-imp=1&tl-lane=topic&tl.topic=a,b — a second timeline on the page writes tl2- and tl2.

function readState(prefix, facets) {
  const query = new URLSearchParams(location.search);
  const chosen = {};
  for (const [facet, , tags] of facets) {
    const wanted = (query.get(`${prefix}.${facet}`) || "").split(",");
    chosen[facet] = new Set(tags.map((tag) => tag[0]).filter((id) => wanted.includes(id)));
  }
  const lane = query.get(`${prefix}-lane`) || "";
  return {
    q: query.get(`${prefix}-q`) || "",
    imp: [1, 2].includes(+query.get(`${prefix}-imp`)) ? +query.get(`${prefix}-imp`) : 3,
    lane: facets.some(([facet]) => facet === lane) ? lane : "",
    chosen,
  };
}

/** Whether filters or lanes are chosen. */
const isNarrowed = ({ q, imp, lane, chosen }) => Boolean(q || imp < 3 || lane || Object.values(chosen).some(({ size }) => size));

function writeState(prefix, state, hash) {
  const query = new URLSearchParams(location.search);
  const put = (name, value) => (value ? query.set(name, value) : query.delete(name));
  put(`${prefix}-q`, state.q.trim());
  put(`${prefix}-imp`, state.imp < 3 ? state.imp : "");
  put(`${prefix}-lane`, state.lane);
  for (const facet in state.chosen) put(`${prefix}.${facet}`, [...state.chosen[facet]].join(","));
  const text = query.toString().replace(/%2C/g, ",");
  try {
    history.replaceState(history.state, "", (text ? `?${text}` : location.pathname) + (hash ?? location.hash));
  } catch {
    // a page in a sandbox has no address of its own to change
  }
}

/** Whether an event passes all filters: one of the chosen tags in each facet, and every word of the search. */
function passes(event, state, needles) {
  if (event.imp > state.imp) return false;
  for (const facet in state.chosen) {
    const chosen = state.chosen[facet];
    if (chosen.size && !(event.tags[facet] || []).some((id) => chosen.has(id))) return false;
  }
  if (!needles.length) return true;
  event.text ??= fold(event.item.textContent);
  return needles.every((needle) => event.text.includes(needle));
}

const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** Where the place that the address names stood in the window when the page was left; a browser may refuse to remember anything. */
function recalled() {
  try {
    return +(sessionStorage.getItem(`timeline ${location.href}`) ?? NaN);
  } catch {
    return NaN;
  }
}

function recall(top) {
  try {
    sessionStorage.setItem(`timeline ${location.href}`, top);
  } catch {
    // then the browser's own restoring has to do
  }
}
