/* Days as numbers, and the EDTF dates of the page read as spans of days.
 *
 * These files are one script: assets/__init__.py joins them, in its order, inside one function. It loads nothing, needs
 * no server, and writes no markup, so a strict content security policy holds. Without it the page is complete. */

// A day is a whole number, counted from 1970-01-01. The page's dates were checked when it was made (dates.py).

const DAY_MS = 864e5;
const POINT = /^(\d\d(?:\d[\dX]|XX))(?:-Q(\d)|-(\d\d)(?:-(\d\d))?)?([~?%])?$/;

/** The number of a day; the month counts from 0 and may overflow. */
function dayNumber(year, month, day) {
  return new Date(0).setUTCFullYear(year, month, day) / DAY_MS;
}

/** [first day, day after the last, mark] of one EDTF date. */
function readPoint(text) {
  const [, year, quarter, month, day, mark = ""] = POINT.exec(text);
  if (year.includes("X")) {
    const first = +year.replaceAll("X", "0");
    return [dayNumber(first, 0, 1), dayNumber(first + (year.endsWith("XX") ? 100 : 10), 0, 1), mark];
  }
  if (quarter) return [dayNumber(+year, quarter * 3 - 3, 1), dayNumber(+year, quarter * 3, 1), mark];
  if (!month) return [dayNumber(+year, 0, 1), dayNumber(+year + 1, 0, 1), mark];
  if (!day) return [dayNumber(+year, month - 1, 1), dayNumber(+year, +month, 1), mark];
  return [dayNumber(+year, month - 1, +day), dayNumber(+year, month - 1, +day + 1), mark];
}

/**
 * The span of an EDTF date or period. `lo` and `hi` bound what it may mean (infinite if open), `inner` is the part of
 * a period that is certain, `dot` tells a single day, `exact` that both sides are known to the day.
 */
function readDate(text) {
  const [from, to] = text.split("/");
  const start = from === ".." ? null : readPoint(from);
  const end = to === undefined ? start : to === ".." ? null : readPoint(to);
  const marks = (start ? start[2] : "") + (end ? end[2] : "");
  const inner = to === undefined || !start || !end || start[1] > end[0] ? null : [start[1] - 1, end[0] + 1];
  const whole = (point) => point && point[1] - point[0] === 1;
  return {
    lo: start ? start[0] : -Infinity,
    hi: end ? end[1] : Infinity,
    inner: inner && inner[1] > inner[0] ? inner : null,
    about: /[~%]/.test(marks),
    unsure: /[?%]/.test(marks),
    period: to !== undefined,
    dot: to === undefined && whole(start),
    exact: whole(start) && whole(end) && !marks,
  };
}

const isoDay = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
