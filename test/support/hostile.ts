// Reads and cleans hostile documents in a separate process, so that its memory can be measured, and prints a line of
// JSON for each. The documents are generated here, with about SIZE characters.
//   node hostile.js DIST SIZE…  [--engine NAME]       every document in every size
//   node hostile.js DIST NAME=SIZE… [--engine NAME]
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '#dist/index.js';

const [, , dist, ...words] = process.argv;
const engine = (words.includes('--engine') ? words[words.indexOf('--engine') + 1] : 'fast') as Engine;
const lib = (await import(pathToFileURL(path.join(dist, 'index.js')).href)) as typeof import('#dist/index.js');
const rules = lib.compileRules(lib.loadPacks());

/** The text that must survive. */
const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const P = `<p>${SENTENCE}</p>`;
const fill = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length));

type Make = (size: number) => string | Uint8Array;

/** Pages by their names. */
const PAGES: Readonly<Record<string, Make>> = {
  'nested divs': (size) => `${fill('<div>', size / 2)}${P}${fill('</div>', size / 2)}`,
  'nested divs, none closed': (size) => fill('<div>', size) + P,
  'nested spans, none closed': (size) => `<p>${fill('<span>', size)}${SENTENCE}`,
  'a long attribute': (size) => `<p title="${fill('a', size)}">${SENTENCE}</p>`,
  'a long attribute, not closed': (size) => `${P}<p title="${fill('a', size)}`,
  'a long list of classes': (size) => `<p class="${fill('a b ', size)}">${SENTENCE}</p>`,
  'many attributes': (size) => `<p ${fill('a=b ', size)}>${SENTENCE}</p>`,
  'a long title and many headings': (size) =>
    `<title>${fill('Wortfolge ', size / 2)}</title>${P}${fill('<h1>Wortfolge Wort</h1>', size / 2)}`,
  'an author without end': (size) => `<meta name="author" content="${fill('A. ', size)}">${P}`,
  ampersands: (size) => `${P}<p>${fill('&amp;', size)}</p>`,
  'ampersands alone': (size) => `${P}<p>${fill('&', size)}</p>`,
  'unclosed everything': (size) => P + fill('<table><tr><td><ul><li><a href=x><b><i><p>x', size),
  'unclosed quotes': (size) => P + fill('<a "', size),
  'unclosed tags': (size) => P + fill('<p ', size),
  'angle brackets': (size) => P + fill('<', size),
  'unclosed comments': (size) => P + fill('<!--', size),
  'unclosed scripts': (size) => P + fill('<script>', size),
  'unclosed titles': (size) => P + fill('<title>', size),
  'unclosed textareas': (size) => P + fill('<textarea>', size),
  'end tags': (size) => P + fill('</div>', size),
  'deep JSON': (size) => `${P}<script type="application/ld+json">${fill('[', size / 2)}${fill(']', size / 2)}</script>`,
  'null characters': (size) => `${P}<p>${fill('\u0000', size)}</p>`,
  'lone surrogates': (size) => `${P}<p>${fill('\ud83d \ude00 ', size)}</p>`,
  'references to surrogates': (size) => `${P}<p>${fill('&#xD83D;', size)}</p>`,
  'UTF-16, little-endian, no mark': (size) => Buffer.from(fill(P, size / 2), 'utf16le'),
  'UTF-16, big-endian, no mark': (size) => Buffer.from(fill(P, size / 2), 'utf16le').swap16(),
  'some null bytes': (size) => Buffer.from(`${fill(`${P}\u0000`, size)}`),
};

/** Texts by their names. */
const TEXTS: Readonly<Record<string, Make>> = {
  'a text of line ends': (size) => `${SENTENCE}\n${fill('\n', size)}`,
  'a text of one line': (size) => `${SENTENCE}\n${fill('Wort ', size)}`,
  'a text of null characters': (size) => `${SENTENCE}\n${fill('\u0000', size)}`,
  'a text of lone surrogates': (size) => `${SENTENCE}\n${fill('\ude00\ud83d', size)}`,
  'a text of full stops': (size) => `${SENTENCE}\n${fill('.', size)}`,
  'a text of addresses': (size) => `${SENTENCE}\n${fill('http://a@', size)}`,
  'a text in UTF-16, little-endian, no mark': (size) => Buffer.from(fill(`${SENTENCE}\n`, size / 2), 'utf16le'),
  'a text in UTF-16, big-endian, no mark': (size) => Buffer.from(fill(`${SENTENCE}\n`, size / 2), 'utf16le').swap16(),
  'a text with some null bytes': (size) => Buffer.from(fill(`${SENTENCE}\u0000\n`, size)),
};

const sizes = words.filter((word) => /^\d+$/u.test(word));
const named = words.filter((word) => word.includes('=')).map((word) => word.split('='));
for (const [name, size] of [...sizes.flatMap((each) => Object.keys({ ...PAGES, ...TEXTS }).map((name) => [name, each])), ...named]) {
  const input = (PAGES[name] ?? TEXTS[name])(Number(size));
  const began = performance.now();
  const read = name in PAGES ? lib.readHtml(input) : lib.readText(input);
  const { document, article } = await lib.cleanWith(read, rules, { engine, model: 'auto' });
  const ms = performance.now() - began;
  const ranges = lib.sourceRanges(document, article.verdicts);
  const gapless =
    ranges.every(({ start }, i) => start === (ranges[i - 1]?.end ?? 0)) && (ranges.at(-1)?.end ?? 0) === document.source.length;
  const whole = gapless && (typeof input !== 'string' || document.source === input);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ name, size: input.length, ms: Math.round(ms), memory, kept: article.body.includes(SENTENCE), whole }));
}
