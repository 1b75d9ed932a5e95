// The search page: asks the index of this language, shows what it found, keeps the address in step.
import { BREAK, decode, tokens } from "./segment.js";

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
const [STEP, LONGEST, SHORTEST_BEGINNING] = [20, 200, 3];

let opened;
let run = 0;

// Pagefind, and our table: what each passage is, in the order of results, and all Latin words.
const open = () => {
  opened ??= (async () => {
    const index = await import(new URL("pagefind.js", folder));
    await index.options({ baseUrl: "/" });
    await index.init();
    const answer = await fetch(new URL("table.json", folder));
    if (!answer.ok) throw new Error(String(answer.status));
    const { kinds, plans, rows, words: vocabulary } = await answer.json();
    const order = new Map(rows.map(([id], place) => [id, place]));
    const about = ({ id }) => {
      const [, kind, plan] = rows[order.get(id)];
      return { kind: kinds[kind], agency: "", years: [], fictional: false, ...plans[plan] };
    };
    return { index, order, about, vocabulary };
  })().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
};

// After a failure: Pagefind keeps what failed, so the next question starts afresh.
const forget = async () => {
  const was = opened;
  opened = undefined;
  await was?.then(({ index }) => index.destroy()).catch(() => {});
};

const isBeginning = (code) => code.startsWith("xw") && code.length >= 2 + SHORTEST_BEGINNING;

// A phrase ends in a whole sign or figure, or within a Latin word.
const endings = (phrase, vocabulary) => {
  const last = phrase.at(-1);
  if (!isBeginning(last)) return [phrase];
  const found = vocabulary.filter((word) => word.startsWith(last.slice(2)));
  return found.map((word) => [...phrase.slice(0, -1), "xw" + word]);
};

// Every passage that holds the phrase, by its id.
const hold = async ({ index, vocabulary, about }, phrase, wanted) => {
  const found = new Map();
  for (const codes of endings(phrase, vocabulary)) {
    const answer = await index.search(`"${codes.join(" ")}"`);
    for (const result of answer.results) {
      if (wanted(about(result))) found.set(result.id, result);
    }
  }
  return found;
};

const asked = () => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "").trim()]));
};

// Whether a passage is among what the filters leave; fictional ones only when asked for.
const wish = ({ agency, year, kind, demo }) => (about) =>
  (!agency || about.agency === agency) &&
  (!year || about.years.includes(Number(year))) &&
  (!kind || about.kind === kind) &&
  (!about.fictional || demo !== "" || agency !== "");

// What is looked for: the whole as one phrase; where that stands nowhere, each of its parts.
const find = async (query) => {
  const search = await open();
  const wanted = wish(query);
  const text = query.q.replace(/^["“](.+)["”]$/u, "$1");
  const whole = tokens(text);
  let phrases = [whole];
  let found = whole.length ? await hold(search, whole, wanted) : new Map();
  const parts = text.split(/\s+/u).map(tokens).filter((part) => part.length);
  const loose = !found.size && parts.length > 1 && text === query.q;
  if (loose) {
    phrases = parts;
    found = await hold(search, parts[0], wanted);
    for (const part of parts.slice(1)) {
      if (!found.size) break;
      const also = await hold(search, part, wanted);
      found = new Map([...found].filter(([id]) => also.has(id)));
    }
  }
  const sorted = [...found.values()].sort((a, b) => search.order.get(a.id) - search.order.get(b.id));
  return { sorted, phrases, loose, about: search.about };
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

const matches = (pieces, at, phrase) =>
  phrase.every((code, place) => {
    const here = pieces[at + place]?.code;
    const last = place === phrase.length - 1;
    return here === code || (last && isBeginning(code) && here?.startsWith(code));
  });

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
  const ends = (at) => pieces[at].code === BREAK && pieces[at - 1]?.code === BREAK;
  while (first > 0 && !inTitle(first - 1) && !ends(first - 1) && count(first - 1, hit) <= before) first -= 1;
  while (last < pieces.length && !ends(last) && count(hit, last + 1) <= after) last += 1;
  const whole = last >= pieces.length || ends(last);
  while (first < hit && pieces[first].code === BREAK) first += 1;
  while (last > hit && pieces[last - 1].code === BREAK) last -= 1;
  return [
    first > 0 ? "…" : "",
    ...shown(pieces.slice(first, last), on.slice(first, last)),
    whole ? "" : "…",
  ];
};

const labels = (name) =>
  Object.fromEntries([...form.elements[name].options].map((one) => [one.value, one.textContent]));
const names = new Map(
  [...page.querySelectorAll(".browse a")].map((link) => [link.href, link.textContent]),
);

const item = async (result, phrases, { kind, agency, fictional }) => {
  const { raw_url, url, content, raw_content, meta } = await result.data();
  const address = decodeURI(raw_url ?? url).replace(/^\//, "").replace(/@([^/]*)\.html$/, "#$1");
  const link = new URL(address, root);
  const name = decode(meta.title);
  const pieces = decode(raw_content ?? content);
  const plan = names.get(new URL(address.split("/").slice(0, 3).join("/") + "/", root).href);
  const tag = element("span", { className: "tag", textContent: labels("kind")[kind] });
  const over = element("p", { className: "over" }, tag);
  if (meta.number) {
    over.append(" ", element("span", { className: "num" }, ...spoken(meta.number)));
  }
  if (fictional) {
    over.append(" ", element("span", { className: "tag q", textContent: words.mark }));
  }
  const text = excerpt(pieces, marked(pieces, phrases), name.map(({ code }) => code));
  const where = [agency && labels("agency")[agency], agency && plan].filter(Boolean);
  const heading = element("a", { href: link.href }, ...shown(name, marked(name, phrases)));
  const made = element("li", {}, over, element("h3", {}, heading));
  if (text.length) made.append(element("p", { className: "excerpt" }, ...text));
  if (where.length) made.append(element("p", { className: "where" }, ...spoken(where.join(" · "))));
  return made;
};

const say = (text) => {
  status.textContent = text;
};

const fill = (text, n, q) => text.replace(/\{([nq])\}/g, (_, name) => (name === "n" ? n : q));

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
    const { sorted, phrases, loose, about } = await find(query);
    let next = 0;
    const step = async () => {
      const from = next;
      const some = sorted.slice(from, from + STEP);
      const made = await Promise.all(some.map((one) => item(one, phrases, about(one))));
      if (mine !== run || next !== from) return;
      next += STEP;
      if (!from) clear();
      list.append(...made);
      results.hidden = !sorted.length;
      more.hidden = next >= sorted.length;
      if (from) made[0].querySelector("a").focus();
    };
    await step();
    if (mine !== run) return;
    more.onclick = () =>
      step().catch(async () => {
        say(words.failed);
        await forget();
        more.onclick = show;
      });
    const one = sorted.length === 1 ? "One" : "";
    const key = sorted.length ? (loose ? "loose" : "found") + one : "none";
    say(fill(words[key], sorted.length, query.q));
  } catch {
    if (mine !== run) return;
    clear();
    await forget();
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
