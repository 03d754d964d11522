/* What the reader's hands do: keys, wheel, mouse, fingers. */

function listen(t) {
  const { view, stopper } = t;
  const on = (target, name, act, options) =>
    target.addEventListener(name, act, { signal: stopper.signal, ...options });
  on(view, "keydown", (key) => onKey(t, key));
  on(view, "wheel", (wheel) => onWheel(t, wheel), { passive: false });
  on(view, "pointerdown", (pointer) => onDown(t, pointer));
  on(view, "pointermove", (pointer) => onMove(t, pointer));
  on(view, "pointerup", (pointer) => onUp(t, pointer));
  on(view, "pointercancel", (pointer) => t.pointers.delete(pointer.pointerId));
  on(view, "pointerleave", () => hover(t, null));
  on(window, "hashchange", () => t.followHash());
  on(window, "pagehide", () => t.notePlace());
  on(document, "pointerdown", (pointer) => {
    for (const menu of t.menus) if (menu.open && !menu.contains(pointer.target)) menu.open = false;
  });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) on(matchMedia(query), "change", () => t.resize());
  const repaint = () => t.resize();
  const theme = new MutationObserver(repaint);
  const attributeFilter = ["data-md-color-scheme", "data-md-color-primary", "data-bs-theme", "class"];
  for (const element of [document.documentElement, document.body]) theme.observe(element, { attributeFilter });
  const size = new ResizeObserver(() => view.clientWidth !== t.width && repaint());
  size.observe(view);
  stopper.signal.addEventListener("abort", () => {
    theme.disconnect();
    size.disconnect();
  });
  t.pointers = new Map();
}

function onKey(t, key) {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const pan = (share) => t.go(t.from + (share * t.width) / t.scale, t.scale, true);
  const { shown } = t;
  const acts = {
    ArrowLeft: () => pan(-0.2), ArrowRight: () => pan(0.2), PageUp: () => pan(-0.9), PageDown: () => pan(0.9),
    ArrowUp: () => t.zoom(1.5, t.width / 2, true), ArrowDown: () => t.zoom(1 / 1.5, t.width / 2, true),
    "+": () => acts.ArrowUp(), "=": () => acts.ArrowUp(), "-": () => acts.ArrowDown(), 0: () => t.whole(true),
    n: () => t.step(1), p: () => t.step(-1),
    Home: () => t.select(shown[0]), End: () => t.select(shown[shown.length - 1]),
    Enter: () => (t.selected ? t.panel.focus({ preventScroll: true }) : t.step(1)), Escape: () => t.close(),
  };
  const act = acts[key.key] || acts[key.key.toLowerCase()];
  if (!act) return;
  key.preventDefault();
  key.stopPropagation(); // themes turn pages with N and P
  act();
}

function onWheel(t, wheel) {
  const x = wheel.clientX - t.view.getBoundingClientRect().left;
  const isPan = wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY);
  const mayZoom = wheel.ctrlKey || wheel.metaKey || document.activeElement === t.view;
  const atEnd = !wheel.ctrlKey && !wheel.metaKey && wheel.deltaY > 0 && t.scale <= t.leastScale() * 1.001;
  if (!isPan && (!mayZoom || atEnd)) {
    if (!mayZoom) showHint(t);
    return; // the page scrolls
  }
  wheel.preventDefault();
  if (isPan) t.go(t.from + (wheel.deltaX || wheel.deltaY) / t.scale, t.scale);
  else t.zoom(Math.exp(Math.max(-50, Math.min(50, -wheel.deltaY)) * 0.008), x);
}

function showHint(t) {
  t.hint.hidden = false;
  clearTimeout(t.hintTimer);
  t.hintTimer = setTimeout(() => (t.hint.hidden = true), 1200);
}

function at(t, pointer) {
  const box = t.view.getBoundingClientRect();
  return [pointer.clientX - box.left, pointer.clientY - box.top];
}

function onDown(t, pointer) {
  if (pointer.button) return;
  const [x, y] = at(t, pointer);
  t.pointers.set(pointer.pointerId, { x, y });
  t.moved = t.pointers.size > 1;
  t.inOverview = y > t.overviewTop;
  if (t.inOverview) jump(t, x);
}

/** Centre the view on a place in the overview. */
function jump(t, x) {
  const day = t.world.lo + (x / t.width) * (t.world.hi - t.world.lo);
  t.go(day - t.width / t.scale / 2, t.scale);
}

function onMove(t, pointer) {
  const [x, y] = at(t, pointer);
  const last = t.pointers.get(pointer.pointerId);
  if (!last) {
    if (pointer.pointerType === "mouse") hover(t, find(t, x, y), x, y);
    return;
  }
  if (t.inOverview) {
    t.moved = true;
    jump(t, x);
    return;
  }
  if (!t.moved && Math.abs(x - last.x) < 4) return;
  if (!t.moved) t.view.setPointerCapture(pointer.pointerId);
  t.moved = true;
  hover(t, null);
  t.view.classList.add("tl-view--held");
  const others = [...t.pointers].filter(([id]) => id !== pointer.pointerId);
  if (others.length) pinch(t, last.x, x, others[0][1].x);
  else t.go(t.from - (x - last.x) / t.scale, t.scale);
  t.pointers.set(pointer.pointerId, { x, y });
}

/** Two fingers, one of them moved: the days under both stay under both. */
function pinch(t, before, now, other) {
  const factor = Math.max(Math.abs(now - other), 12) / Math.max(Math.abs(before - other), 12);
  t.zoom(factor, other);
}

function onUp(t, pointer) {
  if (!t.pointers.delete(pointer.pointerId)) return;
  if (t.pointers.size) return;
  t.view.classList.remove("tl-view--held");
  if (t.moved || t.inOverview) return;
  const found = find(t, ...at(t, pointer));
  if (!found) return;
  if (found.events) t.open(found);
  else t.select(found);
}

/** The event or cluster at a place in the picture; the last one drawn lies on top. */
function find(t, x, y) {
  for (let index = t.hits.length - 1; index >= 0; index--) {
    const [x0, y0, x1, y1, what] = t.hits[index];
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1) return what;
  }
  return null;
}

function hover(t, what, x, y) {
  if (what !== t.hovered) {
    t.hovered = what;
    t.view.classList.toggle("tl-view--over", Boolean(what));
    t.tip.hidden = !what;
    if (what) t.tip.textContent = describe(t, what);
    t.draw();
  }
  if (what) {
    const left = Math.max(4, Math.min(x + 12, t.width - t.tip.offsetWidth - 4));
    t.tip.style.transform = `translate(${left}px, ${y + 18}px)`;
  }
}

function describe(t, what) {
  const date = (event) => event.item.querySelector(".tl-date").textContent.trim();
  if (!what.events) return `${date(what)} · ${what.title}`;
  const from = new Date(what.x0 * DAY_MS).getUTCFullYear();
  const to = new Date((what.x1 - 1) * DAY_MS).getUTCFullYear();
  return say(t.words, "cluster", { count: what.events.length, from, to });
}
