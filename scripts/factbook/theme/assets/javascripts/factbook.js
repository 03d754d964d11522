/*
 * What readers with a script get on top of a page that is complete without one: a preview of a citation where it stands,
 * tables that sort, and a filter for long ones. Loads nothing but what a fold of the page needs, asks nobody, keeps nothing.
 */
(() => {
  "use strict";

  const own = document.currentScript.src; // all editions of a site have one script

  // the words of the page's language, by the English ones; on an English page there are none (factbook.site.theme)
  const words = JSON.parse(document.getElementById("fb-words")?.textContent ?? "{}");
  const _ = (message, parts = {}) => (words[message] ?? message).replace(/\{(\w+)\}/g, (whole, name) => parts[name]);

  // ── places that moved ── from an entity's page to a list below it: an old link leads on to where its fact is now

  function leadOn() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place?.dataset.moved) location.replace(place.dataset.moved);
  }

  leadOn();
  addEventListener("hashchange", leadOn);

  // ── folds ── a script that a folded part needs is fetched when it opens, and an address that names a place in it or filters opens it

  function unfold() {
    for (const later of document.querySelectorAll("details [data-script]")) {
      const fold = later.closest("details");
      const fetchScript = () => {
        if (!fold.open || !later.dataset.script) return;
        document.head.append(Object.assign(document.createElement("script"), { src: later.dataset.script }));
        delete later.dataset.script;
      };
      if (fold.querySelector(":target") || /[?&]tl[-.]/.test(location.search)) fold.open = true;
      fold.addEventListener("toggle", fetchScript);
      fetchScript();
    }
  }

  addEventListener("hashchange", unfold);

  // ── previews ── of a citation: its entry in the references; of a mark: what it means, for fingers too

  const MARKS = ".fb-cite > a, .fb-badge[title], .fb-badge[data-title]";
  const box = Object.assign(document.createElement("div"), { className: "fb-preview", id: "fb-preview" });
  let shown = null; // the link or mark whose preview stands open
  let timer = 0;

  /** What the preview of a mark says; nothing where its reference is not on the page. */
  function contents(mark) {
    if (mark.dataset.title) return document.createTextNode(mark.dataset.title);
    const entry = document.getElementById(mark.hash.slice(1));
    if (!entry) return null;
    const copy = document.createRange().createContextualFragment(entry.innerHTML);
    copy.querySelector(".fb-reference__back")?.remove();
    const locator = copy.querySelector(".fb-reference__locator");
    if (locator && mark.dataset.at) locator.textContent = `${mark.dataset.at}.`;
    return copy;
  }

  function show(mark) {
    clearTimeout(timer);
    if (mark === shown) return;
    hide();
    // the browser's own tooltip would lie over the preview
    if (mark.title) {
      mark.dataset[mark.hash && mark.parentElement.matches(".fb-cite") ? "at" : "title"] = mark.title;
      mark.removeAttribute("title");
    }
    const inside = contents(mark);
    if (!inside) return;
    shown = mark;
    box.replaceChildren(inside);
    mark.after(box); // next in the order of focus, so that its links are reached by Tab
    mark.setAttribute("aria-describedby", box.id);
    if (box.showPopover) {
      box.popover = "manual"; // above everything, and out of boxes that clip
      box.showPopover();
    }
    place(mark);
  }

  function place(mark) {
    const at = mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left - 12, document.documentElement.clientWidth - box.offsetWidth - 8));
    const below = at.bottom + 8;
    const fits = below + box.offsetHeight < innerHeight || at.top < box.offsetHeight + 8;
    box.style.left = `${left}px`;
    box.style.top = `${fits ? below : at.top - box.offsetHeight - 8}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.remove();
  }

  const marked = (target) => (target instanceof Element ? target.closest(MARKS) : null);
  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  let touched = false;
  addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"), true);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (box.contains(event.target)) return clearTimeout(timer);
    const mark = marked(event.target);
    if (mark) later(() => show(mark), shown ? 40 : 150);
    else if (shown && !shown.matches(":focus-visible")) later(hide, 250);
  });
  document.addEventListener("focusin", (event) => {
    const mark = marked(event.target);
    if (mark && !touched) show(mark);
    else if (shown && !mark && !box.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const mark = marked(event.target);
    const opens = mark && mark !== shown && (touched || !mark.hash);
    if (opens) {
      event.preventDefault(); // the first tap shows, the second follows
      show(mark);
    } else if (shown && !box.contains(event.target)) hide();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const back = box.contains(document.activeElement) ? shown : null;
    hide();
    back?.focus();
    if (back) hide();
  });
  addEventListener("scroll", () => shown && !box.matches(":hover") && place(shown), { passive: true });

  // ── tables ──

  const numbers = /-?\d[\d,]*(\.\d+)?/;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  const key = (cell) => cell.dataset.sort ?? cell.textContent.trim();

  /** Rows in the order of a column; what has no value comes last either way. */
  function sorted(rows, column, numeric, direction) {
    const value = (row) => {
      const text = key(row.cells[column]);
      if (!numeric) return text === "–" ? "" : text;
      const found = numbers.exec(text);
      return found ? Number(found[0].replaceAll(",", "")) : "";
    };
    const compare = numeric ? (a, b) => a - b : order.compare;
    return rows
      .map((row) => [value(row), row])
      .sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : direction * compare(a, b)))
      .map(([, row]) => row);
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        body.append(...sorted([...body.rows], column, head.classList.contains("fb-number"), up ? 1 : -1));
      });
      head.append(button);
    });
  }

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  /** Puts a filter for rows into a line. `after` is called when the rows that are left are known, and whether all are. */
  function filterable(line, rows, after) {
    let texts;
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const count = document.createElement("output");
    count.setAttribute("aria-live", "polite");
    const filter = () => {
      const typed = folded(input.value).split(/\s+/).filter(Boolean);
      if (typed.length) texts ??= rows.map((row) => folded(row.textContent));
      let left = 0;
      rows.forEach((row, index) => {
        row.hidden = !typed.every((word) => texts[index].includes(word));
        left += !row.hidden;
      });
      count.textContent = left === rows.length ? _("{count} rows", { count: left }) : _("{left} of {count} rows", { left, count: rows.length });
      after?.(left === rows.length);
    };
    input.addEventListener("input", filter);
    label.append(_("Filter "), input);
    line.append(label, count);
    filter();
  }

  /** One filter for all tables of a page: what has no row left is out of sight, and what is closed opens where it has one. */
  function filterAll(line) {
    const page = line.closest("article");
    const frames = [...page.querySelectorAll(".fb-table")];
    const closed = [...page.querySelectorAll(".fb-closed")];
    const headings = [...page.querySelectorAll("h2")].filter((heading) => heading.id !== "references");
    const opened = new Set();
    filterable(line, frames.flatMap((frame) => [...frame.querySelector("tbody").rows]), (all) => {
      for (const frame of frames) frame.hidden = !all && !frame.querySelector("tbody tr:not([hidden])");
      for (const box of closed) {
        box.hidden = !all && !box.querySelector(".fb-table:not([hidden])");
        if (all ? opened.delete(box) : !box.open && opened.add(box)) box.open = !all;
      }
      for (const heading of headings) {
        const below = [];
        for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) below.push(next);
        heading.hidden = !all && below.every((part) => part.hidden || !part.matches(".fb-table, .fb-closed"));
      }
    });
  }

  /** A table that fits needs no scrolling of its own; its head then stays in sight. */
  const widths = new ResizeObserver((entries) => {
    for (const { target: frame } of entries) {
      frame.classList.remove("fb-table--fits");
      const fits = frame.scrollWidth <= frame.clientWidth;
      frame.classList.toggle("fb-table--fits", fits);
      frame.tabIndex = fits ? -1 : 0;
    }
  });

  /*
   * Rows are cards on a small screen (factbook.css), and what is no table by its layout is none to some browsers: its parts say what
   * they are. In the page itself these words would be one too many (W3C validator).
   */
  const asCards = matchMedia("(max-width: 37.4375em)");
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  function named() {
    if (!asCards.matches) return;
    for (const part of document.querySelectorAll("table:has(> caption), table:has(> caption) :is(thead, tbody, tr, th, td)")) {
      part.setAttribute("role", ROLES[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
    }
  }
  asCards.addEventListener("change", named);

  const started = new WeakSet(); // tables that have their buttons and filter

  /** Gives the tables of the page's content what scripts can do; those that have it stay as they are. */
  function start() {
    unfold();
    const line = document.querySelector(".fb-filter--all:empty");
    if (line) filterAll(line);
    const all = document.querySelector(".fb-filter--all");
    for (const frame of document.querySelectorAll(".fb-table")) {
      if (started.has(frame)) continue;
      started.add(frame);
      const table = frame.querySelector("table");
      const rows = table.tBodies[0].rows.length;
      if (rows > 1) sortable(table);
      const line = frame.previousElementSibling; // the page has one before a long table, so that nothing moves when it is filled
      if (!all && line?.matches(".fb-filter:empty")) filterable(line, [...table.tBodies[0].rows]);
      widths.observe(frame);
    }
    named();
    // boxes of plain Markdown that scroll: tables (Material wraps them) and code; a keyboard must reach them too
    for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) wide.tabIndex = 0;
  }

  // ── the frame ── what Material's own controls lack

  /*
   * Why: Material opens its menu and, on small screens, its search by labels of hidden checkboxes (partials/header.html): they have
   * no name, and no keyboard reaches them. A button in the place of each does what a click on the label does.
   */
  function buttonFor(label, name, opened) {
    const toggle = document.getElementById(label.htmlFor);
    const button = Object.assign(document.createElement("button"), { type: "button", className: label.className });
    button.classList.add(`fb-open-${name.toLowerCase()}`);
    button.setAttribute("aria-label", _(name));
    button.append(...label.childNodes);
    const say = () => button.setAttribute("aria-expanded", toggle.checked);
    toggle.addEventListener("change", say);
    button.addEventListener("click", () => {
      label.click();
      if (toggle.checked) opened?.();
    });
    say();
    label.hidden = true;
    label.before(button);
    return { button, toggle };
  }

  const menuLabel = document.querySelector(".md-header label[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (menuLabel && drawer) {
    const inside = "a[href], label[tabindex='0'], input:not([type=hidden])";
    const menu = buttonFor(menuLabel, "Menu", () => drawer.querySelector(inside)?.focus());
    const close = (back) => {
      if (!menu.toggle.checked) return;
      menu.toggle.click();
      if (back) menu.button.focus();
    };
    drawer.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== menu.button && !drawer.contains(relatedTarget)) close(false);
    });
    addEventListener("keydown", (event) => event.key === "Escape" && close(true));
  }

  // ── search ── its script (factbook/search/browser) comes with the first wish to search; a page that was opened as a file has its
  // files in a script too, for it may fetch none

  const finder = document.querySelector(".md-search");
  const field = finder?.querySelector("input");
  if (field) {
    const base = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/?$/, "/"), location.href);
    const load = (path) => new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), { src: path, onload: done, onerror: failed }));
    });
    let loading;
    const begin = () => {
      loading ??= (location.protocol === "file:" ? load(new URL("search/files.js", base)) : Promise.resolve())
        .then(() => load(new URL("search.js", own)))
        .catch(() => { loading = undefined; });
    };
    for (const one of document.querySelectorAll(".fb-search input")) one.addEventListener("focus", begin);
    if (new URLSearchParams(location.search).has("q")) begin();

    const { button, toggle } = buttonFor(document.querySelector(".md-header label[for=__search].md-header__button"), "Search", () => field.focus());
    const small = matchMedia("(max-width: 59.984375em)");
    const reach = () => (field.tabIndex = small.matches && !toggle.checked ? -1 : 0); // the button opens it, out of sight until then
    for (const changing of [toggle, small]) changing.addEventListener("change", reach);
    reach();
    const open = (is) => toggle.checked !== is && toggle.click();
    field.addEventListener("focus", () => open(true));
    finder.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !finder.contains(relatedTarget) && open(false));
    document.addEventListener("pointerdown", ({ target }) => finder.contains(target) || target === button || open(false));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        field.focus();
        open(true);
      } else if (event.key === "Escape" && toggle.checked) {
        open(false);
        (small.matches ? button : field).focus();
        field.blur();
      }
    });
  }

  /*
   * Why: Material chooses between light and dark when the page is opened, and stays with it. As long as nobody has chosen (the
   * package's base script stores nothing before, see site/upstream.py), the page follows the system.
   */
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    const [input] = [...document.querySelectorAll("[name=__palette]")].filter(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
    if (!input || input.checked || window.__md_get?.("__palette")) return;
    input.checked = true;
    input.dispatchEvent(new Event("change"));
  });

  /*
   * Why: Material turns pages with n, p, comma and full stop, also together with Alt. Who dictates sets such keys off by speaking,
   * and nobody can switch them off (WCAG 2.2, 2.1.4). Material listens at the window, so what ends here does not reach it.
   */
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.key.length === 1) event.stopPropagation();
  });

  start();
  // Material says here when the content of the page was exchanged (factbook serve does that)
  window.document$?.subscribe(start);
})();
