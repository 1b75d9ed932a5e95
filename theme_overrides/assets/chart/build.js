// Makes plotly.min.js, plotly.css and LICENSES.txt from entry.js, and prints what README.md states.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const read = (path) => readFileSync(path, "utf8");
const version = JSON.parse(read("node_modules/plotly.js/package.json")).version;

// Plotly puts its style rules into an empty <style> element, which the site's policy refuses.
// Its rules become plotly.css instead, and the module that adds them does nothing.
const withoutStyles = {
  name: "without-styles",
  setup(bundle) {
    bundle.onLoad({ filter: /plotly\.js[\\/]build[\\/]plotcss\.js$/ }, () => ({ contents: "" }));
    bundle.onLoad({ filter: /\.css$/ }, () => ({ contents: "", loader: "empty" }));
  },
};

const banner = `/*! plotly.js ${version}, (c) 2016-2024 Plotly Technologies Inc., MIT License. Core, bar and treemap; see entry.js. Licences of all parts: LICENSES.txt */`;

const result = await build({
  entryPoints: ["entry.js"],
  outfile: "plotly.min.js",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  define: { global: "window", "define.amd": "false" },
  banner: { js: banner },
  legalComments: "none",
  plugins: [withoutStyles],
  metafile: true,
  logLevel: "warning",
});

function styles() {
  const source = read("node_modules/plotly.js/build/plotcss.js");
  const found = [];
  const lib = { addStyleRule: (selector, body) => found.push(`  ${selector} {${body}}`) };
  new Function("require", "module", source)(() => lib, {});
  // Parts that the bundle's figures never show.
  const used = found.filter((rule) => !rule.includes("plotly-cloud-dialog"));
  // Plotly inserts each rule before the last one; the lowest layer leaves the last word to the site.
  return [
    `/* The style rules of plotly.js ${version} (MIT License), in the site's lowest layer. */`,
    "@layer material {",
    ...used.reverse(),
    "}",
    "",
  ].join("\n");
}

function licences() {
  const [output] = Object.values(result.metafile.outputs);
  const names = new Set();
  for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
    const match = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (match && bytesInOutput && path.endsWith(".js")) names.add(match[1]);
  }
  const parts = [...names].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const about = JSON.parse(read(`${folder}/package.json`));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const author = about.author?.name ?? about.author ?? "";
    const text = file ? read(`${folder}/${file}`).trim() : `${about.license} License. ${author}`.trim();
    return `${about.name} ${about.version} (${about.license})\n\n${text}`;
  });
  return `${parts.join(`\n\n${"-".repeat(72)}\n\n`).replace(/\r/g, "").replace(/[ \t]+$/gm, "")}\n`;
}

writeFileSync("plotly.css", styles());
writeFileSync("LICENSES.txt", licences());

const bytes = readFileSync("plotly.min.js");
const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
console.log(`plotly.js ${version}`);
console.log(`raw     ${bytes.length}`);
console.log(`gzip    ${gzipSync(bytes, { level: 9 }).length}`);
console.log(`brotli  ${brotliCompressSync(bytes, { params: quality }).length}`);
console.log(`sha256  ${createHash("sha256").update(bytes).digest("hex")}`);
