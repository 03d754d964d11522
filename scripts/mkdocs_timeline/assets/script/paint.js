/* Draws a frame on the canvas. What it draws is decided in layout.js. */

const COLORS = ["fg", "soft", "line", "band", "band2", "accent", "bg", "select"];

/** The theme's colours, resolved by the browser; a canvas cannot read CSS variables. */
function readColors(view) {
  const probe = document.createElement("i");
  probe.style.forcedColorAdjust = "none"; // or all are the colour of text where the reader's own colours are forced
  view.append(probe);
  const colors = {};
  for (const name of COLORS) {
    probe.style.color = `var(--tl-${name})`;
    colors[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colors;
}

/** Cut titles to a width, and say how wide they are; adds up letters, which is far faster than measuring texts. */
function measureTitles(events, context, fonts, most) {
  const widths = [new Map(), new Map()];
  const letter = (character, bold) => {
    let width = widths[bold].get(character);
    if (width === undefined) {
      context.font = fonts[bold];
      widths[bold].set(character, (width = context.measureText(character).width));
    }
    return width;
  };
  for (const event of events) {
    const bold = event.imp === 1 ? 1 : 0;
    const room = most - letter("…", bold);
    let width = 0;
    let cut = "";
    event.label = event.title;
    for (const character of event.title) {
      width += letter(character, bold);
      if (width <= room) cut += character;
      if (width > most) {
        event.label = `${cut.trimEnd()}…`;
        width = most;
        break;
      }
    }
    event.width = width;
  }
}

/** Draws one frame of a timeline `t`, and notes in `t.hits` where things stand, for the pointer. */
function paint(t) {
  const { context, width, height, colors } = t;
  t.hits = [];
  context.setTransform(t.ratio, 0, 0, t.ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  paintEras(t);
  paintTicks(t);
  context.lineWidth = 1;
  for (const lane of t.lanes) {
    paintLane(t, lane);
  }
  paintOverview(t);
  context.fillStyle = colors.line;
  context.fillRect(0, t.axisTop, width, 1);
}

const toX = (t, day) => (day - t.from) * t.scale;

function paintEras(t) {
  const { context, colors } = t;
  context.font = t.fonts[0];
  context.textBaseline = "alphabetic";
  t.eras.forEach((era, index) => {
    const x0 = Math.max(-1, toX(t, Math.max(era.lo, t.world.lo)));
    const x1 = Math.min(t.width + 1, toX(t, Math.min(era.hi, t.world.hi)));
    if (x1 <= x0) return;
    context.fillStyle = index % 2 ? colors.band2 : colors.band;
    context.fillRect(x0, 0, x1 - x0, t.axisTop);
    const left = Math.max(x0, 0) + 8;
    context.fillStyle = colors.soft;
    context.fillText(shorten(era.label, x1 - left - 4, context), left, t.em + 4);
  });
}

/** As much of a text as there is room for. */
function shorten(text, room, context) {
  if (context.measureText(text).width <= room) return text;
  let length = text.length;
  while (length && context.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return length > 2 ? `${text.slice(0, length).trimEnd()}…` : "";
}

function paintTicks(t) {
  const { context, colors } = t;
  const to = t.from + t.width / t.scale;
  const ticks = findTicks(t.from, to, t.scale, t.em * 5);
  context.font = t.fonts[0];
  context.textAlign = "center";
  ticks.forEach((tick, index) => {
    const x = Math.round(toX(t, tick.day)) + 0.5;
    context.fillStyle = colors.line;
    context.fillRect(x - 0.5, t.headTop, 1, t.axisTop - t.headTop + 5);
    const words = t.writeTick(tick, index === 0);
    const half = context.measureText(words).width / 2;
    context.fillStyle = colors.soft;
    context.fillText(words, Math.min(Math.max(x, half + 2), t.width - half - 2), t.axisTop + t.em * 1.45);
  });
  context.textAlign = "left";
}

function paintLane(t, lane) {
  const { context, colors } = t;
  if (lane.label) {
    context.fillStyle = colors.line;
    context.fillRect(0, lane.top, t.width, 1);
    context.font = t.fonts[1];
    context.fillStyle = colors.soft;
    context.fillText(lane.label, 8, lane.top + t.em * 1.35);
  }
  for (const [event, row] of lane.placed) {
    const x0 = toX(t, event.x0);
    const x1 = toX(t, event.x1);
    if (x0 > t.width || Math.max(x1, x0 + event.width) < 0) continue;
    paintEvent(t, event, x0, x1, lane.rowsTop + row * t.rowHeight);
  }
  const y = lane.rowsTop + lane.rows * t.rowHeight;
  for (const cluster of lane.clusters) paintCluster(t, cluster, y);
  const ongoing = lane.long.filter((event) => event.x0 < t.from && event.x1 > t.from);
  if (ongoing.length) paintCluster(t, { events: ongoing, x0: t.from, x1: t.from, sum: 0, ongoing: true }, y);
  if (t.selected && lane.clusters.some((cluster) => cluster.events.includes(t.selected))) paintChosen(t, y);
}

/** The chosen event where it found no row: over the clusters, its title on the side that has room. */
function paintChosen(t, y) {
  const { context, selected } = t;
  const x0 = toX(t, selected.x0);
  const x1 = Math.max(toX(t, selected.x1), x0 + DOT);
  if (x1 < 0 || x0 > t.width) return;
  const left = Math.max(4, Math.min(x0, t.width - selected.width - 8));
  context.fillStyle = t.colors.bg;
  context.fillRect(left - 5, y - t.rowHeight, selected.width + 10, t.rowHeight);
  paintEvent(t, selected, x0, x1, y - t.rowHeight);
}

/** A title over its mark. The title of a bar that began before the view stays in sight while the bar does. */
function paintEvent(t, event, x0, x1, y) {
  const { context, colors } = t;
  const chosen = event === t.selected;
  const last = (t.world.hi - t.from) * t.scale - event.width - 8;
  const x = Math.round(Math.min(x0 < 4 ? Math.min(4, Math.max(x0, x1 - event.width)) : x0, last));
  if (chosen || event === t.hovered) {
    context.fillStyle = colors.select;
    context.beginPath();
    context.roundRect(x - 5, y + 1, event.width + 10, t.rowHeight - 3, 4);
    context.fill();
  }
  context.font = t.fonts[event.imp === 1 ? 1 : 0];
  context.fillStyle = chosen ? colors.accent : event.imp === 3 ? colors.soft : colors.fg;
  context.fillText(event.label, x, y + t.em * 1.15);
  paintMark(t, event, x0, x1, y + t.em * 1.6);
  t.hits.push([Math.min(x, x0) - 4, y, Math.max(x + event.width, x1) + 4, y + t.rowHeight, event]);
}

/**
 * The mark of a date as it is known: a dot for a day; a pale bar for something on one of the bar's days; a full bar
 * for a period, pale where its ends are not known to the day; dashed for `~`, dotted for `?`; fading where open.
 */
function paintMark(t, event, x0, x1, y) {
  const { context, colors } = t;
  const radius = event.imp === 1 ? 4 : 3;
  const doubtful = event.about || event.unsure;
  context.fillStyle = context.strokeStyle = colors.accent;
  context.setLineDash(doubtful && (event.dot || x1 - x0 > 8) ? (event.unsure ? [1.5, 2.5] : [4, 3]) : []);
  context.beginPath();
  if (event.dot) {
    context.arc(x0 + radius, y + 2.5, radius, 0, 7);
  } else {
    const left = Math.max(x0, -20);
    context.roundRect(left, y, Math.max(Math.min(x1, t.width + 20) - left, 4), 5, 2.5);
  }
  if (doubtful) {
    context.globalAlpha = 0.18;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
    context.setLineDash([]);
  } else if (event.dot) {
    context.fill();
  } else {
    paintBar(t, event, y);
  }
}

function paintBar(t, event, y) {
  const { context } = t;
  if (event.lo === -Infinity || event.hi === Infinity) context.fillStyle = fade(t, event);
  context.globalAlpha = event.inner || !event.period ? 0.4 : 0.85;
  context.fill();
  context.globalAlpha = 1;
  if (event.inner) {
    const left = Math.max(toX(t, event.inner[0]), -20);
    const right = Math.min(toX(t, event.inner[1]), t.width + 20);
    if (right > left) context.fillRect(left, y, right - left, 5);
  }
}

/** From the known side of an open period to nothing, over 180 pixels; a trace of it goes on to the edge. */
function fade(t, event) {
  const known = event.hi === Infinity ? toX(t, event.lo) : toX(t, event.hi);
  const away = event.hi === Infinity ? 180 : -180;
  const gradient = t.context.createLinearGradient(known, 0, known + away, 0);
  const faint = t.colors.accent.replace(/^rgb\(([^)]*)\)$/, "rgba($1, 0.18)");
  gradient.addColorStop(0, t.colors.accent);
  gradient.addColorStop(1, faint === t.colors.accent ? t.colors.line : faint);
  return gradient;
}

/** The number of events that found no row, over the stretch that they take; a single one is drawn as its mark. */
function paintCluster(t, cluster, y) {
  const { context, colors } = t;
  const x0 = toX(t, cluster.x0);
  const x1 = toX(t, cluster.x1);
  if (x1 < -20 || x0 > t.width + 20) return;
  if (cluster.events.length === 1 && !cluster.ongoing) {
    paintMark(t, cluster.events[0], x0, x1, y + t.em * 0.55);
    t.hits.push([x0 - 4, y, Math.max(x1, x0 + DOT) + 4, y + t.em * 1.7, cluster.events[0]]);
    return;
  }
  const words = (cluster.ongoing ? "… " : "") + cluster.events.length;
  const half = Math.max(t.em * 0.75, words.length * t.em * 0.32 + 5);
  const middle = toX(t, cluster.sum / cluster.events.length);
  const x = cluster.ongoing ? half + 3 : Math.round(middle);
  context.fillStyle = colors.accent;
  context.globalAlpha = 0.25;
  context.fillRect(Math.max(x0, -5), y + t.em * 0.75, Math.min(x1, t.width + 5) - Math.max(x0, -5), 2);
  context.globalAlpha = 1;
  context.fillStyle = cluster === t.hovered ? colors.accent : colors.bg;
  context.strokeStyle = colors.accent;
  context.beginPath();
  context.roundRect(x - half, y + 1, half * 2, t.em * 1.5, t.em * 0.75);
  context.fill();
  context.stroke();
  context.font = t.fonts[0];
  context.textAlign = "center";
  context.fillStyle = cluster === t.hovered ? colors.bg : colors.fg;
  context.fillText(words, x, y + t.em * 1.12);
  context.textAlign = "left";
  t.hits.push([x - half - 2, y - 2, x + half + 2, y + t.em * 1.7, cluster]);
}

/** The whole range in small, as a profile of how many events there are, and the part that is in view. */
function paintOverview(t) {
  const { context, colors, width } = t;
  const top = t.overviewTop;
  const size = t.height - top;
  const perPixel = width / (t.world.hi - t.world.lo);
  context.fillStyle = colors.soft;
  context.globalAlpha = 0.45;
  t.profile.forEach((share, index) => {
    if (share) context.fillRect(index * 4, t.height - 2 - share * (size - 6), 3, share * (size - 6) + 1);
  });
  context.globalAlpha = 1;
  const x = (t.from - t.world.lo) * perPixel;
  const wide = Math.max((width / t.scale) * perPixel, 6);
  if (wide >= width - 1) return;
  context.fillStyle = colors.select;
  context.fillRect(x, top + 1, wide, size - 2);
  context.strokeStyle = colors.accent;
  context.strokeRect(x + 0.5, top + 1.5, wide - 1, size - 3);
}

/** How full each 4 pixels of the overview are, from 0 to 1 (by square root, so that single events show). */
function makeProfile(events, world, width) {
  const counts = new Array(Math.ceil(width / 4)).fill(0);
  for (const event of events) {
    const place = ((event.x0 + event.x1) / 2 - world.lo) / (world.hi - world.lo);
    counts[Math.min(counts.length - 1, Math.floor(place * counts.length))]++;
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  return counts.map((count) => Math.sqrt(count / most));
}
