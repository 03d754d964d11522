(function () {
"use strict";
const own = window.mkdocsTimeline;

/* Files made from the events that are shown. A file of its own, which timeline.js loads when the first one is asked for. */

// The same columns and rules as export.py.

function record(event) {
  const text = (part) => event.item.querySelector(part)?.textContent.replace(/\s+/g, " ").trim() || "";
  const sources = [...event.item.querySelectorAll(".tl-sources li")].map((item) => item.textContent.trim());
  return {
    id: event.id, date: event.item.dataset.date, title: event.title.trim(), title_zh: text(".tl-alt"), importance: event.imp,
    kind: text(".tl-kind"), summary: text(".tl-text"), url: event.item.querySelector(".tl-title a")?.href || "",
    sources: sources.length || !text(".tl-sources") ? sources : [text(".tl-sources")],
  };
}

const full = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value.length !== 0));

const WRITERS = {
  json: (t) => {
    const events = t.shown.map((event) => full({ ...record(event), tags: event.tags }));
    const labels = Object.fromEntries(t.facets.map(([id, , tags]) => [id, Object.fromEntries(tags)]));
    return JSON.stringify({ title: t.title, events, labels }, null, 1);
  },
  csv: (t) => {
    const facets = t.facets.map(([id]) => id);
    const columns = ["id", "date", "title", "title_zh", "importance", "kind", "summary", "url"];
    const rows = t.shown.map((event) => {
      const fields = record(event);
      return [...columns.map((name) => fields[name]), ...facets.map((facet) => (event.tags[facet] || []).join(";"))];
    });
    const cell = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replace(/"/g, '""')}"` : value);
    return [[...columns, ...facets], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  },
  ics: (t) => {
    const escape = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mkdocs-timeline-plugin//EN", `X-WR-CALNAME:${escape(t.title)}`];
    const day = (number) => own.isoDay(number).replace(/-/g, "");
    for (const event of t.shown.filter((event) => event.exact)) {
      const { title, summary, url } = record(event);
      lines.push("BEGIN:VEVENT", `UID:${event.id}@${t.title.trim().toLowerCase().split(/\s+/).join("-")}`,
        `DTSTAMP:${day(event.lo)}T000000Z`, `DTSTART;VALUE=DATE:${day(event.lo)}`, `DTEND;VALUE=DATE:${day(event.hi)}`,
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
