/** Doubt: when Readability votes in addition to the model, and what its vote changes. */
import { describe, expect, jest, test } from '@jest/globals';
import { type Document, readHtml } from '../../src/index.js';
import { isUnsure, withVote } from '../../src/judge/unsure.js';
import type { Limit } from '../../src/model/limit.js';
import type { DomName } from '../../src/readability/dom/dom.js';

const page = (...texts: readonly string[]): Document => readHtml(texts.map((text) => `<p>${text}</p>`).join(''));
const LONG = 'Die Fährfrau von Hohenwiek legt auch im Winter zweimal am Tag ab.';

describe('pages that the model is unsure of', () => {
  test.each([
    ['the model is unsure if its probabilities are around one half', [0.5, 0.45], true],
    ['the model is not unsure if the article is sure', [0.95, 0.7], false],
    ['the model is not unsure if everything is furniture', [0.01, 0.02], false],
  ])('%s', (_, scores, unsure) => {
    expect(isUnsure(page(LONG, LONG), Float32Array.from(scores))).toBe(unsure);
  });

  test('the model is not unsure of a list', () => {
    expect(isUnsure(page(LONG, 'Mehr', 'Teilen', 'Merken'), new Float32Array(4).fill(0.5))).toBe(true);
    expect(isUnsure(page('Ein Steg', ...Array.from({ length: 9 }, (_, i) => `Boot ${i} mit Ruder`)), new Float32Array(10).fill(0.5))).toBe(
      false,
    );
  });

  test('the model is not unsure of a page so large that a vote would take long', () => {
    const document = page(LONG, LONG);
    const large = readHtml(`${document.source}<script>${'x'.repeat(1_000_000)}</script>`);
    const scores = Float32Array.from(large.blocks, ({ text }) => (text === '' ? 1 : 0.5));
    expect(isUnsure(document, scores.slice(0, 2))).toBe(true);
    expect(isUnsure(large, scores)).toBe(false);
  });

  test('doubt is measured in words, not in blocks', () => {
    const document = page(LONG, 'Mehr', 'Teilen', 'Merken');
    expect(isUnsure(document, Float32Array.from([0.95, 0.5, 0.5, 0.5]))).toBe(false);
    expect(isUnsure(document, Float32Array.from([0.5, 0.95, 0.95, 0.95]))).toBe(true);
  });
});

describe('the effect of Readability’s vote', () => {
  const scores = Float32Array.from([0.4, 0.4, 0.9]);

  test('a vote raises the probability of what Readability took and lowers the others, within 0 and 1', () => {
    const document = page(LONG, LONG, LONG);
    const voted = { ...document, blocks: document.blocks.map((block, i) => ({ ...block, main: i !== 1 })) };
    const moved = withVote(scores, voted);
    expect(moved[0]).toBeGreaterThan(0.5);
    expect(moved[1]).toBeLessThan(0.3);
    expect(moved[2]).toBe(1);
  });

  test('a vote without an article changes nothing', () => {
    expect(withVote(scores, page(LONG, LONG, LONG))).toEqual(scores);
  });
});

describe('engines', () => {
  test.each([
    ['auto', 1, 'light'],
    ['fast', 0, undefined],
    ['readability', 1, 'jsdom'],
  ] as const)('%s asks Readability %i times about a page that the model is unsure of (DOM: %s)', async (engine, times, on) => {
    const voteWithin = jest.fn(async (_limit: Limit, document: Document, _ignore: ReadonlySet<number>, _on: DomName) => document);
    jest.unstable_mockModule('../../src/readability/voteWithReadability.js', () => ({ voteWithin }));
    jest.unstable_mockModule('../../src/content/score.js', () => ({
      scoreAlone: () => ({ scores: Float32Array.from([0.5, 0.5]), outside: new Float32Array(2) }),
    }));
    jest.resetModules();
    const { cleanWith } = await import('../../src/judge/engine.js');
    const { compileRules } = await import('../../src/rules/match/compile.js');
    const { article } = await cleanWith(page(LONG, LONG), compileRules([]), { engine, model: 'auto' });
    expect(article.body).toContain('Fährfrau');
    expect(voteWithin).toHaveBeenCalledTimes(times);
    for (const call of voteWithin.mock.calls) expect(call[3]).toBe(on);
  });
});
