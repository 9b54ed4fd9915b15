/** Reasons are named when somebody reads them: articles behave as if they always had been. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CleanArticle, clean, cleanWith, compileRules, judge, loadPacks, type Reason, readHtml } from '../../src/index.js';
import { judgeWith } from '../../src/judge/engine.js';
import { judgeHits } from '../../src/judge/judge.js';
import { decisionsOf } from '../../src/judge/kept.js';
import { strongestOf } from '../../src/judge/strongest.js';
import { findHits } from '../../src/rules/match/findHits.js';
import { document } from '../support/arbitraries.js';

const packs = compileRules(loadPacks());
const PAGE = readHtml(`<nav><a href="/">Start</a></nav><main><h1>Ein Steg für Hohenwiek</h1>
  <p>Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.</p><p>Textgröße ändern:</p>
  <p>Im Frühjahr soll der Bau beginnen, wenn die Pfähle aus dem Harz geliefert sind.</p></main><footer>Impressum</footer>`);

/** The article, and its verdicts as plain data. */
function article(): { cleaned: CleanArticle; plain: unknown } {
  const cleaned = clean(PAGE, packs);
  return { cleaned, plain: JSON.parse(JSON.stringify(judge(PAGE, packs))) };
}

describe('verdicts that have not been read yet', () => {
  test.each<[string, (cleaned: CleanArticle) => unknown]>([
    ['JSON', (cleaned) => JSON.parse(JSON.stringify(cleaned))],
    ['a structured clone', (cleaned) => structuredClone(cleaned)],
    ['spreading', (cleaned) => ({ ...cleaned })],
    ['Object.assign', (cleaned) => Object.assign({}, cleaned)],
    ['entries', (cleaned) => Object.fromEntries(Object.entries(cleaned))],
    ['a frozen article', (cleaned) => structuredClone(Object.freeze(cleaned))],
  ])('are in %s', (_, copied) => {
    const { cleaned, plain } = article();
    const copy = copied(cleaned) as CleanArticle;
    expect(Object.getOwnPropertyDescriptor(copy, 'verdicts')?.value).toEqual(plain);
    expect(Object.keys(copy)).toEqual(['id', 'title', 'body', 'meta', 'verdicts', 'notes'].filter((key) => key in cleaned));
  });

  test('are named once', () => {
    const { cleaned } = article();
    expect(cleaned.verdicts).toBe(cleaned.verdicts);
  });

  test('are named as the document was, although the article outlives the rules', async () => {
    const { article: cleaned } = await cleanWith(PAGE, compileRules(loadPacks()));
    const before = JSON.stringify((await cleanWith(PAGE, packs)).article.verdicts);
    expect(JSON.stringify(cleaned.verdicts)).toBe(before);
  });
});

describe('what needs no names agrees with what has them', () => {
  const withScores = fc.tuple(document, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.boolean());

  test('removals are counted by the category and the witness of their first reason', () => {
    fc.assert(
      fc.property(withScores, ([read, stream, hasScores]) => {
        const scores = hasScores ? Float32Array.from(read.blocks, () => stream.next().value) : undefined;
        const options = scores === undefined ? {} : { scores };
        const judgement = judgeHits(read, findHits(read, packs), options);
        for (const { block, action, reasons } of judge(read, packs, options)) {
          expect(judgement.isRemoved(block)).toBe(action === 'remove');
          if (action === 'keep') continue;
          const [{ category, ruleId, model }] = reasons as [Reason];
          expect(strongestOf(judgement, block)).toEqual({ category, by: ruleId ?? model });
        }
      }),
      { numRuns: 200 },
    );
  });

  test('decisions are verdicts without reasons', async () => {
    const { judgement } = await judgeWith(PAGE, packs, {});
    const { verdicts } = (await cleanWith(PAGE, packs)).article;
    const expected = verdicts.map(({ block, action, spans }) => ({
      block,
      action,
      ...(spans === undefined ? {} : { spans: spans.map(({ reason: _, ...range }) => range) }),
    }));
    expect(decisionsOf(judgement)).toEqual(expected);
    expect(expected.some(({ action }) => action === 'remove')).toBe(true);
  });
});
