/** Engines: which rules decide alongside the content model. */
import { expect, test } from '@jest/globals';
import { compileRules, loadPacks, type Match, type Rule, readHtml } from '../../src/index.js';
import { cleanScored } from '../../src/judge/engine.js';
import { findHits } from '../../src/rules/match/findHits.js';

const LINKS = ['Fähre legt ab', 'Steg steht wieder', 'Orgel klingt nach', 'Moor unter Wasser'];
const PAGE =
  readHtml(`<main><p>Im Hafen von Hohenwiek liegt seit Montag wieder ein Boot, das niemand dort vermisst hat.</p><ul>${LINKS.map((text) => `<li><a href="/${text.length}">${text}</a></li>`).join('')}</ul>
  <p>Die Fährfrau von Hohenwiek legt auch im Winter zweimal am Tag ab, wenn das Eis es zulässt.</p></main>`);
const BY_WORDS: Match = { text: LINKS };
const BY_ELEMENT: Match = { selector: ['li'] };
const rule = (match: Match, confidence: number): Rule => ({
  id: 'links',
  category: 'teaser',
  confidence,
  effect: 'remove',
  scope: 'block',
  match,
});

/** A model that does not know where the article begins and ends. */
const NOWHERE = new Float32Array(PAGE.blocks.length);

async function left(match: Match, confidence: number, pack: string | undefined, score: number): Promise<number> {
  const set = {
    format: 'klartext-rules/1',
    name: 'test',
    rules: [rule(match, confidence)],
    ...(pack === undefined ? {} : { pack }),
  } as const;
  const rules = compileRules(set);
  const scores = Float32Array.from(PAGE.blocks, ({ kind }) => (kind === 'item' ? score : 0.98));
  const { article } = await cleanScored(PAGE, rules, findHits(PAGE, rules), { scores, outside: NOWHERE }, { engine: 'fast' });
  return LINKS.filter((text) => article.body.includes(text)).length;
}

test.each([
  ['a shipped rule by words removes what the model would keep', BY_WORDS, 0.9, 'html', 0.9, 0],
  ['a shipped rule by element does not, where the place agrees with the model', BY_ELEMENT, 0.9, 'html', 0.9, LINKS.length],
  ['a shipped rule that is not sure leaves it to the model, to keep', BY_WORDS, 0.7, 'html', 0.9, LINKS.length],
  ['a shipped rule that is not sure leaves it to the model, to remove', BY_WORDS, 0.7, 'html', 0.1, 0],
  ['a rule that a person wrote is obeyed, however sure', BY_ELEMENT, 0.7, undefined, 0.9, 0],
])('%s', async (_, match, confidence, pack, score, kept) => {
  expect(await left(match, confidence, pack, score)).toBe(kept);
});

test('the packs have rules that only the model weighs', () => {
  expect(loadPacks().some(({ rules }) => rules.some(({ confidence }) => confidence < 0.8))).toBe(true);
});

test('every verdict on a block with text contains the model’s score', async () => {
  const rules = compileRules([]);
  const scores = Float32Array.from(PAGE.blocks, ({ kind }) => (kind === 'item' ? 0.1234 : 0.98));
  const { article } = await cleanScored(PAGE, rules, [], { scores, outside: NOWHERE }, { engine: 'fast' });
  for (const { block, action, score } of article.verdicts) {
    const { text, kind } = PAGE.blocks[block];
    expect([action, score]).toEqual(text === '' ? ['keep', undefined] : kind === 'item' ? ['remove', 0.123] : ['keep', 0.98]);
  }
});
