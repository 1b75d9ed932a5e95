// Text into tokens and terms of the index: what generator/search/segment.py does.
// A token is a run of Latin letters, a figure, or one other sign.

const TOKEN =
  /[a-z]+|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+|[^ \t\n\v\f\r\u00a0\u2003\u3000]/gu;
const UNSEEN =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/gu;
// Capitals, full-width forms, small forms, radicals that come out of some PDF files: one sign each.
const FOLDED = /[A-Z\uff01-\uff5e\ufe50-\ufe6b\u2f00-\u2fd5]/gu;
const SPACE = /^[ \t\n\v\f\r\u00a0\u2003\u3000]/u;
const BEGINNING = 3;
// Between two blocks of the text.
export const BREAK = { code: "", text: " · " };

const seen = (text) => text.replace(UNSEEN, "").normalize("NFC");
const fold = (printed) => printed.replace(FOLDED, (one) => one.normalize("NFKC").toLowerCase());
const plain = (token) => (token.length > 1 ? token.replaceAll(",", "") : token);

export const folded = (text) => fold(seen(text));

export const tokens = (text) => [...folded(text).matchAll(TOKEN)].map(([one]) => plain(one));

// The same with what was printed, and the space after it.
export const pieces = (text) => {
  const printed = seen(text);
  return [...fold(printed).matchAll(TOKEN)].map(({ 0: one, index }) => {
    const end = index + one.length;
    const space = SPACE.test(printed.slice(end, end + 1)) ? " " : "";
    return { code: plain(one), text: printed.slice(index, end) + space };
  });
};

// A question may end within such a word.
export const isBeginning = (code) => code.length >= BEGINNING && /^[a-z]+$/.test(code);

// What a text that holds the phrase holds: the phrase itself, or each two of its tokens.
export const terms = (phrase) =>
  phrase.length === 1
    ? phrase
    : phrase.slice(1).map((code, place) => `${phrase[place]} ${code}`);

// CRC-32, as zlib has it, of the term, of a last Latin word its first letters alone.
export const spread = (term) => {
  const last = term.slice(term.lastIndexOf(" ") + 1);
  const cut = isBeginning(last) ? last.length - BEGINNING : 0;
  let sum = -1;
  for (const byte of new TextEncoder().encode(term.slice(0, term.length - cut))) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};
