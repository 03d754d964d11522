/* The bar of filters, the buttons and the help. */

function makeBar(t) {
  const { words, state, facets } = t;
  t.search = make("input", {
    type: "search", class: "tl-search", placeholder: words.find, "aria-label": words.search, value: state.q,
    oninput: () => {
      state.q = t.search.value;
      t.filter();
    },
  });
  t.impSelect = makeSelect(words.show, [3, 2, 1].map((imp) => [imp, words[`imp${imp}`]]), state.imp, (value) => {
    state.imp = +value;
    t.filter();
  });
  const lanes = [["", words.oneLane], ...facets.map(([id, label]) => [id, `${words.lanes}: ${label}`])];
  t.laneSelect = makeSelect(words.lanes, lanes, state.lane, (value) => {
    state.lane = value;
    t.filter();
  });
  t.reset = make("button", { type: "button", class: "tl-reset", hidden: true, onclick: () => clearFilters(t) }, words.reset);
  t.menus = facets.map((facet) => makeMenu(t, facet));
  const bar = make("div", { class: "tl-bar", role: "search", "aria-label": words.timeline }, t.search, ...t.menus);
  if (t.events.some((event) => event.imp !== t.events[0].imp)) bar.append(t.impSelect);
  if (facets.length) bar.append(t.laneSelect);
  return bar;
}

function makeSelect(label, options, value, onchange) {
  const select = make("select", { "aria-label": label, onchange: () => onchange(select.value) });
  for (const [id, text] of options) {
    select.append(make("option", { value: id, selected: String(id) === String(value) }, text));
  }
  return select;
}

/** A facet's tags as check boxes under a button that says how many are chosen. */
function makeMenu(t, [facet, label, tags]) {
  const chosen = t.state.chosen[facet];
  const badge = make("span", { class: "tl-badge" });
  const counts = countTags(t.events, facet);
  const boxes = tags.map(([id, text]) => {
    const box = make("input", {
      type: "checkbox", value: id,
      onchange: () => {
        if (box.checked) chosen.add(id);
        else chosen.delete(id);
        t.filter();
      },
    });
    return make("label", {}, box, make("span", {}, text), make("small", {}, String(counts.get(id) || 0)));
  });
  const menu = make("details", { class: "tl-menu" },
    make("summary", {}, label, badge),
    make("fieldset", {}, make("legend", { class: "tl-hidden" }, label), ...boxes));
  menu.refresh = () => {
    badge.textContent = chosen.size || "";
    menu.classList.toggle("tl-menu--on", chosen.size > 0);
    for (const box of menu.querySelectorAll("input")) box.checked = chosen.has(box.value);
  };
  menu.addEventListener("keydown", (key) => {
    if (key.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
    key.stopPropagation();
  });
  return menu;
}

function countTags(events, facet) {
  const counts = new Map();
  for (const event of events) {
    for (const id of event.tags[facet] || []) counts.set(id, (counts.get(id) || 0) + 1);
  }
  return counts;
}

function clearFilters(t) {
  t.state.q = t.search.value = "";
  t.state.imp = 3;
  t.impSelect.value = "3";
  for (const facet in t.state.chosen) t.state.chosen[facet].clear();
  t.filter();
  t.search.focus();
}

const ICONS = {
  earlier: "M14 5l-7 7 7 7", later: "M10 5l7 7-7 7", zoomIn: "M12 6v12M6 12h12", zoomOut: "M6 12h12",
  all: "M4 7v10M20 7v10M8 12h8M10 9l-3 3 3 3M14 9l3 3-3 3", prev: "M14 5l-7 7 7 7", next: "M10 5l7 7-7 7",
  close: "M7 7l10 10M17 7L7 17",
};

function makeButton(t, key, onclick) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  icon.append(document.createElementNS(icon.namespaceURI, "path"));
  icon.firstChild.setAttribute("d", ICONS[key]);
  return make("button", { type: "button", class: "tl-button", title: t.words[key], "aria-label": t.words[key], onclick }, icon);
}

function makeTools(t) {
  const pan = (share) => () => t.go(t.from + (share * t.width) / t.scale, t.scale, true);
  const zoom = (factor) => () => t.zoom(factor, t.width / 2, true);
  return make("div", { class: "tl-tools", role: "group", "aria-label": t.words.picture },
    makeButton(t, "earlier", pan(-0.4)), makeButton(t, "later", pan(0.4)),
    makeButton(t, "zoomOut", zoom(1 / 1.8)), makeButton(t, "zoomIn", zoom(1.8)), makeButton(t, "all", () => t.whole(true)));
}

function makeHelp(t) {
  const { words } = t;
  const legend = ["day", "within", "period", "unsure", "open"].map((kind) =>
    make("li", {}, make("span", { class: `tl-key tl-key--${kind}`, "aria-hidden": "true" }), words[`legend_${kind}`]));
  t.keys = make("p", { id: newId("keys") }, words.keys);
  return make("details", { class: "tl-help" }, make("summary", {}, words.help), make("ul", {}, ...legend), t.keys);
}
