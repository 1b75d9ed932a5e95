// Text into tokens that the index cannot misread: what generator/search/segment.py does, and back.
// A token is a run of Latin letters, a run of digits, or one other sign; each written in letters.

const TOKEN = /([A-Za-z]+)|([0-9]+)|[^ \t\n\v\f\r\u00a0\u2003\u3000]/gu;
const BREAK = "xz";

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
  [...text.matchAll(TOKEN)].map(([all, word, figure]) => {
    if (word) return "xw" + word.toLowerCase();
    return figure ? "xn" + digits(figure) : sign(all);
  });

const read = (code) => {
  const rest = code.slice(2);
  if (code.startsWith("xw")) return rest;
  if (code.startsWith("xn")) {
    return rest.replace(/[a-j]/g, (letter) => String(letter.charCodeAt(0) - 97));
  }
  if (code === BREAK) return " · ";
  let number = 0;
  for (const letter of rest) number = number * 26 + letter.charCodeAt(0) - 97;
  return String.fromCodePoint(number);
};

// Encoded text back into pieces: what each token was, with the space after it, and its code.
export const decode = (encoded) =>
  encoded.split(/\s+/).filter(Boolean).map((piece) => {
    const code = piece.replace(/\.$/, "");
    return { code: code.toLowerCase(), text: read(code) + (code === piece ? "" : " ") };
  });
