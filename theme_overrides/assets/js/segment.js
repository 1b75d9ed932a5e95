// Text into tokens that the index cannot misread: what generator/search/segment.py does, and back.
// A token is a run of Latin letters, a figure, or one other sign; each written in letters.

const TOKEN =
  /([A-Za-z]+)|([0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)|[^ \t\n\v\f\r\u00a0\u2003\u3000]/gu;
const UNSEEN =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/gu;
// Full-width forms, small forms, and the radicals that come out of some PDF files: one sign each.
const FOLDED = /[\uff01-\uff5e\ufe50-\ufe6b\u2f00-\u2fd5]/gu;
// Between two blocks of the text.
export const BREAK = "xz";

const fold = (text) =>
  text.replace(UNSEEN, "").normalize("NFC").replace(FOLDED, (one) => one.normalize("NFKC"));

// Back to the form that was printed.
const wide = (text) =>
  text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const SMALL = new Map(
  Array.from({ length: 0x1c }, (_, place) => String.fromCharCode(0xfe50 + place)).map((one) => [
    one.normalize("NFKC"),
    one,
  ]),
);

const sign = (character) => {
  let number = character.codePointAt(0);
  let letters = "";
  for (let place = 0; place < 5; place += 1) {
    letters = String.fromCharCode(97 + (number % 26)) + letters;
    number = Math.floor(number / 26);
  }
  return "xq" + letters;
};

const digits = (run) => run.replace(/[0-9]/g, (digit) => String.fromCharCode(97 + Number(digit)));

// The tokens of a query, as the index compares them.
export const tokens = (text) =>
  [...fold(text).matchAll(TOKEN)].map(([all, word, figure]) => {
    if (word) return "xw" + word.toLowerCase();
    return figure ? "xn" + digits(figure.replaceAll(",", "")) : sign(all);
  });

// A capital X: it was printed full-width; a capital second letter: with commas, or a small form.
const read = (code) => {
  const [head, kind, rest] = [code[0], code[1], code.slice(2)];
  const shown = (text) => (head === "X" ? wide(text) : text);
  if (kind === "w") return shown(rest);
  if (kind === "n" || kind === "N") {
    const figure = rest.replace(/[a-j]/g, (letter) => String(letter.charCodeAt(0) - 97));
    return shown(kind === "N" ? figure.replace(/[0-9](?=(?:[0-9]{3})+$)/g, "$&,") : figure);
  }
  if (code === BREAK) return " · ";
  let number = 0;
  for (const letter of rest) number = number * 26 + letter.charCodeAt(0) - 97;
  const character = String.fromCodePoint(number);
  return kind === "Q" ? (SMALL.get(character) ?? character) : shown(character);
};

// Encoded text back into pieces: what each token was, with the space after it, and its code.
export const decode = (encoded) =>
  encoded.split(/\s+/).filter(Boolean).map((piece) => {
    const code = piece.replace(/\.$/, "");
    return { code: code.toLowerCase(), text: read(code) + (code === piece ? "" : " ") };
  });
