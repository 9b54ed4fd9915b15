/** Categories of blocks that the model removes: by rules, surroundings, names of elements, and their own look. */
import { describe, expect, test } from '@jest/globals';
import { type CompiledRules, compileRules, type Document, judge, type Reason, readHtml, readText } from '../../../src/index.js';
import { compiled, titled } from '../../support/rules.js';

const ARTICLE = [
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.',
  'Am Ende stimmten die meisten dafür, und im Frühjahr soll der Bau beginnen.',
  'Die alte Brücke daneben bleibt stehen, bis die ersten Boote am Steg liegen.',
];
const RULES = compiled(`
  - { category: teaser, remove: block, match: { text: Lesen Sie auch } }
  - { category: share, remove: block, match: { text: [Teilen, Drucken] } }
  - { category: newsletter, remove: block, match: { text: Unser Rundbrief } }`);

/** The model's reasons by text. The model keeps the article and takes everything else for furniture. */
function reasons(document: Document, rules: CompiledRules = compileRules([])): Map<string, Reason> {
  const scores = Float32Array.from(document.blocks, ({ text }) => (text === '' || ARTICLE.includes(text) ? 1 : 0.03));
  return new Map(
    judge(document, rules, { scores }).flatMap(({ block, reasons: all }) =>
      all.filter(({ model }) => model === 'content').map((reason): [string, Reason] => [document.blocks[block].text, reason]),
    ),
  );
}

/** A page's menu: without any, the model takes a text for cleaned and removes little. */
const MENU = ['Lokales', 'Kultur', 'Sport', 'Wirtschaft', 'Reise'];
const lines = (...all: readonly string[]) => readText([...MENU, ...all].join('\n\n'));
const page = (above: string, below = '') =>
  readHtml(`<body>${above}<main>${ARTICLE.map((p) => `<p>${p}</p>`).join('')}</main>${below}</body>`);

describe('categories of a text’s removed lines, by their look and position', () => {
  test.each<[string, string, readonly string[], string]>([
    ['a short line above the article', 'navigation', ['Wetter', ...ARTICLE], 'Wetter'],
    ['a short line below the article', 'navigation', [...ARTICLE, 'Über uns'], 'Über uns'],
    [
      'a headline below the article',
      'teaser',
      [...ARTICLE, 'Fischer in Hohenwiek warten auf den Hering'],
      'Fischer in Hohenwiek warten auf den Hering',
    ],
    [
      'a headline after a bullet',
      'teaser',
      [...ARTICLE, '* Fischer in Hohenwiek warten auf den Hering'],
      '* Fischer in Hohenwiek warten auf den Hering',
    ],
    [
      'the lead below a headline',
      'teaser',
      [...ARTICLE, 'Fischer in Hohenwiek warten auf den Hering', 'Seit drei Wochen bleiben die Netze nun schon leer.'],
      'Seit drei Wochen bleiben die Netze nun schon leer.',
    ],
    ['a date', 'dateline', ['12. März 2025, 17:42 Uhr', ...ARTICLE], '12. März 2025, 17:42 Uhr'],
    ['a name after a byline’s word', 'byline', ['Von Alma Terhorst', ...ARTICLE], 'Von Alma Terhorst'],
    [
      'a credit',
      'caption',
      [ARTICLE[0], 'Der Steg im Winter. Foto: Jonte Brix', ...ARTICLE.slice(1)],
      'Der Steg im Winter. Foto: Jonte Brix',
    ],
    ['an owner with a year', 'legal', [...ARTICLE, '© 2025 Hohenwieker Bote'], '© 2025 Hohenwieker Bote'],
    [
      'entries in a row',
      'navigation',
      ['Start > Küste > Hohenwiek > Hafen und Steg', ...ARTICLE],
      'Start > Küste > Hohenwiek > Hafen und Steg',
    ],
    [
      'a headline between paragraphs',
      'other',
      [ARTICLE[0], 'Fischer in Hohenwiek warten auf den Hering', ...ARTICLE.slice(1)],
      'Fischer in Hohenwiek warten auf den Hering',
    ],
  ])('%s is categorized as %s', (_, category, all, text) => {
    expect(reasons(lines(...all)).get(text)).toMatchObject({ model: 'content', category });
  });

  test('a line that contains the title is categorized as a title', () => {
    const document = titled(lines('Bote: Streit um den Steg', ...ARTICLE), 'Streit um den Steg');
    expect(reasons(document).get('Bote: Streit um den Steg')).toMatchObject({ category: 'title' });
  });
});

describe('categories of removed lines, by rules', () => {
  test('a block that a rule knows has the rule’s category', () => {
    expect(reasons(lines(...ARTICLE, 'Teilen'), RULES).get('Teilen')).toMatchObject({ category: 'share' });
  });

  test('a label that a rule knows passes its category on to the list below it', () => {
    const found = reasons(lines(...ARTICLE, 'Lesen Sie auch', 'Hering', 'Kein Eis'), RULES);
    expect(found.get('Kein Eis')).toMatchObject({ category: 'teaser', message: expect.stringContaining('below “Lesen Sie auch”') });
  });

  test('a list ends at the article’s next paragraph', () => {
    const found = reasons(lines('Lesen Sie auch', 'Hering', ...ARTICLE, 'Kein Eis'), RULES);
    expect(found.get('Hering')).toMatchObject({ category: 'teaser' });
    expect(found.get('Kein Eis')).toMatchObject({ category: 'navigation' });
  });

  test('a list ends with the label’s element', () => {
    const found = reasons(page('', '<div><h3>Lesen Sie auch</h3><p>Hering</p></div><div class="rest"><p>Kein Eis</p></div>'), RULES);
    expect(found.get('Hering')).toMatchObject({ category: 'teaser' });
    expect(found.get('Kein Eis')).toMatchObject({ category: 'navigation' });
  });

  test('a label passes its category on to the box below it, but not to a menu', () => {
    const box = 'Einmal in der Woche schreiben wir, was an der Küste los war.';
    const found = reasons(lines(...ARTICLE, 'Unser Rundbrief', 'Kein Eis', box), RULES);
    expect(found.get(box)).toMatchObject({ category: 'newsletter' });
    expect(found.get('Kein Eis')).toMatchObject({ category: 'navigation' });
  });

  test('a short line takes the category of a known line in the same row', () => {
    const found = reasons(lines(...ARTICLE, 'Teilen', 'Merken', 'Drucken'), RULES);
    expect(found.get('Merken')).toMatchObject({ category: 'share', message: expect.stringContaining('beside “Teilen”') });
  });
});

describe('categories of a page’s removed blocks, by their elements', () => {
  const text = 'Boote am Steg von Hohenwiek im Morgenlicht des Tages';

  test.each([
    ['nav', 'navigation'],
    ['div class="footer-nav"', 'navigation'],
    ['div class="relatedStories related"', 'teaser'],
    ['div class="comment-author-bio"', 'author-bio'],
    ['aside class="comments"', 'comments'],
    ['div id="socialShare"', 'share'],
    ['footer', 'legal'],
  ])('a block in a <%s> is categorized as %s', (element, category) => {
    const [tag] = element.split(' ');
    expect(reasons(page(`<${element}><div><p>${text}</p></div></${tag}>`)).get(text)).toMatchObject({ category });
  });

  test('a short line in the page’s foot is categorized as navigation', () => {
    expect(reasons(page('', '<footer><p>Über uns</p></footer>')).get('Über uns')).toMatchObject({ category: 'navigation' });
  });

  test('an element that contains a piece of the article gives no category', () => {
    const read = readHtml(`<body><div class="comments"><p>${text}</p>${ARTICLE.map((p) => `<p>${p}</p>`).join('')}</div></body>`);
    expect(reasons(read).get(text)).toMatchObject({ category: 'teaser' });
  });
});

test('a message says what the block looks like, why, and how sure the model is', () => {
  const found = reasons(lines(...ARTICLE, 'Fischer in Hohenwiek warten auf den Hering'));
  const messagesIn = (all: ReadonlyMap<string, Reason>) =>
    [...all].flatMap(([text, { message }]) => (MENU.includes(text) ? [] : [message]));
  expect(messagesIn(found)).toEqual(['looks like a teaser: a headline below the article, 97 % sure']);
  const unknown = reasons(lines(ARTICLE[0], 'Bitte warten, der Inhalt wird gerade geladen.', ...ARTICLE.slice(1)));
  expect(messagesIn(unknown)).toEqual(['reads like furniture, 97 % sure']);
});
