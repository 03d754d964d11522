/*
 * The search box in the header, and the one of the page of the search: what is typed is looked up while it is typed.
 *
 * The query stands in the address as `?q=`, so that Back comes back to what was found. A field takes what is typed, pasted, dictated
 * or composed: it listens to `input`, and waits while characters are being composed.
 */
import { counted, fill, listed, nothing } from "./results.mjs";
import { Search } from "./search.mjs";

const WAIT = 40; // milliseconds without a further letter

class Box {
  constructor(search, base, { field, status, list, opened = () => {} }) {
    Object.assign(this, { search, base, field, status, list, opened });
    field.addEventListener("input", ({ isComposing }) => isComposing || this.later());
    field.addEventListener("compositionend", () => this.later());
    field.form.addEventListener("reset", () => setTimeout(() => this.look()));
    field.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.follow();
    });
    this.area = list.closest(".fb-search") ?? document;
    this.area.addEventListener("keydown", (event) => this.move(event));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), WAIT);
  }

  /* Look up what stands in the field, and show it. */
  async look() {
    clearTimeout(this.timer);
    const query = this.field.value.trim();
    this.address(query);
    this.opened();
    await this.shown(query);
  }

  async shown(query) {
    const { status, list, search } = this;
    try {
      if (!query) {
        list.replaceChildren();
        status.textContent = "";
        return;
      }
      const found = await search.ask(query);
      if (!found || query !== this.field.value.trim()) return; // another query was typed meanwhile
      const isEmpty = !found.answers.length && !found.items.length;
      status.textContent = isEmpty ? fill(found.words.none, { query }) : counted(found);
      list.innerHTML = isEmpty ? nothing(found.words, this.base) : listed(found, this.base);
    } catch {
      status.textContent = this.field.dataset.lost;
    }
  }

  /* Put the query into the address, without a step of its own in the history. */
  address(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /* Go to the first that was found. */
  async follow() {
    await this.look();
    this.links()[0]?.click();
  }

  links() {
    return [...this.list.querySelectorAll(".fb-answer__link, .md-search-result__link, .fb-hit__parts a")];
  }

  /* Up and down go from the field through all that was found, and back. */
  move(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.isComposing) return;
    const stops = [this.field, ...this.links()];
    const here = stops.indexOf(document.activeElement);
    if (here < 0 || stops.length === 1) return;
    event.preventDefault();
    stops[(here + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  }
}

const config = JSON.parse(document.getElementById("__config").textContent);
const base = new URL(config.base.replace(/\/?$/, "/"), location.href).href;
const search = new Search(base);

const header = document.querySelector(".md-search");
const toggle = document.getElementById("__search");
const parts = (area) => ({
  field: area.querySelector("input"), status: area.querySelector("[role=status]"), list: area.querySelector(".md-search-result__list"),
});

const boxes = [...document.querySelectorAll(".fb-search")].map((area) => new Box(search, base, {
  ...parts(area),
  opened: area === header ? () => document.activeElement === parts(area).field && !toggle.checked && toggle.click() : undefined,
}));

/* What was typed before this script was here, or stands in the address. */
const asked = new URLSearchParams(location.search).get("q");
const own = boxes.at(-1); // of the page of the search, or of the header
if (asked && !own.field.value) {
  own.field.value = asked;
  own.field.focus();
}
for (const box of boxes) if (box.field.value) box.look();

globalThis.factbookSearch = (query) => search.ask(query); // asked by tests, and by whoever builds on it
