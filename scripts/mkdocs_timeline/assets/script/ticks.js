/* Where the axis is marked, and in which words. */

const YEAR = 365.2425;
const MONTH = YEAR / 12;
const STEPS = [
  [1, "d", 1], [2, "d", 2], [7, "d", 7], [MONTH, "m", 1], [3 * MONTH, "m", 3],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => [years * YEAR, "y", years]),
];

/** The ticks between two days: {day, unit, date}, as close as `apart` pixels allow. */
function findTicks(from, to, scale, apart) {
  const [, unit, step] = STEPS.find(([days]) => days * scale >= apart) || STEPS[STEPS.length - 1];
  const first = new Date(from * DAY_MS);
  const year = first.getUTCFullYear();
  const ticks = [];
  for (let index = 0; index < 400; index++) {
    const day =
      unit === "y" ? dayNumber((Math.floor(year / step) + index) * step, 0, 1)
      : unit === "m" ? dayNumber(year, Math.floor(first.getUTCMonth() / step) * step + index * step, 1)
      : Math.floor(from / step) * step + index * step;
    if (day > to) break;
    if (day >= from) ticks.push({ day, unit, date: new Date(day * DAY_MS) });
  }
  return ticks;
}

const TICK_WORDS = {
  month: { month: "short" },
  monthYear: { month: "short", year: "numeric" },
  dayMonth: { day: "numeric", month: "short" },
  full: { day: "numeric", month: "short", year: "numeric" },
};

/** Words for ticks in the page's language. Formats are made when first asked for: they are dear, and years need none. */
function tickWriter(language) {
  const formats = {};
  const write = (name, date) =>
    (formats[name] ||= new Intl.DateTimeFormat(language, { timeZone: "UTC", ...TICK_WORDS[name] })).format(date);
  return ({ unit, date }, isFirst) => {
    if (unit === "y") return String(date.getUTCFullYear());
    if (unit === "m") return write(isFirst || date.getUTCMonth() === 0 ? "monthYear" : "month", date);
    return write(isFirst ? "full" : "dayMonth", date);
  };
}
