/** What a page shows several times: teasers of a known site, and paragraphs that repeat the one above. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, judge, type Rule, readText } from '../../../src/index.js';
import { learnedRule, ruleSet } from '../../support/learning.js';
import { sentences } from '../../support/site.js';

const TEASER = 'Der Kutter ist am Abend wieder ausgelaufen';
const EDGE: Partial<Rule> = { id: 'edge', category: 'teaser', scope: 'section', extent: 'end', match: { text: ['Mehr vom Boten'] } };
const pageOf = (...blocks: readonly string[]) => readText(blocks.join('\n\n'), { site: 'bote.example' });
const learned = compileRules(ruleSet(learnedRule({ ...EDGE, site: 'bote.example' })));
const { evidence: _, ...byHand } = learnedRule({ ...EDGE, site: 'bote.example' });

/** A model that takes what is above the marker for the article, and the rest for furniture. */
function scoresOf({ blocks }: Document): Float32Array {
  const marker = blocks.findIndex(({ text }) => text === 'Mehr vom Boten');
  return Float32Array.from(blocks, (_, i) => (marker < 0 || i < marker ? 0.9 : 0.05));
}

function removed(document: Document, rules = learned, scores: Float32Array | undefined = scoresOf(document)): string[] {
  const verdicts = judge(document, rules, { scores });
  return verdicts.flatMap(({ action, block }) => (action === 'remove' ? [document.blocks[block].text] : []));
}

describe('what a known site’s rules removed', () => {
  const [a, b, c, d] = sentences(1, 4);
  const boxed = pageOf(a, b, TEASER, c, d, 'Mehr vom Boten', TEASER, 'Ein Licht auf dem alten Damm');

  test('goes in the middle of the article too', () => {
    expect(removed(boxed)).toEqual([TEASER, 'Mehr vom Boten', TEASER, 'Ein Licht auf dem alten Damm']);
    const reasons = judge(boxed, learned, { scores: scoresOf(boxed) }).flatMap(({ reasons, block }) =>
      boxed.blocks[block].text === TEASER ? reasons : [],
    );
    expect(reasons[0].message).toBe('is removed elsewhere on the page too');
  });

  test('stays where only a person’s rule removed it below: nobody has observed the site', () => {
    expect(removed(boxed, compileRules(ruleSet(byHand)))).toEqual(['Mehr vom Boten', TEASER, 'Ein Licht auf dem alten Damm']);
  });

  test('stays where the lead of the article would be', () => {
    const lead = 'Der Kutter ist am Abend wieder ausgelaufen.';
    expect(removed(pageOf(lead, a, b, c, d, 'Mehr vom Boten', lead))).toEqual(['Mehr vom Boten', lead]);
  });

  test('stays if it is much of the article: then the page shows the same article twice', () => {
    const short = ['Der Chor sang am Abend im Wirtshaus am Markt.', 'Die Schleuse bleibt bis zum Sommer geschlossen.'];
    expect(removed(pageOf(a, ...short, b, 'Mehr vom Boten', ...short))).toEqual(['Mehr vom Boten', ...short]);
  });
});

describe('paragraphs that repeat the one directly above', () => {
  const [a, b, c, d] = sentences(2, 4);
  const none = compileRules(ruleSet());
  const scored = (document: Document, score: (text: string) => number) => Float32Array.from(document.blocks, ({ text }) => score(text));
  const menu = ['Zur Startseite', 'Zum Wetter', 'Zu den Karten', 'Zum Archiv'];
  const document = pageOf(...menu, a, b, b, b, c, d, 'Impressum', 'Nach oben');

  test('go, and the first of them stays', () => {
    const scores = scored(document, (text) => ([a, b, c, d].includes(text) ? 0.9 : 0.01));
    expect(removed(document, none, scores)).toEqual([...menu, b, b, 'Impressum', 'Nach oben']);
  });

  test('stay in a clean text, whose author wanted them', () => {
    const clean = pageOf(a, b, b, c, d);
    expect(
      removed(
        clean,
        none,
        scored(clean, () => 0.99),
      ),
    ).toEqual([]);
  });

  test('stay without a model and without rules', () => {
    expect(judge(document, none).every(({ action }) => action === 'keep')).toBe(true);
  });
});
