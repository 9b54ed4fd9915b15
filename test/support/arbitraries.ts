/** Arbitrary documents and rules for properties: texts, pages, and rules of every kind with words that occur in them. */
import fc from 'fast-check';
import { CATEGORIES, type Document, type Extent, LAYOUT_CHOICES, type Match, type Rule, readHtml, readText } from '../../src/index.js';
import type { Anchor } from '../../src/model/rule.js';
import { ruleOfText, type TextCount } from '../../src/rules/file/textCount.js';

/** Sentences as in an article. */
export const SENTENCES = [
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.',
  'Am Ende stimmten elf Mitglieder dafür, vier dagegen und zwei enthielten sich der Stimme.',
  'Die Kosten stiegen seit dem Frühjahr um ein Drittel, sagte die Kämmerin Alma Terhorst.',
  '„Wir bauen nicht für uns, wir bauen für die Kinder“, rief ein Zuhörer in den Saal.',
  'Nach der Sitzung gab es Beifall, aber auch Pfiffe von den hinteren Bänken. (kd)',
  'The ferry left the harbour at noon & came back with only half of its passengers.',
  'Nobody on board could say why the bell had rung three times during the night.',
  'Le maire a promis une réponse avant la fin du mois, sans en dire davantage.',
  'W porcie czekało tego ranka ponad trzydzieści osób, a statek wciąż nie przypływał.',
  'Empfohlen wird eine Impfung vor allem den Menschen, die älter als sechzig Jahre sind.',
] as const;

/** Lines of furniture. */
export const FURNITURE = [
  'Textgröße ändern:',
  'Empfohlen',
  'Anzeige',
  'Artikel teilen',
  '► Zum Thema',
  'Lesedauer: 3 Min.',
  'Alma Terhorst',
  'Alma Terhorst ist Reporterin.',
  'Stand: 12.03.2025, 17:42 Uhr',
  '(kd/mwe)',
  'Foto: © Ruth Ammerling',
  'Mehr unter www.hohenwieker-bote.example/steg',
] as const;

/** Headline-like lines. */
export const HEADLINES = [
  'Ein Steg für Hohenwiek',
  'Streit um das Geld',
  'Wie es weitergeht',
  'Zwanzig Jahre Warten – die Folgen',
  'What the captain saw',
] as const;

const LINES = [...SENTENCES, ...FURNITURE, ...HEADLINES];

/** Strings of any code units, including lone surrogates. */
export const anyString = fc.string({
  unit: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...'aßÉ .,:;!?-–—„“\'"()[]{}<>&/=\t\u00a0\u00ad\u200b\ufeff|©►') },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) },
    { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\n', '\u0085', '\u2028', '😀', '漢', 'ไ', 'ع') },
  ),
  maxLength: 40,
});

/** A line of furniture, prose or a headline, sometimes with odd spaces or characters in it. */
export const line: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...SENTENCES), { minLength: 2, maxLength: 5 }).map((all) => all.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t', '\u00a0', '\ufeff') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...LINES), fc.constantFrom('  ', '\t', '\u00ad', '\u200b'))
      .map(([text, odd]) => text.replaceAll(' ', ` ${odd}`)),
  },
  { weight: 1, arbitrary: anyString },
);

const LINE_ENDS = ['\n', '\n', '\n\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c'] as const;

/** The source of a text: lines with every kind of line end, the last one sometimes without. */
export const textSource: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.array(fc.tuple(line, fc.constantFrom(...LINE_ENDS)), { maxLength: 24 }), fc.oneof(fc.constant(''), line))
      .map(([lines, last]) => lines.map((both) => both.join('')).join('') + last),
  },
  { weight: 1, arbitrary: anyString },
);

/** The layouts that a caller may give. */
export const anyLayout = fc.constantFrom(...LAYOUT_CHOICES);

const anySite = fc.constantFrom(undefined, 'hohenwieker-bote.example', 'elsewhere.example');

export const textDocument: fc.Arbitrary<Document> = fc
  .tuple(textSource, anySite, anyLayout)
  .map(([source, site, layout]) => readText(source, { id: 'text', site, layout }));

/** A text whose lines are its paragraphs. */
export const linesDocument: fc.Arbitrary<Document> = fc
  .tuple(textSource, anySite)
  .map(([source, site]) => readText(source, { id: 'text', site, layout: 'lines' }));

const TAGS =
  'div p span a b em h1 h2 h3 ul ol li table tr td th blockquote pre figure figcaption section article nav aside header footer main button select option textarea label form details noscript svg template iframe x-teaser title'.split(
    ' ',
  );

const attribute = fc.constantFrom(
  '',
  '',
  '',
  ' class="teaser box"',
  ' class="story-text"',
  ' id=main',
  " id='empfohlen'",
  ' role="navigation"',
  ' itemprop="articleBody"',
  ' hidden',
  ' style="display: none"',
  ' style="color: red"',
  ' href="/weiter?a=1&amp;b=2"',
  ' title="a > b"',
  ' class="css-1q8x7f"',
  ' data-klartext="1"',
  " class='un\"even'",
);

/** Markup that no careful author writes. */
const DAMAGE = [
  '<',
  '>',
  '</',
  '</p>',
  '</div>',
  '</table>',
  '<p class="',
  '<div',
  '<!',
  '<!--',
  '-->',
  '<!DOCTYPE html>',
  '<?php echo 1 ?>',
  '<![CDATA[ x ]]>',
  '&',
  '&#x;',
  '&#0;',
  '&amp',
  '&nosuch;',
  '</br>',
  '<br/>',
  '<a href=',
  '<p/>',
  '</',
  '<td>',
  '\u0000',
] as const;

const SILENT = [
  '<script>if (a < b) document.title = "</p>";</script>',
  '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ein Steg für Hohenwiek"}</script>',
  '<script type="application/ld+json">{"@graph": [</script>',
  '<style>p > a { color: red }</style>',
  '<!-- Anzeige <p> -->',
  '<meta property="og:title" content="Ein Steg für Hohenwiek">',
  '<link rel="canonical" href="https://hohenwieker-bote.example/steg">',
  '<title>Ein Steg für Hohenwiek | Hohenwieker Bote</title>',
  '<img src="steg.jpg" alt="Der Steg">',
] as const;

const ENTITIES = ['&amp;', '&nbsp;', '&shy;', '&auml;', '&#228;', '&#x1F600;', '&hellip;', '&lt;p&gt;', '&quot;'] as const;

interface Node {
  readonly html: string;
}

const { node } = fc.letrec<{ node: Node; element: Node; leaf: Node }>((tie) => ({
  node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('element')),
  element: fc
    .tuple(
      fc.constantFrom(...TAGS),
      attribute,
      fc.array(tie('node'), { maxLength: 6 }),
      fc.constantFrom('own', 'own', 'own', 'own', 'none', 'other'),
    )
    .map(([tag, attributes, children, end]) => ({
      html: `<${tag}${attributes}>${children.map((child) => child.html).join('')}${end === 'own' ? `</${tag}>` : end === 'other' ? '</section>' : ''}`,
    })),
  leaf: fc
    .oneof(
      { weight: 8, arbitrary: line.map((text) => text.replaceAll('<', '&lt;')) },
      { weight: 2, arbitrary: fc.constantFrom('<br>', '<br><br>', '<br />\n <br>', '<hr>', '\n  ') },
      { weight: 2, arbitrary: fc.constantFrom(...ENTITIES) },
      { weight: 2, arbitrary: fc.constantFrom(...SILENT) },
      { weight: 1, arbitrary: fc.constantFrom(...DAMAGE) },
    )
    .map((html) => ({ html })),
}));

/** The source of a page: nested elements, not all closed, or a heap of pieces of markup, or hardly any markup. */
export const htmlSource: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(node, { maxLength: 10 }).map((nodes) => nodes.map(({ html }) => html).join('')) },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constantFrom(...DAMAGE, ...SILENT, ...ENTITIES),
          fc.constantFrom(...TAGS).map((tag) => `<${tag}>`),
          line,
        ),
        { maxLength: 30 },
      )
      .map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: anyString },
);

/** A page, sometimes with a vote on its blocks like Readability's. */
export const htmlDocument: fc.Arbitrary<Document> = fc
  .tuple(htmlSource, fc.constantFrom(undefined, 'hohenwieker-bote.example'), fc.option(fc.infiniteStream(fc.boolean())))
  .map(([source, site, votes]) => {
    const document = readHtml(source, { id: 'page', site });
    if (votes === null) return document;
    return {
      ...document,
      blocks: document.blocks.map((block) => (block.text === '' ? block : { ...block, main: votes.next().value as boolean })),
    };
  });

export const document: fc.Arbitrary<Document> = fc.oneof(textDocument, htmlDocument);

const SLOTS = ['title', 'name', 'initials', 'num', 'date', 'time', 'url', 'email', 'handle', 'any', 'headline', 'phrase', 'prose'] as const;

const slot = fc.tuple(fc.constantFrom(...SLOTS), fc.boolean()).map(([name, optional]) => `{${name}${optional ? '?' : ''}}`);

/** A line with some of its words replaced by slots. */
const lineWithSlots = fc
  .tuple(fc.constantFrom(...LINES), fc.array(fc.tuple(fc.nat({ max: 12 }), slot), { maxLength: 3 }))
  .map(([text, replacements]) => {
    const words = text.split(' ');
    for (const [at, name] of replacements) words[at % words.length] = name;
    return words.join(' ');
  })
  // Patterns of nothing but optional slots have a test of their own.
  .filter((source) => source.replaceAll(/\{\w+\?\}/gu, '').trim() !== '');

export const pattern: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: lineWithSlots },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{headline}',
      '{prose}',
      '{name}',
      '{title}',
      '({initials})',
      '({initials?})',
      '{any} {num} {any}',
      '{name} ist {any}',
      'Foto: {any}',
      '{any?} - {phrase}',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(fc.oneof(slot, fc.constantFrom('Stand', ':', '-', 'am')), { maxLength: 4 }), fc.constantFrom(...SLOTS))
      .map(([items, must]) => [...items, `{${must}}`].join(' ')),
  },
);

const selector = fc.constantFrom(
  'p',
  'div',
  'h2',
  'li',
  '.teaser',
  '.story-text',
  '#main',
  '#empfohlen',
  '[role=navigation]',
  '[class*=tea]',
  'div > p',
  'section a, aside',
  '*',
);

const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { minLength: 1, maxLength });

const neighbours = fc.record(
  { within: some(selector, 2), links: fc.constantFrom(0, 0.3, 1), before: some(pattern, 2), after: pattern },
  { requiredKeys: [] },
);

const textMatch: fc.Arbitrary<Match> = some(fc.constantFrom(...LINES)).map((text) => ({ text }));
const patternMatch: fc.Arbitrary<Match> = fc.record(
  { pattern: some(pattern), at: fc.constantFrom<Anchor>('whole', 'block-start', 'block-end', 'anywhere', 'sentences') },
  { requiredKeys: ['pattern'] },
);
const sequenceMatch: fc.Arbitrary<Match> = fc.array(pattern, { minLength: 2, maxLength: 3 }).map((sequence) => ({ sequence }));
const selectorMatch: fc.Arbitrary<Match> = some(selector).map((all) => ({ selector: all }));

const extent: fc.Arbitrary<Extent> = fc.oneof(
  fc.constantFrom('start' as const, 'end' as const, 'heading' as const, 'prose' as const),
  fc.constantFrom(...LINES).map((text) => ({ text })),
  fc.integer({ min: 1, max: 6 }).map((blocks) => ({ blocks })),
  fc.integer({ min: 1, max: 6 }).map((blocks) => ({ blocks, before: 'prose' as const })),
);

type What = Pick<Rule, 'effect' | 'scope' | 'match' | 'extent'>;

const withNeighbours = (match: fc.Arbitrary<Match>): fc.Arbitrary<Match> =>
  fc
    .tuple(match, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: neighbours }))
    .map(([own, around]) => ({ ...own, ...around }));

const blockMatch = withNeighbours(
  fc.oneof({ weight: 3, arbitrary: textMatch }, { weight: 3, arbitrary: patternMatch }, sequenceMatch, {
    weight: 2,
    arbitrary: selectorMatch,
  }),
);

const blockRule: fc.Arbitrary<What> = blockMatch.map((match) => ({ effect: 'remove', scope: 'block', match }));
const sectionRule: fc.Arbitrary<What> = fc
  .tuple(withNeighbours(fc.oneof(textMatch, patternMatch, selectorMatch)), extent)
  .map(([match, reach]) => ({ effect: 'remove', scope: 'section', match, extent: reach }));
const inlineRule: fc.Arbitrary<What> = withNeighbours(patternMatch.filter(({ at }) => at !== 'sentences')).map((match) => ({
  effect: 'remove',
  scope: 'inline',
  match,
}));
const keepWhat: fc.Arbitrary<What> = blockMatch.map((match) => ({ effect: 'keep', scope: 'block', match }));

const remark = fc.oneof(
  fc.constantFrom(...LINES),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '12',
    '0x1f',
    '2024-11',
    ' leading',
    'trailing ',
    'a: b',
    '# no comment',
    '- item',
    '"',
    "'",
    '|',
    '>',
    '{a}',
    '[b]',
    '*a',
    '&a',
    '!t',
    '%d',
    '@x',
    'zwei\nZeilen',
    'Zeile\n',
    '\n',
    '\t',
    ' ',
    ':',
    '...',
    '---',
    'a\u0000b',
    '\u0085',
    '\u2028',
    '\ufeff',
    '😀',
  ),
);

const about = fc.record(
  {
    where: fc.constantFrom('head' as const, 'tail' as const, 'top' as const),
    site: fc.constantFrom('hohenwieker-bote.example', 'elsewhere.example'),
    format: fc.constantFrom('text' as const, 'html' as const),
    status: fc.constantFrom('candidate' as const, 'approved' as const, 'vetoed' as const, 'suspended' as const),
    examples: fc.array(remark, { maxLength: 2 }),
    counterexamples: fc.array(remark, { maxLength: 2 }),
    note: remark,
    evidence: fc.record(
      {
        documents: fc.nat(),
        of: fc.nat(),
        contentHits: fc.nat(),
        words: fc.nat(),
        risk: fc.nat(),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        examples: fc.array(remark, { maxLength: 2 }),
        since: fc.oneof(fc.constant('2024-11-02'), remark),
        until: fc.constant('2025-03-01'),
      },
      { requiredKeys: ['documents', 'of', 'contentHits', 'confidence'] },
    ),
  },
  { requiredKeys: [] },
);

function rule(what: fc.Arbitrary<What>): fc.Arbitrary<Rule> {
  return fc
    .tuple(
      what,
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: about }),
      fc.constantFrom(...CATEGORIES),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([{ extent: reach, ...own }, rest, category, confidence]) => ({
      id: 'unnumbered',
      category,
      confidence,
      ...own,
      ...(reach === undefined ? {} : { extent: reach }),
      ...rest,
    }));
}

const numbered = (rules: fc.Arbitrary<Rule>, prefix: string, maxLength: number): fc.Arbitrary<readonly Rule[]> =>
  fc.array(rules, { maxLength }).map((all) => all.map((one, i) => ({ ...one, id: `${prefix}-${i}` })));

/** Rules that remove blocks, sections and spans. */
export const removalRules = numbered(rule(fc.oneof({ weight: 3, arbitrary: blockRule }, sectionRule, inlineRule)), 'remove', 6);
/** Rules that keep blocks. */
export const keepRules = numbered(rule(keepWhat), 'keep', 4);
/** Rules of every kind. */
export const anyRules = fc.tuple(removalRules, keepRules).map((both) => both.flat());

/** What pages may show: remarks that YAML could misread, any characters, and texts of several hundred. */
export const listedText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...LINES) },
  { weight: 4, arbitrary: remark },
  { weight: 2, arbitrary: anyString.filter((text) => text !== '') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'null',
      'true',
      '24',
      '007',
      '1.0',
      '-',
      '- Sport',
      '? ',
      '<<',
      'constructor',
      '__proto__',
      'Forum: 5 Postings',
      'a, b',
      '{a}',
      'C# und F#',
      "Ruth's „Ecke“",
      'sagte "ja"',
      `${'Lesen Sie auch '.repeat(26)}`.trim(),
      `${'"\\,'.repeat(130)}`,
      'Ende '.repeat(220).trim(),
    ),
  },
);

const listedCount: fc.Arbitrary<TextCount> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 48 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 2,
    arbitrary: fc
      .record(
        {
          seen: fc.integer({ min: 0, max: 30 }),
          of: fc.integer({ min: 30, max: 60 }),
          contentHits: fc.integer({ min: 1, max: 9 }),
          words: fc.nat(),
          risk: fc.nat(),
          confidence: fc.double({ min: 0, max: 1, noNaN: true }),
          since: fc.oneof(fc.constant('2024-11-02'), remark),
          until: fc.constant('2025-03-01'),
          learned: fc.constantFrom(...CATEGORIES),
        },
        { requiredKeys: ['seen'] },
      )
      .map((count) => count as TextCount),
  },
);

const listedPlace = fc
  .tuple(
    fc.oneof(fc.constantFrom('hohenwieker-bote.example', 'elsewhere.example', 'Ruhr: Kurier', '24', '~cluster 3'), remark),
    fc.constantFrom(...CATEGORIES),
    fc.constantFrom(undefined, undefined, 'candidate' as const, 'approved' as const, 'vetoed' as const, 'suspended' as const),
    fc.oneof(fc.constant('among the paragraphs of articles, and no pack knows it'), remark),
  )
  .map(([site, category, status, note]) => ({
    site,
    category,
    pages: 48,
    ...(status === undefined ? {} : { status }),
    ...(status === 'candidate' || status === 'suspended' ? { note } : {}),
  }));

/** Rules that a file may list as texts, ids unique; some have been changed so that it may not. */
export const listedRules: fc.Arbitrary<readonly Rule[]> = fc
  .array(
    fc
      .tuple(listedText, listedCount, listedPlace, fc.integer({ min: 0, max: 9 }))
      .map(([text, count, place, change]) => changed(ruleOfText(text, count, place), change)),
    { maxLength: 30 },
  )
  .map((rules) => [...new Map(rules.map((one) => [one.id, one])).values()]);

/** A rule with one field unlike what a list says. */
function changed(rule: Rule, change: number): Rule {
  if (change === 0) return { ...rule, confidence: 0.123 };
  if (change === 1) return { ...rule, id: `${rule.id}-2` };
  if (change === 2) return { ...rule, where: 'tail' };
  if (change === 3) return { ...rule, note: 'looked at' };
  return change === 4 ? { ...rule, counterexamples: ['Teilen Sie Brot.'] } : rule;
}
