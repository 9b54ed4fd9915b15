/** The text of an article that a page declares in JSON-LD, and the warning if it is clearly more than the page shows. */
import { describe, expect, test } from '@jest/globals';
import { cleanWith, compileRules, readHtml, withDeclaredBody, write } from '../../src/index.js';

const PARTS = [
  'Das Hochmoor hinter Ostermoor wächst wieder, einen Millimeter im Jahr, und das reicht den Leuten vom Verein.',
  'Sie haben dafür elf Jahre lang Gräben verschlossen, Birken gezogen und mit vier Gemeinden um jeden Meter gestritten.',
  'Im Sommer steht das Wasser nun so hoch, dass die Kühe von Hinnerk Voss auf einer anderen Weide grasen müssen.',
  'Er selbst führt inzwischen Schulklassen über den Steg und zeigt ihnen den Sonnentau, den er früher gemäht hat.',
  'Bis das Moor so dick ist wie vor dem ersten Spatenstich, vergehen nach seiner Rechnung noch sechshundert Jahre.',
];
const ld = (node: unknown) => `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
const page = (node: unknown, shown = PARTS.slice(0, 1)) =>
  `<html><head>${ld(node)}</head><body><article>${shown.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;
const article = (articleBody: unknown) => ({ '@type': 'NewsArticle', articleBody });

describe('paragraphs declared in JSON-LD', () => {
  test.each([
    ['a line each', article(PARTS.join('\n\n'))],
    ['in markup', article(`<p>${PARTS.join('</p><p>')}</p>`)],
    ['in escaped markup', article(`&lt;p&gt;${PARTS.join('&lt;/p&gt;&lt;p&gt;')}&lt;/p&gt;`)],
    ['with line breaks', article(PARTS.join('<br><br>'))],
    ['with inline markup', article(PARTS.map((text) => text.replace('ü', '&uuml;').replace(/^(\S+)/u, '<b>$1</b>')).join('\n'))],
    ['run together', article(PARTS.join(''))],
    ['as a list', article(PARTS)],
    ['in a graph', { '@graph': [{ '@type': 'WebPage' }, article(PARTS.join('\n'))] }],
    ['in a list of nodes', [{ '@type': 'BreadcrumbList' }, article(PARTS.join('\n'))]],
    ['below the page that describes them', { '@type': 'WebPage', mainEntity: article(PARTS.join('\n')) }],
    ['in the second of two nodes', [{ '@type': 'NewsArticle', headline: 'Das Moor' }, article(PARTS.join('\n'))]],
    [
      'in the updates of a live blog',
      { '@type': 'LiveBlogPosting', liveBlogUpdate: PARTS.map((articleBody) => ({ '@type': 'BlogPosting', articleBody })) },
    ],
  ])('declared paragraphs are found %s', (_how, node) => {
    expect(readHtml(page(node)).declared).toEqual(PARTS);
  });
});

describe('the warning about undisplayed text', () => {
  const words = PARTS.slice(1).join(' ').split(' ').length;

  test('a page that shows clearly less than it declares causes a warning', () => {
    expect(readHtml(page(article(PARTS.join('\n')))).warnings).toEqual([
      `the page declares ${words} words of the article that it does not show (--body declared uses them)`,
    ]);
  });

  test('an empty shell causes a warning', () => {
    expect(readHtml(page(article(PARTS.join('\n')), [])).warnings).toHaveLength(1);
  });

  test.each([
    ['shows all of it', PARTS, PARTS.join('\n')],
    ['shows it in other paragraphs', [PARTS.join(' ')], PARTS.join('\n')],
    ['declares a sentence more', PARTS.slice(0, 4), PARTS.join('\n')],
    ['declares less', PARTS, PARTS[0]],
    ['declares nothing', PARTS, ''],
  ])('a page that %s causes no warning', (_what, shown, articleBody) => {
    const read = readHtml(page(article(articleBody), shown));
    expect(read.warnings).toBeUndefined();
    expect(read.declared).toBeUndefined();
  });
});

describe('withDeclaredBody', () => {
  const rules = compileRules([]);
  const options = { engine: 'fast', model: 'none' } as const;
  const read = readHtml(page(article(PARTS.join('\n'))));

  test('the declared body replaces the body on request, but the verdicts remain those of the page', async () => {
    const visible = await cleanWith(read, rules, options);
    const declared = await cleanWith(read, rules, { ...options, body: 'declared' });
    expect(visible.article.body).toBe(PARTS[0]);
    expect(declared.article).toEqual({ ...visible.article, body: PARTS.join('\n\n'), bodyFrom: 'declared' });
    expect(withDeclaredBody(read, visible.article)).toEqual(declared.article);
  });

  test('the declared body is written as text, as Markdown and as JSON', async () => {
    const { document, article } = await cleanWith(read, rules, { ...options, body: 'declared' });
    expect(write(document, article, 'txt')).toBe(`${PARTS.join('\n\n')}\n`);
    expect(write(document, article, 'md').split('---\n\n')[1]).toBe(`${PARTS.join('\n\n')}\n`);
    expect(JSON.parse(write(document, article, 'json'))).toMatchObject({ body: PARTS.join('\n\n'), bodyFrom: 'declared' });
  });

  test('the declared body is not used if the page shows as much', async () => {
    const whole = readHtml(page(article(PARTS.join('\n')), PARTS));
    const { article: cleaned } = await cleanWith(whole, rules, { ...options, body: 'declared' });
    expect(cleaned.body).toBe(PARTS.join('\n\n'));
    expect(cleaned.bodyFrom).toBeUndefined();
  });
});
