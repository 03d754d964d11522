/* Rows for events, and clusters for those that find none. */

// Everything here depends on the scale (pixels for a day) and not on where the view stands, so that panning never
// moves an event to another row. The more important events choose their places first.

const GAP = 14;
const DOT = 8;

/** Whether [begin, end) is free in a row, whose taken stretches are sorted; `row.next` follows `begin`. */
function fits(row, begin, end) {
  const { begins, ends } = row;
  while (row.next > 0 && ends[row.next - 1] > begin) row.next--;
  while (row.next < ends.length && ends[row.next] <= begin) row.next++;
  return row.last <= begin && (row.next >= begins.length || begins[row.next] >= end);
}

function startPass(row) {
  row.next = 0;
  row.last = -Infinity;
  row.added = [];
}

function endPass(row) {
  const all = row.begins.map((begin, index) => [begin, row.ends[index]]).concat(row.added);
  all.sort((one, other) => one[0] - other[0]);
  row.begins = all.map((pair) => pair[0]);
  row.ends = all.map((pair) => pair[1]);
}

/**
 * Give the events of a lane their rows. Returns `placed` ([event, row] pairs) and `rest`, those without a place.
 * Bars longer than half the view get only the first third of the rows; they would leave no room for the days inside.
 * A title that would run over the end of the world is moved back.
 */
function placeEvents(events, rowCount, scale, viewWidth, worldEnd) {
  const rows = Array.from({ length: rowCount }, () => ({ begins: [], ends: [] }));
  const placed = [];
  const rest = [];
  const longRows = events.length > rowCount ? Math.ceil(rowCount / 3) : rowCount;
  for (const level of [1, 2, 3]) {
    rows.forEach(startPass);
    for (const event of events) {
      if (event.imp !== level) continue;
      const from = event.x0 * scale;
      const bar = event.x1 * scale;
      const begin = Math.min(from, worldEnd * scale - event.width - 8);
      const end = Math.max(bar, from + DOT, begin + event.width) + GAP;
      const most = bar - from > viewWidth / 2 ? longRows : rowCount;
      let row = 0;
      while (row < most && !fits(rows[row], begin, end)) row++;
      if (row === most) {
        rest.push(event);
      } else {
        rows[row].added.push([begin, end]);
        rows[row].last = end;
        placed.push([event, row]);
      }
    }
    rows.forEach(endPass);
  }
  return { placed, rest };
}

/**
 * Gather events without a place into clusters. A cluster is a stretch of 2^n days, so that zooming in splits it in
 * two and panning leaves it alone. Events longer than half the view gather where they begin, and in `long`.
 */
function gatherClusters(rest, scale, viewWidth) {
  const stretch = 2 ** Math.ceil(Math.log2(30 / scale));
  const clusters = new Map();
  const long = [];
  for (const event of rest) {
    const isLong = (event.x1 - event.x0) * scale > viewWidth / 2;
    if (isLong) long.push(event);
    const x1 = isLong ? event.x0 + 1 : event.x1;
    const middle = (event.x0 + x1) / 2;
    const key = Math.floor(middle / stretch);
    const cluster = clusters.get(key) || { events: [], x0: Infinity, x1: -Infinity, sum: 0 };
    cluster.events.push(event);
    cluster.x0 = Math.min(cluster.x0, event.x0);
    cluster.x1 = Math.max(cluster.x1, x1);
    cluster.sum += middle;
    clusters.set(key, cluster);
  }
  return { clusters: [...clusters.values()], long };
}
