/** Where the model says that the article begins and ends, as evidence against what reads a little like it elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, judge, readText } from '../../../src/index.js';
import { sentences } from '../../support/site.js';

const article = sentences(1, 5);
const below = sentences(2, 2);
const menu = Array.from({ length: 20 }, (_, i) => `Zum Archiv der Woche ${i}`);
const document = readText([...article, 'Weitere Meldungen', ...below, ...menu].join('\n\n'));

/** The paragraphs that stay if those below the article have a probability of content and of being beyond its end. */
function kept(p: number, beyond: number): string[] {
  const at = (text: string) => (article.includes(text) ? 0 : below.includes(text) ? 1 : 2);
  const scores = Float32Array.from(document.blocks, ({ text }) => (text === '' ? 1 : [0.95, p, 0.01][at(text)]));
  const outside = Float32Array.from(document.blocks, ({ text }) => (text === '' ? 0 : [0.01, beyond, 0.99][at(text)]));
  return judge(document, compileRules([]), { scores, outside }).flatMap(({ action, block }) =>
    action === 'keep' && document.blocks[block].text.endsWith('.') ? [document.blocks[block].text] : [],
  );
}

describe('paragraphs beyond the end of the article', () => {
  test('go if the model doubts them too', () => {
    expect(kept(0.23, 0.95)).toEqual(article);
  });

  test('stay if the end is not sure', () => {
    expect(kept(0.23, 0.5)).toEqual([...article, ...below]);
  });

  test('stay if they read like the article: no paragraph goes on one witness', () => {
    expect(kept(0.7, 0.95)).toEqual([...article, ...below]);
  });
});
