/*
 * How words are compared: the same as in scripts/factbook/search/spelling.py (tests/search/test_spelling.py holds both to it).
 */

const HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff";
const RUN = new RegExp(`[${HAN}]+|\\p{Nd}+(?:[.,]\\p{Nd}+)+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
const IS_HAN = new RegExp(`[${HAN}]`, "u");
const LETTER = /[\p{L}\p{N}]/u;
const DOUBLE = /([^lsz])\1$/;

/* The syllables of Mandarin, by their beginnings. */
const SYLLABLES = new Set(`a ai an ang ao:b-a ai an ang ao ei en eng i ian iao ie in ing o u:c-a ai an ang ao e en eng i ong ou u uan ui un uo
ch-a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo:d-a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo:e ei en er
f-a an ang ei en eng iao o ou u:g-a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo:h-a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j-i ia ian iang iao ie in ing iong iu u uan ue un:k-a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
l-a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo v:m-a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n-a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v:o ou:p-a ai an ang ao ei en eng i ian iao ie in ing o ou u
q-i ia ian iang iao ie in ing iong iu u uan ue un:r-an ang ao e en eng i ong ou u uan ui un uo:s-a ai an ang ao e en eng i ong ou u uan ui un uo
sh-a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo:t-a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
w-a ai an ang ei en eng o u:x-i ia ian iang iao ie in ing iong iu u uan ue un:y-a an ang ao e i in ing o ong ou u uan ue un
z-a ai an ang ao e ei en eng i ong ou u uan ui un uo:zh-a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo`
  .split(/[:\n]/)
  .flatMap((line) => {
    const [start, ends] = line.includes("-") ? line.split("-") : ["", line];
    return ends.split(" ").map((end) => start + end);
  }));

export const isHan = (text) => text > "\u3000" && IS_HAN.test(text.charAt(0));
export const isLetter = (char) => LETTER.test(char);

/* A text as it is compared. The table has traditional characters, each before its simplified one. */
export function fold(text, table) {
  const usual = text.normalize("NFKC").toLowerCase();
  return table?.size ? usual.replace(/[\u3400-\u9fff]/g, (char) => table.get(char) ?? char) : usual;
}

export const runs = (folded) => (folded.match(RUN) ?? []).map((run) => (run.includes(",") ? run.replaceAll(",", "") : run));

export function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let found = word;
  if (found.endsWith("ies")) found = `${found.slice(0, -3)}y`;
  else if (/(?:sses|xes|ches|shes|zes)$/.test(found)) found = found.slice(0, -2);
  else if (/s$/.test(found) && !/(?:ss|us|is)$/.test(found)) found = found.slice(0, -1);
  for (const [ending, least] of [["ing", 6], ["ed", 5]]) {
    if (found.endsWith(ending) && found.length >= least) {
      found = found.slice(0, -ending.length);
      if (DOUBLE.test(found)) found = found.slice(0, -1);
      break;
    }
  }
  return found.endsWith("e") && found.length > 4 ? found.slice(0, -1) : found;
}

/* The syllables that a word is written with, the fewest; nothing where it is no pinyin. */
export function syllables(word) {
  const best = [[]]; // of the word's beginnings, by length
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - 6); start < end; start += 1) {
      const before = best[start];
      if (before && SYLLABLES.has(word.slice(start, end)) && !(best[end]?.length <= before.length + 1)) {
        best[end] = [...before, word.slice(start, end)];
      }
    }
  }
  return best[word.length] ?? [];
}

export const slips = (word) => [...new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))])];
