// The index of one language: which volumes may hold a phrase, and what those say.
// A volume is a plan's pages, or one page outside plans (generator/search).
import { BREAK, folded, isBeginning, pieces, spread, terms } from "./segment.js";

// A long question is narrowed down by so many of its terms; the text itself decides.
const MOST_TERMS = 6;

const load = async (url, options) => {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};

// A promise for each key, asked for once.
const once = (make) => {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
};

const file = (address) => `volumes/${address.replace(/\/$/, "") || "index"}.json`;

// Every volume by its place in the index, with its place in the order of results: plans before
// other pages, the newest first; fictional ones last.
const listed = ({ agencies, pages }) => {
  const bare = { agency: "", fictional: false, isPlan: false, years: [] };
  const all = [];
  for (const [agency, fictional, ...rows] of agencies) {
    for (const [plan, size, first, last] of rows) {
      const address = `agencies/${agency}/${plan ? `${plan}/` : ""}`;
      const years = plan ? [first, last] : [];
      all.push({ agency, fictional: fictional === 1, isPlan: plan !== "", years, address, size });
    }
  }
  for (const [address, size, fictional] of pages)
    all.push({ ...bare, fictional: fictional === 1, address, size });
  const newest = all.filter(({ isPlan }) => isPlan).sort((a, b) => b.years[1] - a.years[1]);
  newest.forEach((volume, place) => (volume.rank = place));
  for (const volume of all) volume.rank ??= -1;
  return all;
};

// A passage with its texts as pieces, worked out when they are asked for. Two breaks in a row part
// what a page says (`blocks`) from what only serves it (`beside`).
const passage = (about, blocks, beside) => {
  const parts = [blocks, beside].filter((part) => part.length);
  const raw = folded(parts.flat().join("\n"));
  let made;
  return {
    ...about,
    get text() {
      made ??= parts.flatMap((part, place) => [
        ...(place ? [BREAK, BREAK] : []),
        ...part.flatMap((block, at) => [...(at ? [BREAK] : []), ...pieces(block)]),
      ]);
      return made;
    },
    // Whether the tokens of a phrase may stand in it; figures may have commas.
    mayHold: (phrase) => phrase.every((code) => /^[0-9]/.test(code) || raw.includes(code)),
  };
};

export const openIndex = async (folder) => {
  // The list is asked for anew each time: the rest is named after what it says.
  const contents = await load(new URL("contents.json", folder), { cache: "no-cache" });
  const volumes = listed(contents);

  const bucket = once(async (number) => {
    const name = number.toString(16).padStart(4, "0");
    const [order, entries] = await load(new URL(`index/${name}.json?${contents.order}`, folder));
    if (order !== contents.order) throw new Error("the index is of another day");
    return new Map(Object.entries(entries));
  });

  // The volumes that hold a term, by their places.
  const holders = async (term, open) => {
    const entries = await bucket(Math.floor(spread(term) / 2 ** (32 - contents.bits)));
    const rows = open
      ? [...entries].filter(([one]) => one.startsWith(term)).map(([, row]) => row)
      : [entries.get(term) ?? []];
    const places = new Set();
    for (const row of rows) {
      let place = -1;
      for (const skipped of row) places.add((place += skipped + 1));
    }
    return places;
  };

  // Every volume that may hold the phrase: each of its terms stands somewhere in it.
  const candidates = async (phrase) => {
    const asked = terms(phrase).map((term) => [term, false]);
    if (isBeginning(phrase.at(-1))) asked.at(-1)[1] = true;
    const count = Math.min(asked.length, MOST_TERMS);
    const chosen = Array.from({ length: count }, (_, place) =>
      asked[count > 1 ? Math.round((place * (asked.length - 1)) / (count - 1)) : 0],
    );
    const found = await Promise.all(chosen.map(([term, open]) => holders(term, open)));
    const [first, ...rest] = found.sort((a, b) => a.size - b.size);
    return [...first].filter((place) => rest.every((other) => other.has(place)));
  };

  const read = once(async (place) => {
    const volume = volumes[place];
    const pages = await load(new URL(file(volume.address), folder));
    const title = volume.isPlan ? pages[0][1][0][3] : "";
    return pages.flatMap(([address, passages]) =>
      passages.map(([kind, anchor, number, name, blocks, beside]) =>
        passage({ volume, plan: title, address, kind, anchor, number, name }, blocks, beside),
      ),
    );
  });

  return { volumes, candidates, read };
};
