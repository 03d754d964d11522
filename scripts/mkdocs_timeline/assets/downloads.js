(function () {
"use strict";
const own = window.mkdocsTimeline;

/* Files made from the events that are shown. A file of its own, which timeline.js loads when the first one is asked for. */

// The same columns and rules as export.py.

const words = (text) => text.replace(/\s+/g, " ").trim();

/** The event's id, without what tells several timelines of a page apart. */
const ownId = (event) => event.id.slice((event.item.closest("[data-timeline]").dataset.prefix || "").length);

function record(event) {
  const text = (part) => words(event.item.querySelector(part)?.textContent || "");
  const sources = [...event.item.querySelectorAll(".tl-sources li")].map((item) => {
    const link = item.querySelector("a[href]");
    return link ? { title: words(item.textContent), url: link.href } : words(item.textContent);
  });
  return {
    id: ownId(event), date: event.item.dataset.date, title: event.title.trim(), title_zh: text(".tl-alt"), importance: event.imp,
    kind: text(".tl-kind"), summary: text(".tl-text"), url: event.item.querySelector(".tl-title a")?.href || "",
    date_note: text(".tl-note").replace(/^\((.*)\)$/, "$1"),
    sources: sources.length || !text(".tl-sources") ? sources : [text(".tl-sources")],
    changed: event.item.dataset.changed || "", uid: event.item.dataset.uid || "",
  };
}

/** Text that no spreadsheet takes for a formula: an apostrophe before what could be one (as in cells.py). */
const guarded = (text) => (/^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

const full = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value.length !== 0));

const WRITERS = {
  json: (t) => {
    const events = t.shown.map((event) => full({ ...record(event), tags: event.tags }));
    const labels = Object.fromEntries(t.facets.map(([id, , tags]) => [id, Object.fromEntries(tags)]));
    return JSON.stringify({ title: t.title, events, labels }, null, 1);
  },
  csv: (t) => {
    const facets = t.facets.map(([id]) => id);
    const columns = ["id", "date", "title", "title_zh", "importance", "kind", "summary", "url", "date_note", "sources"];
    const line = (source) => (source.url ? `${source.title} <${source.url}>` : source);
    const rows = t.shown.map((event) => {
      const fields = record(event);
      fields.sources = fields.sources.map(line).join("\n");
      return [...columns.map((name) => fields[name]), ...facets.map((facet) => (event.tags[facet] || []).join(";"))];
    });
    const fixed = [...columns, "tags", "changed", "uid"];
    const called = facets.map((name) => (fixed.includes(name) || name.startsWith("tag_") ? `tag_${name}` : name));
    const cell = (value) => quoted(guarded(String(value)));
    const lines = [[...columns, ...called], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`);
    return `\ufeff${lines.join("")}`;
  },
  ics: (t) => {
    const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n").replace(/[\0-\x1f\x7f]/g, "");
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mkdocs-timeline-plugin//EN", `X-WR-CALNAME:${escape(t.title)}`];
    const day = (number) => own.isoDay(number).replace(/-/g, "");
    for (const event of t.shown.filter((event) => event.exact)) {
      const { id, uid, changed, title, summary, url } = record(event);
      lines.push("BEGIN:VEVENT", `UID:${uid || id}@${event.item.closest("[data-timeline]").dataset.domain}`,
        `DTSTAMP:${(changed || "1970-01-01T00:00:00Z").replace(/[-:]/g, "")}`, `DTSTART;VALUE=DATE:${day(event.lo)}`, `DTEND;VALUE=DATE:${day(event.hi)}`,
        `SUMMARY:${escape(title)}`);
      if (summary) lines.push(`DESCRIPTION:${escape(summary)}`);
      if (/^https?:/.test(url)) lines.push(`URL:${url}`);
      lines.push("TRANSP:TRANSPARENT", "END:VEVENT");
    }
    return [...lines, "END:VCALENDAR"].map((line) => `${foldLine(line)}\r\n`).join("");
  },
};

/** Lines of at most 75 octets, broken between characters (RFC 5545, 3.1). */
function foldLine(line) {
  let out = "";
  let size = 0;
  for (const character of line) {
    const octets = new TextEncoder().encode(character).length;
    if (size + octets > 75) {
      out += "\r\n ";
      size = 1;
    }
    out += character;
    size += octets;
  }
  return out;
}

const TYPES = { ics: "text/calendar", csv: "text/csv", json: "application/json" };

own.download = (t, form) => {
  const url = URL.createObjectURL(new Blob([WRITERS[form](t)], { type: `${TYPES[form]};charset=utf-8` }));
  own.make("a", { href: url, download: `timeline.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
};
})();
