/* One timeline: what it shows, how large it is, where it stands, what is chosen. */

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 480px)");
const MOST_SCALE = 90; // pixels for a day

class Timeline {
  constructor(root, number) {
    this.root = root;
    this.prefix = number > 1 ? `tl${number}` : "tl";
    this.words = JSON.parse(root.dataset.words);
    this.facets = JSON.parse(root.dataset.facets);
    this.title = root.dataset.title;
    this.titleTag = root.querySelector(".tl-group, .tl-title").tagName; // details stand as high as the groups
    this.eras = JSON.parse(root.dataset.eras).map(([, label, date]) => ({ label, ...readDate(date) }));
    this.eras.sort((one, other) => one.lo - other.lo);
    this.events = readEvents(root, this.facets);
    this.world = readWorld(this.events);
    for (const event of this.events) {
      event.x0 = Math.max(event.lo, this.world.lo);
      event.x1 = Math.min(event.hi, this.world.hi);
    }
    this.state = readState(this.prefix, this.facets);
    this.unfold();
    this.writeTick = tickWriter(root.closest("[lang]")?.lang || "en");
    this.stopper = new AbortController();
    this.width = 0; // until the picture can be seen and is laid out: nothing is drawn or moved before
    this.em = 13;
    this.hits = [];
    this.selected = this.hovered = null;
    this.isNew = true; // until the address is followed for the first time
    setTimeout(() => this.stopper.signal.aborted || this.holdPlace(() => this.build())); // a task of its own: a phone can answer in between
  }

  /** Open the fold that the list stands in where the address names a place in it, or filters; not every browser does the first. */
  unfold() {
    const fold = this.root.closest("details");
    if (fold && (this.root.querySelector(":target") || isNarrowed(this.state))) fold.open = true;
  }

  build() {
    const { words } = this;
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.context = this.canvas.getContext("2d");
    this.tip = make("div", { class: "tl-tip", hidden: true, "aria-hidden": "true" });
    this.hint = make("div", { class: "tl-hint", hidden: true, "aria-hidden": "true" }, words.wheel);
    this.status = make("p", { class: "tl-status", role: "status" });
    this.spoken = make("p", { class: "tl-hidden", "aria-live": "polite" });
    const help = makeHelp(this);
    this.view = make("div", {
      class: "tl-view", tabindex: "0", role: "application", "aria-label": words.picture, "aria-describedby": this.keys.id,
    }, this.canvas, this.tip, this.hint);
    this.panel = makePanel(this);
    const foot = make("div", { class: "tl-foot" });
    const app = this.root.querySelector(".tl-app");
    const bar = makeBar(this);
    foot.append(this.status, this.reset, makeTools(this));
    app.replaceChildren(bar, this.view, foot, this.panel, help, this.spoken);
    makeDownloads(this, this.root);
    this.root.classList.add("tl--live");
    this.filter(true);
    this.stack();
    listen(this); // which tells the first size once the page is laid out; to ask for it here would lay it out twice
  }

  // — what is shown —

  /** Apply the filters to list and picture. */
  filter(isFirst) {
    const { state } = this;
    const needles = fold(state.q).split(/\s+/).filter(Boolean);
    this.shown = this.events.filter((event) => passes(event, state, needles));
    if (!isFirst || this.shown.length < this.events.length) this.hideInList();
    this.status.textContent = this.shown.length
      ? say(this.words, "count", { shown: this.shown.length, total: this.events.length }) : this.words.none;
    this.reset.hidden = this.shown.length === this.events.length;
    this.menus.forEach((menu) => menu.refresh());
    if (this.selected && !this.panel.hidden) fillPanel(this, this.selected);
    if (!isFirst) {
      writeState(this.prefix, state);
      this.resize();
    }
  }

  hideInList() {
    const shown = new Set(this.shown);
    for (const event of this.events) {
      const hide = !shown.has(event);
      if (event.item.hidden !== hide) event.item.hidden = hide;
    }
    for (const section of this.root.getElementsByClassName("tl-section")) {
      section.hidden = !section.querySelector(".tl-event:not([hidden])");
    }
  }

  // — sizes —

  /** Take the size of the page and the theme's type and colours, and lay out anew. */
  resize() {
    const style = getComputedStyle(this.view);
    const width = this.view.clientWidth;
    if (!width) return;
    const isFirst = !this.width;
    const isWhole = isFirst || this.scale <= this.leastScale() * 1.001;
    const middle = this.width ? this.from + this.width / this.scale / 2 : 0;
    this.width = width;
    this.em = parseFloat(style.fontSize);
    this.fonts = [`${this.em}px ${style.fontFamily}`, `600 ${this.em}px ${style.fontFamily}`];
    this.colors = readColors(this.view);
    this.ratio = Math.min(window.devicePixelRatio || 1, 2);
    measureTitles(this.events, this.context, this.fonts, Math.min(280, width * 0.62));
    this.stack();
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(this.height * this.ratio);
    this.profile = makeProfile(this.shown, this.world, width);
    if (isWhole) this.whole();
    else this.go(middle - width / this.scale / 2, this.scale);
    if (isFirst) this.followHash();
    this.isNew = false;
  }

  /** Stack the lanes, and give the picture their height. */
  stack() {
    const { em } = this;
    this.rowHeight = Math.round(em * 2.4);
    this.headTop = this.eras.length ? Math.round(em * 1.9) : 4;
    let top = this.headTop;
    this.lanes = this.findLanes();
    for (const lane of this.lanes) {
      lane.top = top;
      lane.rowsTop = top + (lane.label ? Math.round(em * 1.9) : 0);
      const hasRest = lane.events.length > lane.rows; // otherwise each event has a row to itself
      top = lane.rowsTop + lane.rows * this.rowHeight + Math.round(em * (hasRest ? 2.1 : 0.5));
    }
    this.axisTop = top;
    this.overviewTop = top + Math.round(em * 2.3);
    this.height = this.overviewTop + Math.round(em * 2.2);
    this.view.style.height = `${this.height}px`;
    this.laidOutAt = 0;
  }

  /** One lane for each tag of the chosen facet that occurs, and one for events without; or a single lane. */
  findLanes() {
    const facet = this.facets.find(([id]) => id === this.state.lane);
    if (!facet) {
      const isNarrow = this.width ? this.width < 480 : narrow.matches;
      const most = isNarrow ? 8 : 10;
      return [{ label: "", events: this.shown, rows: Math.min(most, Math.max(3, this.events.length)) }];
    }
    const has = (event, id) => event.tags[facet[0]]?.includes(id);
    const chosen = this.state.chosen[facet[0]];
    const tags = facet[2].filter(([id]) => !chosen.size || chosen.has(id));
    const lanes = tags.map(([id, label]) => ({ label, events: this.shown.filter((event) => has(event, id)) }));
    lanes.push({ label: this.words.other, events: this.shown.filter((event) => !event.tags[facet[0]]) });
    const used = lanes.filter((lane) => lane.events.length);
    for (const lane of used) lane.rows = Math.min(6, Math.max(Math.min(3, lane.events.length), Math.ceil(lane.events.length / 3)));
    return used;
  }

  // — moving —

  leastScale() {
    return this.width / (this.world.hi - this.world.lo);
  }

  /** Show from a day on at a scale, both held within bounds; at once, or in a quarter of a second. */
  go(from, scale, smoothly) {
    if (!this.width) return;
    const least = this.leastScale();
    scale = Math.min(Math.max(scale, least), Math.max(MOST_SCALE, least));
    const most = this.world.hi - this.width / scale;
    from = Math.max(this.world.lo, Math.min(from, most));
    cancelAnimationFrame(this.motion);
    if (!smoothly || calm.matches || !this.scale) {
      this.from = from;
      this.scale = scale;
      this.draw();
      return;
    }
    this.glide(from, scale);
  }

  glide(from, scale) {
    const begin = performance.now();
    const [from0, scale0] = [this.from, this.scale];
    const half = this.width / 2;
    const [middle0, middle1] = [from0 + half / scale0, from + half / scale];
    const frame = (now) => {
      const time = Math.min(1, Math.max(0, (now - begin) / 260));
      const eased = 1 - (1 - time) ** 3;
      this.scale = time < 1 ? scale0 * (scale / scale0) ** eased : scale;
      this.from = time < 1 ? middle0 + (middle1 - middle0) * eased - half / this.scale : from;
      this.paintNow();
      if (time < 1) this.motion = requestAnimationFrame(frame);
    };
    this.motion = requestAnimationFrame(frame);
  }

  /** Zoom by a factor, keeping what is at pixel x in its place. */
  zoom(factor, x, smoothly) {
    const least = this.leastScale();
    const scale = Math.min(Math.max(this.scale * factor, least), Math.max(MOST_SCALE, least));
    this.go(this.from + x / this.scale - x / scale, scale, smoothly);
  }

  whole(smoothly) {
    this.go(this.world.lo, this.leastScale(), smoothly);
  }

  /** Bring a stretch of days into view. */
  show(lo, hi, share) {
    const scale = (this.width * share) / Math.max(hi - lo, 1);
    this.go((lo + hi) / 2 - this.width / scale / 2, scale, true);
  }

  draw() {
    if (this.width && !this.frame) this.frame = requestAnimationFrame(() => this.paintNow());
  }

  paintNow() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (this.laidOutAt !== this.scale) this.layOut();
    paint(this);
  }

  layOut() {
    for (const lane of this.lanes) {
      const { placed, rest } = placeEvents(lane.events, lane.rows, this.scale, this.width, this.world.hi);
      Object.assign(lane, { placed }, gatherClusters(rest, this.scale, this.width));
    }
    this.laidOutAt = this.scale;
  }

  // — choosing —

  /** Choose an event: show its details, put it in the address, and bring it into view. */
  select(event, keepPlace, focusPanel) {
    if (!event) return;
    this.selected = event;
    fillPanel(this, event);
    if (keepPlace !== false) writeState(this.prefix, this.state, `#${encodeURIComponent(event.id)}`);
    this.spoken.textContent = `${event.item.querySelector(".tl-date").textContent.trim()}: ${event.title}`;
    const [x0, x1] = [(event.x0 - this.from) * this.scale, (event.x1 - this.from) * this.scale];
    if (x0 > this.width * 0.85 || x1 < this.width * 0.05 || (x0 < 0 && x1 < this.width * 0.2)) {
      this.go((event.x0 + Math.min(event.x1, event.x0 + this.width / this.scale)) / 2 - this.width / this.scale / 2, this.scale, true);
    } else {
      this.draw();
    }
    if (focusPanel) this.panel.focus({ preventScroll: true });
  }

  /** Choose the next or the previous of the shown events. */
  step(by) {
    const { shown, selected } = this;
    if (!shown.length) return;
    const index = selected ? shown.indexOf(selected) : -1;
    const inView = shown.findIndex((event) => event.x1 > this.from);
    const next = index < 0 ? Math.max(0, inView) : Math.min(shown.length - 1, Math.max(0, index + by));
    this.select(shown[next]);
  }

  close() {
    const hadFocus = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.selected = null;
    writeState(this.prefix, this.state, "");
    this.draw();
    if (hadFocus) this.view.focus({ preventScroll: true });
  }

  /** Open a cluster: zoom to it, or if its events stand at the same time, list them. */
  open(cluster) {
    const { x0, x1 } = cluster;
    const scale = (this.width * 0.7) / Math.max(x1 - x0, 1);
    if (!cluster.ongoing && scale > this.scale * 1.3 && this.scale < MOST_SCALE * 0.95) this.show(x0, x1, 0.7);
    else fillPanelWithCluster(this, cluster);
  }

  /** The address names an event: choose it, and see that no filter hides it. */
  followHash() {
    this.unfold();
    const event = this.events.find(({ id }) => location.hash === `#${id}` || location.hash === `#${encodeURIComponent(id)}`);
    if (!event || event === this.selected) return;
    this.holdPlace(() => {
      if (event.item.hidden) clearFilters(this);
      this.select(event, false);
    });
  }

  /**
   * Change what stands above the list without moving the place in it that the address names. A page that was just opened goes to
   * that place. One that is loaded again, or come back to, shows it where it was: the position that browsers restore was measured
   * with the picture and the details above the list, and is given to a page that has neither yet.
   */
  holdPlace(change) {
    const target = this.root.querySelector(":target");
    if (!target) {
      change();
      return;
    }
    const isFresh = this.isNew && !hands.moved;
    const isRestored = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    const wanted = isFresh && isRestored ? recalled() : target.getBoundingClientRect().top;
    change();
    if (isFresh && !isRestored) target.scrollIntoView({ behavior: "instant" });
    else if (wanted >= 0 && wanted < innerHeight) scrollBy({ top: target.getBoundingClientRect().top - wanted, behavior: "instant" });
  }

  /** Note where the place that the address names stands, for when the page is loaded again. */
  notePlace() {
    const target = this.root.querySelector(":target");
    if (target) recall(target.getBoundingClientRect().top);
  }

  stop() {
    this.stopper.abort();
    cancelAnimationFrame(this.motion);
    cancelAnimationFrame(this.frame);
  }
}
