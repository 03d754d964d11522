/*
 * Lists of entries by number, and how well each fits. An entry's number is its seat (scripts/factbook/search/shards.py).
 */

const UNIT = 35, UNITS = 57, MORE = 93, MORES = 34; // the digits of numbers, as in directory.py

/* How well a word fits an entry, from 0: its text begins with it · is in its text · around it · a name begins with it · a name means it,
   or sounds like it · is in a name. */
export const TEXT_BEGINS = 1, TEXT = 2, AROUND = 3, NAMES_BEGIN = 4, LIKE = 5, NAMES = 6;

/* Gathers entries in arrays as wide as the index, used again and again. */
export class Pool {
  constructor(size) {
    this.best = new Uint8Array(size);
    this.seen = new Int32Array(size);
    this.count = this.last = 0;
    this.rises = true;
  }

  add(entry, fit) {
    if (!this.best[entry]) {
      this.seen[this.count++] = entry;
      if (entry < this.last) this.rises = false;
      this.last = entry;
    }
    if (this.best[entry] < fit) this.best[entry] = fit;
  }

  /* Add a fit for the entries of these numbers, which are written as directory.py says. */
  note(numbers, fit) {
    for (let i = 0, number = 0, more = 0; i < (numbers?.length ?? 0); i += 1) {
      const digit = numbers.charCodeAt(i);
      if (digit < MORE) {
        number += more * UNITS + digit - UNIT;
        more = 0;
        this.add(number, fit);
      } else more = more * MORES + digit - MORE;
    }
  }

  /* All that were added since the last time. */
  taken() {
    const { best, count } = this;
    const entries = this.seen.slice(0, count);
    if (!this.rises && count * 32 < best.length) entries.sort();
    else if (!this.rises) for (let entry = 0, at = 0; at < count; entry += 1) if (best[entry]) entries[at++] = entry;
    const fits = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) {
      fits[i] = best[entries[i]];
      best[entries[i]] = 0;
    }
    this.count = this.last = 0;
    this.rises = true;
    return { entries, fits };
  }

  /* What fits one of these, as well as it fits the best of them. */
  union(all) {
    for (const { entries, fits } of all) for (let i = 0; i < entries.length; i += 1) this.add(entries[i], fits[i]);
    return this.taken();
  }

  /* Let something be done with how well each entry of the index fits. */
  spread({ entries, fits }, use) {
    for (let i = 0; i < entries.length; i += 1) this.best[entries[i]] = fits[i];
    use(this.best);
    for (let i = 0; i < entries.length; i += 1) this.best[entries[i]] = 0;
  }
}

const NONE = { entries: [], fits: [] };

/* What fits all of these, as well as it fits the least of them. */
export const least = (all) => (all.length ? [...all].sort((a, b) => a.entries.length - b.entries.length).reduce(both) : NONE);

export function both(one, other) {
  const entries = new Int32Array(one.entries.length), fits = new Uint8Array(one.entries.length);
  let count = 0;
  for (let i = 0, j = 0; i < one.entries.length && j < other.entries.length;) {
    const a = one.entries[i], b = other.entries[j];
    if (a === b) {
      entries[count] = a;
      fits[count++] = Math.min(one.fits[i], other.fits[j]);
    }
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return { entries: entries.subarray(0, count), fits: fits.subarray(0, count) };
}

/* Those that fit at least so well; `as`: all of them so well and no better. */
export function fitting({ entries, fits }, from, as) {
  const isIn = (_, i) => fits[i] >= from;
  const found = fits.filter(isIn);
  return { entries: entries.filter(isIn), fits: as ? found.map(() => as) : found };
}

export const reaches = ({ fits }, least) => fits.some((fit) => fit >= least);

/* How many of these, which are sorted, are not above this one. */
export function above(terms, term) {
  let low = 0, high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function has({ entries }, entry) {
  const at = above(entries, entry) - 1;
  return at >= 0 && entries[at] === entry;
}
