// The search page: asks the index of this language, shows what it found, keeps the address in step.
import { BREAK, isBeginning, pieces, tokens } from "./segment.js";
import { openIndex } from "./volumes.js";

const page = document.getElementById("search");
const form = page.querySelector("form");
const status = document.getElementById("found");
const results = document.getElementById("results");
const list = results.querySelector("ol");
const more = document.getElementById("more");
const words = page.dataset;
const english = document.documentElement.lang === "en";
const folder = new URL(`../../search/${english ? "en" : "zh"}/`, import.meta.url);
const root = new URL(words.up, location.href);
const title = document.title;
const FIELDS = ["q", "agency", "year", "kind", "demo"];
const [STEP, LONGEST] = [20, 200];
// All volumes that may hold it are read where they are no more kilobytes than this. Else some at a
// time, the newest first, until something more is found, and so many at most before the reader is
// asked.
const [ALL, WAVE, MOST] = [512, 4, 12];

let opened;
let run = 0;

const open = () => {
  opened ??= openIndex(folder);
  return opened;
};

// After a failure, which is remembered: the next question starts afresh.
const forget = () => {
  opened = undefined;
};

const asked = () => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "").trim()]));
};

// Whether a volume is among what the filters leave; fictional ones only when asked for.
const wish = ({ agency, year, demo }) => (volume) =>
  (!agency || volume.agency === agency) &&
  (!year || (volume.years[0] <= Number(year) && Number(year) <= volume.years[1])) &&
  (!volume.fictional || demo !== "" || agency !== "");

const matches = (pieces, at, phrase) =>
  phrase.every((code, place) => {
    const here = pieces[at + place]?.code;
    const last = place === phrase.length - 1;
    return here === code || (last && isBeginning(code) && here?.startsWith(code));
  });

const holds = (pieces, phrase) => pieces.some((_, at) => matches(pieces, at, phrase));

// Where results of a volume stand among the others: plans before pages, the newest first.
const inOrder = (a, b) =>
  a.fictional - b.fictional || b.isPlan - a.isPlan || a.rank - b.rank;

// In the order of results: by kind, then the newest plan, then the place on its page.
const byKind = (a, b) =>
  a.volume.fictional - b.volume.fictional ||
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
  a.volume.rank - b.volume.rank;

// Passages that hold every phrase: `found` are those so far, `next` reads on for more, `unread`
// counts the volumes that may hold some too.
const seek = async (index, phrases, query) => {
  const [first = [], ...others] = await Promise.all(phrases.map(index.candidates));
  const wanted = wish(query);
  const queue = first
    .filter((place) => others.every((other) => other.includes(place)) && wanted(index.volumes[place]))
    .sort((a, b) => inOrder(index.volumes[a], index.volumes[b]) || a - b);
  const size = queue.reduce((sum, place) => sum + index.volumes[place].size, 0);
  const wave = size <= ALL ? queue.length : WAVE;
  const found = [];
  const isFound = (passage) =>
    (!query.kind || passage.kind === query.kind) &&
    phrases.every((phrase) => passage.mayHold(phrase) && holds(passage.text, phrase));
  const next = async (enough) => {
    const before = found.length;
    const isEnough = (read) => found.length > before || found.length >= enough || read >= MOST;
    for (let read = 0; queue.length && !isEnough(read); read += wave) {
      const some = await Promise.all(queue.slice(0, wave).map(index.read));
      queue.splice(0, wave);
      const held = some.map((passages) => passages.filter(isFound));
      for (const one of size <= ALL ? [held.flat()] : held) found.push(...one.sort(byKind));
    }
  };
  return { phrases, found, next, unread: () => queue.length, loose: phrases.length > 1 };
};

// What is looked for: the whole as one phrase; where that stands nowhere, each of its parts.
const find = async (query) => {
  const text = query.q.replace(/^["“](.+)["”]$/u, "$1");
  const whole = tokens(text);
  const parts = text === query.q ? text.split(/\s+/u).map(tokens).filter((one) => one.length) : [];
  const index = await open();
  let search = await seek(index, whole.length ? [whole] : [], query);
  return async (enough) => {
    await search.next(enough);
    if (!search.found.length && !search.unread() && !search.loose && parts.length > 1) {
      search = await seek(index, parts, query);
      await search.next(enough);
    }
    return search;
  };
};

const element = (name, fields, ...inner) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...inner);
  return made;
};

// Text as nodes; on an English page Chinese is marked as such.
const spoken = (text) =>
  english
    ? text.split(/([\p{Script=Han}\u3000-\u303f\uff00-\uffef]+)/u).map((piece, place) =>
        place % 2 ? element("span", { lang: "zh-Hant", textContent: piece }) : piece,
      )
    : [text];

// For each piece, whether it is part of a match.
const marked = (pieces, phrases) => {
  const on = pieces.map(() => false);
  pieces.forEach((_, at) => {
    for (const phrase of phrases) {
      if (matches(pieces, at, phrase)) on.fill(true, at, at + phrase.length);
    }
  });
  return on;
};

const shown = (pieces, on) => {
  const nodes = [];
  for (let at = 0; at < pieces.length; ) {
    let end = at;
    while (end < pieces.length && on[end] === on[at]) end += 1;
    const text = pieces.slice(at, end).map((piece) => piece.text).join("");
    // The space after the last word is no part of what was asked for.
    if (on[at]) nodes.push(element("mark", {}, ...spoken(text.trimEnd())), text.slice(text.trimEnd().length));
    else nodes.push(...spoken(text));
    at = end;
  }
  return nodes;
};

// A stretch of the text around the first match that is not in the title; nothing where there is none.
const excerpt = (pieces, on, name) => {
  const start = name.length ? pieces.findIndex((_, at) => matches(pieces, at, name)) : -1;
  const inTitle = (at) => start >= 0 && at >= start && at < start + name.length;
  const hit = on.findIndex((is, at) => is && !inTitle(at));
  if (hit < 0) return [];
  let [first, last] = [hit, hit];
  const count = (from, to) => pieces.slice(from, to).reduce((sum, { text }) => sum + text.length, 0);
  const [before, after] = english ? [60, 180] : [24, 90];
  // Two breaks in a row part what a page says from what only serves it.
  const ends = (at) => pieces[at] === BREAK && pieces[at - 1] === BREAK;
  while (first > 0 && !inTitle(first - 1) && !ends(first - 1) && count(first - 1, hit) <= before) first -= 1;
  while (last < pieces.length && !ends(last) && count(hit, last + 1) <= after) last += 1;
  const whole = last >= pieces.length || ends(last);
  while (first < hit && pieces[first] === BREAK) first += 1;
  while (last > hit && pieces[last - 1] === BREAK) last -= 1;
  return [
    first > 0 ? "…" : "",
    ...shown(pieces.slice(first, last), on.slice(first, last)),
    whole ? "" : "…",
  ];
};

// The kinds in the order of results.
const kinds = [...form.elements.kind.options].map(({ value }) => value);
const labels = (name) =>
  Object.fromEntries([...form.elements[name].options].map((one) => [one.value, one.textContent]));

const item = ({ volume, plan, address, kind, anchor, number, name, text }, phrases) => {
  const link = new URL(address + (anchor && `#${anchor}`), root);
  const called = pieces(name);
  const tag = element("span", { className: "tag", textContent: labels("kind")[kind] });
  const over = element("p", { className: "over" }, tag);
  if (number) over.append(" ", element("span", { className: "num" }, ...spoken(number)));
  if (volume.fictional) {
    over.append(" ", element("span", { className: "tag q", textContent: words.mark }));
  }
  const part = excerpt(text, marked(text, phrases), called.map(({ code }) => code));
  const where = [labels("agency")[volume.agency || "-"], plan].filter(Boolean);
  const heading = element("a", { href: link.href }, ...shown(called, marked(called, phrases)));
  const made = element("li", {}, over, element("h3", {}, heading));
  if (part.length) made.append(element("p", { className: "excerpt" }, ...part));
  if (where.length) made.append(element("p", { className: "where" }, ...spoken(where.join(" · "))));
  return made;
};

const say = (text) => {
  status.textContent = text;
};

const fill = (text, values) => text.replace(/\{([nmq])\}/g, (_, name) => values[name]);

// What was found, in words: how much, and whether more may come.
const told = ({ found, loose, unread }, q) => {
  const n = found.length;
  const m = unread();
  const key = n ? (loose ? "loose" : "found") + (m ? "Some" : n === 1 ? "One" : "") : "none";
  return fill(words[n || !m ? key : "noneYet"], { n, m, q });
};

const clear = () => {
  list.replaceChildren();
  results.hidden = more.hidden = true;
};

const show = async () => {
  const mine = (run += 1);
  const query = asked();
  document.title = query.q ? `${query.q} – ${title}` : title;
  const link = document.querySelector("a.switch");
  link.search = location.search;
  if (!query.q) {
    clear();
    say(location.search ? words.empty : "");
    return;
  }
  say(words.busy);
  try {
    const search = await find(query);
    let next = 0;
    const step = async () => {
      const from = next;
      const state = await search(from + STEP);
      const { found, phrases, unread } = state;
      const made = found.slice(from, from + STEP).map((one) => item(one, phrases));
      if (mine !== run || next !== from) return;
      next += made.length;
      if (!from) clear();
      list.append(...made);
      more.hidden = next >= found.length && !unread();
      results.hidden = !next && more.hidden;
      say(told(state, query.q));
      if (from) made[0]?.querySelector("a").focus();
    };
    await step();
    if (mine !== run) return;
    more.onclick = () =>
      step().catch(() => {
        say(words.failed);
        forget();
        more.onclick = show;
      });
  } catch {
    if (mine !== run) return;
    clear();
    forget();
    say(words.failed);
  }
};

const restore = () => {
  const given = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const field = form.elements[name];
    const value = given.get(name) ?? "";
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value !== "";
    else field.value = value.slice(0, LONGEST);
    // A choice that is not offered would leave the field blank.
    if (field.selectedIndex === -1) field.value = "";
  }
  return show();
};

const go = () => {
  const given = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value));
  const address = `?${given}`;
  if (address !== location.search) history.pushState(null, "", given.size ? address : location.pathname);
  return show();
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
form.addEventListener("change", (event) => {
  if (event.target.name !== "q") go();
});
addEventListener("popstate", restore);
for (const one of page.querySelectorAll(".lede, form.search")) one.hidden = false;
restore();
