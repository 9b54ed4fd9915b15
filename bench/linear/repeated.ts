// Documents that repeat something: what rules look for, and what costs most in pages and texts. `make(n)` and
// `make(2 * n)` show how work grows.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Format } from '#dist/index.js';
import { ROOT } from '../../scripts/paths.js';

/** A document of any size. */
export interface Repeated {
  readonly name: string;
  /** What is repeated grows with the depth of the elements, which readers bound: below that, work is quadratic. */
  readonly isDeep?: boolean;
  readonly format: Format;
  readonly make: (times: number) => string;
  /** Rules that apply besides the packs, as a file of rules. */
  readonly rules?: string;
}

/** Something that a rule of the packs looks for: a text, or an example of a pattern or of a selector. */
export interface Label {
  readonly rule: string;
  /** Rules of one kind run the same code. */
  readonly kind: string;
  readonly format: Format;
  readonly text: string;
}

interface WrittenRule {
  readonly id: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly format?: string;
}

/** Every text, pattern and selector of the packs. Patterns and selectors stand for themselves by their examples. */
export function packLabels(): Label[] {
  const folder = path.join(ROOT, 'src/packs');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && path.dirname(file) !== '.')
    .sort()
    .flatMap((file) => {
      const { category, rules } = parse(readFileSync(path.join(folder, file), 'utf8')) as { category: string; rules: WrittenRule[] };
      return rules.flatMap((rule) => labelsOf(rule, category));
    });
}

function labelsOf({ id, match, format, ...rest }: WrittenRule, category: string): Label[] {
  const { examples: _, counterexamples: __, note: ___, ...effect } = rest as Record<string, unknown>;
  const kind = JSON.stringify([effect, category, format, match.at, Object.keys(match).sort()]);
  const isPage = match.selector !== undefined || match.outside !== undefined || format === 'html';
  return ['text', 'pattern', 'selector', 'sequence', 'outside'].flatMap((key) =>
    [match[key] ?? []].flat().map((entry): Label => {
      const example: unknown = typeof entry === 'object' && entry !== null ? (entry as { example?: unknown }).example : entry;
      return { rule: id, kind, format: isPage ? 'html' : 'text', text: String([example].flat()[0]) };
    }),
  );
}

/** The first label of each kind of rule. */
export function oneOfEachKind(labels: readonly Label[]): Label[] {
  return [...new Map(labels.toReversed().map((label) => [label.kind, label])).values()];
}

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg am Hafen beraten';
const prose = (i: number) => `${SENTENCE}, und zum ${i}. Mal blieb alles offen.`;
const paragraph = (text: string) => (text.startsWith('<') ? text : `<p>${text}</p>`);
const page = (pieces: readonly string[]) => `<title>Ein Steg</title><body>${pieces.map(paragraph).join('\n')}</body>`;
const text = (pieces: readonly string[]) => pieces.join('\n');
const times = (n: number, piece: (i: number) => readonly string[]) => Array.from({ length: n }, (_, i) => piece(i)).flat();

/** The ways in which pieces are repeated: on their own, and between paragraphs of an article. */
const WAYS: Readonly<Record<string, (pieces: readonly string[]) => (n: number) => readonly string[]>> = {
  alone: (pieces) => (n) => [prose(0), prose(1), ...times(n, () => pieces)],
  'among prose': (pieces) => (n) => times(n, (i) => [...pieces, prose(i), prose(i + 1)]),
};

/** Documents that repeat a label, in each format that has it. */
export function repeatedLabel({ rule, format, text: label }: Label): Repeated[] {
  return inAllWays(`${rule}: ${label}`, label.split('\n'), format === 'html');
}

/** Pages and texts that repeat some pieces in all ways. */
function inAllWays(name: string, pieces: readonly string[], isPage: boolean, rules?: string): Repeated[] {
  return Object.entries(WAYS).flatMap(([way, make]) => {
    const repeat = make(pieces);
    const formats: readonly Format[] = isPage ? ['html'] : ['html', 'text'];
    return formats.map((format) => ({
      name: `${format} ${way}: ${name}`,
      format,
      make: (n: number) => (format === 'html' ? page : text)(repeat(n)),
      ...(rules === undefined ? {} : { rules }),
    }));
  });
}

/** Documents with all labels, each of them `n` times, one after the other. */
export function allLabels(labels: readonly Label[]): Repeated[] {
  const lines = labels.filter(({ format }) => format === 'text').map((label) => label.text);
  const everything = labels.map((label) => label.text);
  return [
    { name: 'html: all labels', format: 'html', make: (n) => page(times(n, () => everything)) },
    { name: 'text: all labels', format: 'text', make: (n) => text(times(n, () => lines)) },
  ];
}

const LEARNED = `
    confidence: 0.9
    evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.9 }`;

/** One rule of each kind that can be learned or written, with what it looks for. */
const RULES: readonly (readonly [rule: string, ...pieces: string[]])[] = [
  ['remove: block, match: { text: Hafenpost lesen }', 'Hafenpost lesen'],
  ['remove: block, match: { pattern: "Ausgabe {num} vom {date}" }', 'Ausgabe 12 vom 3. Mai 2024'],
  ['remove: block, match: { pattern: "Mehr aus {any}" }', 'Mehr aus Hohenwiek und dem Moor'],
  ['remove: block, match: { pattern: "Hafenpost {any}", at: block-start }', 'Hafenpost heute und morgen'],
  ['remove: inline, match: { pattern: "(Hafenpost)", at: block-end }', 'Die Fähre legt wieder an. (Hafenpost)'],
  ['remove: block, match: { pattern: "Die Hafenpost {any:2}", at: sentences }', 'Die Hafenpost heute.'],
  ['remove: inline, match: { pattern: "Hafenpost:", at: block-start }', 'Hafenpost: Die Fähre legt wieder an.'],
  ['remove: inline, match: { pattern: "(Anm. {num})", at: anywhere }', 'Die Fähre (Anm. 4) legt wieder an.'],
  ['remove: block, where: head, match: { pattern: "{num} Besucher" }', '12 Besucher'],
  ['remove: block, where: tail, match: { pattern: "{num} Besucher" }', '12 Besucher'],
  ['remove: block, where: top, match: { pattern: "{any}" }', 'Kultur am Deich'],
  ['remove: block, match: { sequence: ["Seite {num}", "Zurück", "Weiter"] }', 'Seite 4', 'Zurück', 'Weiter'],
  ['remove: block, match: { pattern: "{num}", before: "Weiter" }', '12', 'Weiter'],
  ['remove: block, match: { pattern: "{num}", after: "Weiter" }', 'Weiter', '12'],
  ['remove: section, until: end, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: start, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: heading, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: prose, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: { text: Ende }, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: { text: Ende }, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran', 'Ende'],
  ['remove: section, until: { blocks: 9 }, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran am Kai'],
  ['remove: section, until: { blocks: 9, before: prose }, match: { text: Hafenpost lesen }', 'Hafenpost lesen', 'Neuer Kran'],
  ['remove: block, match: { selector: "div.hafen" }', '<div class="hafen"><p>Neuer Kran am Kai</p></div>'],
  ['remove: block, match: { selector: "div.hafen p", links: 0.5 }', '<div class="hafen"><p><a href=x>Neuer Kran</a></p></div>'],
  ['remove: block, match: { text: Neuer Kran, within: "div.hafen" }', '<div class="hafen"><p>Neuer Kran</p></div>'],
  ['remove: block, match: { outside: "div.hafen" }', '<div class="hafen"><p>Neuer Kran am Kai</p></div>', '<p>Kein Eis am Deich</p>'],
  ['keep: block, match: { text: Hafenpost lesen }', 'Hafenpost lesen'],
];

/** Documents that repeat what one rule of each kind looks for; the rule is learned, and once more written by a person. */
export function repeatedRules(): Repeated[] {
  return RULES.flatMap(([rule, ...pieces]) =>
    ['learned', 'written'].flatMap((by) => {
      const fields = rule.replace(', match: ', '\n    match: ').replace(/, (?=until:|where:)/gu, '\n    ');
      const file = `format: klartext-rules/1\nrules:\n  - id: probe\n    category: teaser\n    ${fields}${by === 'learned' && rule.startsWith('remove') ? LEARNED : ''}\n`;
      const isPage = pieces.some((piece) => piece.startsWith('<'));
      if (by === 'written' && rule.startsWith('keep')) return [];
      const all = inAllWays(`${by}: ${rule}`, pieces, isPage, file);
      return by === 'learned' ? all : all.slice(0, 1);
    }),
  );
}

const P = `<p>${SENTENCE}.</p>`;
const repeated = (piece: string) => (n: number) => piece.repeat(n);

/** What costs most in pages, whatever they say. */
const PAGES: Readonly<Record<string, (n: number) => string>> = {
  paragraphs: (n) => page(times(n, (i) => [prose(i)])),
  'nested elements': (n) => `${'<div>'.repeat(n)}${P}${'</div>'.repeat(n)}`,
  'nested elements with text': (n) => `${'<div>Kai'.repeat(n)}${P}${'</div>'.repeat(n)}`,
  'nested elements with names': (n) => times(n, (i) => [`<div class="c${i}"><p>Kai</p>`]).join('') + P,
  'elements never closed': (n) => repeated('<table><tr><td><ul><li><a href=x><b><i><p>x')(n) + P,
  'tags never closed': (n) => P + repeated('<p ')(n),
  'end tags': (n) => P + repeated('</div>')(n),
  siblings: (n) => `<ul>${repeated('<li>Kai</li>')(n)}</ul>${P}`,
  'siblings with names': (n) => `<ul>${times(n, (i) => [`<li id="k${i}" class="k${i}">Kai</li>`]).join('')}</ul>${P}`,
  'links in one paragraph': (n) => `<p>${repeated('<a href=x>Kai</a> ')(n)}</p>${P}`,
  'inline elements in one paragraph': (n) => `<p>${repeated('<b>Kai</b> und ')(n)}</p>${P}`,
  'line breaks': (n) => `<p>${repeated('Kai<br>')(n)}</p>${P}`,
  'one long line': (n) => `<p>${repeated('Wort ')(n * 10)}</p>${P}`,
  'one long word': (n) => `<p>${repeated('Wort')(n * 10)}</p>${P}`,
  'many attributes': (n) => `<p ${times(n, (i) => [`a${i}=b`]).join(' ')}>Kai</p>${P}`,
  'many classes': (n) => `<p class="${times(n, (i) => [`c${i}`]).join(' ')}">Kai</p>${P}`,
  'long names': (n) => `<div class="${repeated('hafen-')(n)}"><p>Kai</p></div>${P}`,
  'character references': (n) => `${P}<p>${repeated('&amp;&#65;')(n)}</p>`,
  titles: (n) =>
    `${times(n, (i) => [`<meta property="og:title" content="Kai ${i} am Deich">`]).join('')}${P}${times(n, (i) => [`<p>Kai ${i}</p>`]).join('')}`,
  headings: (n) => times(n, (i) => [`<h2>Kai ${i} am Deich</h2>${P}`]).join(''),
  'first headings': (n) => `<title>Kai 1 am Deich</title>${times(n, (i) => [`<h1>Kai ${i} am Deich</h1>`]).join('')}${P}`,
  'the title again': (n) => `<title>Kai am alten Deich</title>${P}${repeated('<p>Kai am alten Deich</p>')(n)}`,
  authors: (n) =>
    `<meta name=author content="${times(n, (i) => [`Alma Terhorst${i}`]).join(', ')}">${times(n, () => ['<p>Von Alma Terhorst</p>', P]).join('')}`,
  'JSON-LD': (n) =>
    `<script type="application/ld+json">[${times(n, (i) => [`{"@type":"NewsArticle","headline":"Kai ${i}"}`]).join(',')}]</script>${P}`,
  'a declared body': (n) =>
    `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${repeated('Kai am alten Deich. ')(n)}"}</script>${repeated('<p>Kai am alten Deich.</p>')(n)}`,
  'hidden elements': (n) => `${repeated('<div hidden><p>Kai</p></div>')(n)}${P}`,
  'hidden paragraphs': (n) => `<div style="display:none">${repeated(P)(n)}</div>`,
  comments: (n) => P + repeated('<!-- Kai -->')(n),
  scripts: (n) => P + repeated('<script>1</script>')(n),
  tables: (n) => `${P}<table>${repeated('<tr><td>Kai</td><td>12</td></tr>')(n)}</table>`,
  code: (n) => `${P}<pre>${repeated('kai = 12\n')(n)}</pre>`,
  formulas: (n) => `${P}<p>${repeated('<math><mi>x</mi></math> ')(n)}</p>`,
  'alternating labels': (n) => page(times(n, () => ['Lesen Sie auch', 'Empfohlen', 'Neuer Kran am Kai', 'Mehr zum Thema'])),
};

/** The same for texts. */
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  paragraphs: (n) => text(times(n, (i) => [prose(i)])),
  'wrapped lines': (n) => text(times(n, (i) => prose(i).match(/.{1,40}(?:\s|$)/gu) ?? [])),
  'short lines': (n) => text(times(n, (i) => [`Kai ${i}`])),
  'pieces of lines': (n) => text(times(n, () => ['Der Rat', 'am Kai', 'und', 'die Fähre', 'legt wieder an.'])),
  'blank lines': (n) => `${prose(0)}${'\n'.repeat(n)}${prose(1)}`,
  'hyphens at line ends': (n) => text(times(n, () => ['Der Gemeinde-', 'rat am Kai tagt wie-', 'der.'])),
  'one long line': (n) => repeated('Wort ')(n * 10),
  'one long word': (n) => repeated('Wort')(n * 10),
  'one long line of sentences': (n) => repeated('Kai am alten Deich. ')(n),
  'full stops': (n) => `${prose(0)}\n${'.'.repeat(n)}`,
  spaces: (n) => `${prose(0)}\n${' '.repeat(n)}x`,
  names: (n) => text(times(n, (i) => [`Von Alma Terhorst${i}`, `Alma Terhorst${i} schreibt für uns seit Jahren über die Küste.`])),
  dates: (n) => text(times(n, (i) => [`${(i % 28) + 1}. März 2024, 12:30 Uhr`])),
  numbers: (n) => text(times(n, (i) => [String(i)])),
  'quotation marks': (n) => `${prose(0)}\n${'„'.repeat(n)}`,
  brackets: (n) => `${prose(0)}\n${'('.repeat(n)}`,
  'alternating labels': (n) => text(times(n, () => ['Lesen Sie auch', 'Empfohlen', 'Neuer Kran am Kai', 'Mehr zum Thema'])),
};

/** Documents that cost most, whatever rules look for. */
export function hostileShapes(): Repeated[] {
  const of = (format: Format, shapes: typeof PAGES) =>
    Object.entries(shapes).map(
      ([name, make]): Repeated => ({ name: `${format}: ${name}`, format, make, isDeep: /^(?:nested|elements never)/u.test(name) }),
    );
  return [...of('html', PAGES), ...of('text', TEXTS)];
}
