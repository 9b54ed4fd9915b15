/** A document's site is recognised by the furniture that it contains; furniture of many sites identifies none. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, findSite, parseRules, type Rule, readText } from '../../src/index.js';
import { BOTE, KURIER, learnedRule, ruleSet } from '../support/learning.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const COMMON = ['Teilen', 'Drucken', 'Kommentare', 'Impressum', 'Datenschutz', 'Kontakt'];

/** Rules as the learner writes them, with the number of documents out of ten that contain each text. */
function learned(site: string, texts: readonly string[], documents = 10): Rule[] {
  const evidence = { documents, of: 10, contentHits: 0, confidence: 0.8 };
  return texts.map((text) => learnedRule({ site, match: { text: [text] }, evidence }));
}

const compile = (...rules: Rule[]) => compileRules(ruleSet(...rules));
const showing = (...texts: string[]): Document => readText([...texts, SENTENCE].join('\n\n'));

const rules = compile(...learned('bote.example', [...BOTE, ...COMMON]), ...learned('kurier.example', [...KURIER, ...COMMON]));

describe('recognised sites', () => {
  test('a site is recognised by texts that no other site has', () => {
    expect(findSite(showing(...BOTE), rules)).toBe('bote.example');
    expect(findSite(showing(...KURIER, ...COMMON), rules)).toBe('kurier.example');
  });

  test('most of a site’s texts are enough, in any spelling that rules accept', () => {
    expect(findSite(showing('HOHENWIEKER BOTE', '» Boten vor Ort', 'Zur Abo–Verwaltung:', 'Nach oben ▲'), rules)).toBe('bote.example');
  });

  test('a site is recognised despite a few texts of another site', () => {
    expect(findSite(showing(...BOTE, ...KURIER.slice(0, 2)), rules)).toBe('bote.example');
  });

  test('of two similar sites the right one is recognised by the texts that it alone has', () => {
    const twins = compile(
      ...learned('sport.bote.example', [...BOTE, ...COMMON, 'Tabelle der Seeliga', 'Alle Regatten']),
      ...learned('kultur.bote.example', [...BOTE, ...COMMON, 'Spielplan des Hafentheaters', 'Alle Konzerte']),
    );
    expect(findSite(showing(...BOTE, ...COMMON, 'Alle Konzerte', 'Spielplan des Hafentheaters'), twins)).toBe('kultur.bote.example');
    expect(findSite(showing(...BOTE, ...COMMON), twins)).toBeUndefined();
  });

  test('texts that occur in few of a site’s documents are not required', () => {
    const seldom = Array.from({ length: 60 }, (_, i) => `Thema der ${i}. Woche`);
    expect(findSite(showing(...BOTE), compile(...learned('bote.example', BOTE), ...learned('bote.example', seldom, 2)))).toBe(
      'bote.example',
    );
    expect(findSite(showing(...BOTE), compile(...learned('bote.example', [...BOTE, ...seldom])))).toBeUndefined();
  });
});

describe('unrecognised sites', () => {
  test('labels that several sites share are not enough', () => {
    expect(findSite(showing(...COMMON), rules)).toBeUndefined();
    expect(findSite(showing(...COMMON, BOTE[0]), rules)).toBeUndefined();
    // Shared texts count the less the more sites have them: next to two texts of its own, and with the site's other texts
    // missing.
    const post = ['Die Post am Deich', 'Postfach für Leser'];
    const others = ['bote.example', 'kurier.example', 'woche.example'].flatMap((site) => learned(site, COMMON));
    const more = Array.from({ length: 10 }, (_, i) => `Beilage der Post Nummer ${i}`);
    expect(
      findSite(showing(...post, ...COMMON), compile(...learned('post.example', [...post, ...COMMON.slice(3)]), ...others)),
    ).toBeUndefined();
    const wide = compile(...learned('post.example', [...post, ...more, ...COMMON]), ...others);
    expect(findSite(showing(...post, ...more.slice(0, 4), ...COMMON), wide)).toBe('post.example');
    expect(findSite(showing(...post, ...more.slice(0, 1), ...COMMON), wide)).toBeUndefined();
  });

  test('labels that a rule for every site knows do not count, even if only one site was learned', () => {
    const common = parseRules(
      `format: klartext-rules/1\nrules:\n  - { category: share, remove: block, match: { text: [${COMMON.join(', ')}] } }\n`,
      'common',
    );
    const one = ruleSet(...learned('bote.example', COMMON));
    expect(findSite(showing(...COMMON), compileRules(one))).toBe('bote.example');
    expect(findSite(showing(...COMMON), compileRules([one, common]))).toBeUndefined();
  });

  test('a few texts, or one that is repeated, are not enough', () => {
    const one = compile(...learned('bote.example', BOTE));
    expect(findSite(showing(...BOTE.slice(0, 4)), one)).toBe('bote.example');
    expect(findSite(showing(...BOTE.slice(0, 3)), one)).toBeUndefined();
    expect(findSite(showing(BOTE[0], BOTE[0], BOTE[0], BOTE[0], BOTE[0], BOTE[0]), one)).toBeUndefined();
  });

  test('no site is recognised if two are equally likely', () => {
    expect(findSite(showing(...BOTE, ...KURIER), rules)).toBeUndefined();
    expect(findSite(showing(...BOTE, ...KURIER.slice(0, 4)), rules)).toBeUndefined();
    const again = compile(...learned('bote.example', BOTE), ...learned('cluster-0badcafe', BOTE));
    expect(findSite(showing(...BOTE), again)).toBeUndefined();
  });

  test('headlines of other articles in a single rule are not enough', () => {
    const headlines = Array.from({ length: 8 }, (_, i) => `Ein Kahn mit der Nummer ${i} ist gesunken`);
    const list = learnedRule({ site: 'bote.example', match: { text: headlines } });
    expect(findSite(showing(...headlines.slice(0, 7)), compile(list, ...learned('bote.example', BOTE)))).toBeUndefined();
  });

  test('hand-written rules, and rules for every site, recognise no site', () => {
    const written = BOTE.map((text, i) => {
      const { evidence: _, ...rule } = learnedRule({ id: `own-${i}`, site: 'bote.example', match: { text: [text] } });
      return rule;
    });
    expect(findSite(showing(...BOTE), compile(...written))).toBeUndefined();
    expect(findSite(showing(...BOTE), compile())).toBeUndefined();
  });
});

describe('sites that a folder names', () => {
  const likely = (...texts: string[]) => findSite(showing(...texts), rules, ['2031', 'bote.example']);

  test('are taken with fewer texts, and not without any', () => {
    expect(likely(BOTE[0])).toBe('bote.example');
    expect(findSite(showing(BOTE[0]), rules)).toBeUndefined();
    expect(likely()).toBeUndefined();
    expect(findSite(showing(BOTE[0]), rules, ['2031'])).toBeUndefined();
  });

  test('are not taken where another site is recognised, unless they are as well', () => {
    expect(likely(...KURIER, BOTE[0])).toBe('kurier.example');
    expect(likely(...KURIER, ...BOTE)).toBe('bote.example');
  });

  test('are taken by their names alone if nothing is known of their texts', () => {
    const selector = learnedRule({ id: 'selector', site: 'post.example', match: { selector: ['.ad'] } });
    const some = compile(selector, ...learned('bote.example', BOTE));
    expect(findSite(showing(), some, ['post.example'])).toBe('post.example');
    expect(findSite(showing(...BOTE), some, ['post.example'])).toBe('bote.example');
  });
});
