/** The guards of learning: content that looks like furniture is kept, while furniture is removed. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, loadPacks } from '../../src/index.js';
import { textOf } from '../support/learning.js';
import { expectOnlyGone, headline, learn, left, page, pages, pagesWithList, SITE, sentence, sentences } from '../support/site.js';

const packs = compileRules(loadPacks(['de']));

describe('near-duplicates', () => {
  const story = sentences(70, 6);
  const copies = Array.from({ length: 40 }, (_, i) =>
    page(`kopie-${i}`, [...story.slice(0, 3), `Stand der Meldung war ${i} Minuten nach Mitternacht in Ort${i}.`, ...story.slice(3)]),
  );

  test('an article that was scraped forty times counts once: its paragraphs are kept', () => {
    const documents = [...pages(12), ...copies];
    expectOnlyGone([], documents, learn(documents));
  });

  const aboveNotice = (own: number, notice: readonly string[]) =>
    Array.from({ length: 12 }, (_, i) => page(i, [...sentences(i, own), ...notice]));

  test('articles above one long notice are no duplicates: the notice is removed', () => {
    const notice = sentences(80, 6);
    const documents = aboveNotice(14, notice);
    expectOnlyGone(notice, documents, learn(documents));
  });

  test('a notice that is more than a third of the prose waits for a person', () => {
    const notice = sentences(80, 6);
    const documents = aboveNotice(2, notice);
    const rules = learn(documents);
    expectOnlyGone([], documents, rules);
    const waiting = rules.filter(({ status }) => status === 'candidate');
    expect(waiting.flatMap(({ match }) => match.text).sort()).toEqual([...notice].sort());
    for (const { note } of waiting) expect(note).toBe('rules would take 75 % of the prose of this site');
  });
});

describe('one article with other comments on each page', () => {
  const story = [headline(70), ...sentences(70, 7), 'Der Steg bleibt.'];
  const comment = (i: number) => [
    `Jonte Brix schrieb am ${i + 1}. Mai 2024`,
    sentence(8000 + i),
    `Mara Sand am ${i + 2}. Mai`,
    sentence(8100 + i),
  ];
  const copies = (count: number) => Array.from({ length: count }, (_, i) => page(i, [...story, ...comment(i)]));

  test.each([3, 12])('what %i pages share is the article: all of it is kept', (count) => {
    const documents = copies(count);
    const rules = learn(documents, packs);
    for (const document of documents) expect(left(document, rules)).toEqual(expect.arrayContaining(story));
  });

  test('a notice that every page shows above an article of its own is furniture', () => {
    const notice = sentences(81, 6);
    const documents = Array.from({ length: 12 }, (_, i) => page(i, [...notice, headline(i), ...sentences(i, 13)]));
    expectOnlyGone(notice, documents, learn(documents));
  });
});

describe('agency copy', () => {
  const story = [sentence(9001), sentence(9002)];
  const sites = ['bote.example', 'kurier.example', 'anzeiger.example'];
  const printed = (on: readonly string[]) =>
    on.flatMap((site, s) => pages(12, (i) => (i % 3 === 0 ? story : []), site).map((one, i) => ({ ...one, id: `${s} ${i}` })));

  test('paragraphs on three sites, in several articles of each, are kept on all of them', () => {
    const documents = printed(sites);
    expectOnlyGone([], documents, learn(documents));
  });

  test('paragraphs in several articles of a single site wait for a person', () => {
    const documents = printed(sites.slice(0, 1));
    const rules = learn(documents);
    expectOnlyGone([], documents, rules);
    expect(rules.filter(({ status }) => status === 'candidate').flatMap(({ match }) => match.text)).toEqual(expect.arrayContaining(story));
  });
});

describe('lines that are content on some pages', () => {
  test('a refrain is kept, within an article and across a few', () => {
    const refrain = 'Und der Fluss schwieg dazu';
    const verses = (i: number) => [refrain, sentence(5000 + i), refrain, sentence(6000 + i), refrain];
    const documents = pages(12, (i) => (i % 4 === 0 ? verses(i) : []));
    expectOnlyGone([], documents, learn(documents));
  });

  test.each([
    ['on every page', () => true],
    ['on most pages', (i: number) => i % 4 !== 0],
  ])('a subheading is kept, although a menu shows it %s', (_, isInMenu) => {
    const menu = ['Küste', 'Hintergrund', 'Wetter am Deich'];
    const documents = pages(12, (i) => (i % 4 === 1 ? ['Hintergrund'] : [])).map((one, i) =>
      isInMenu(i) ? textOf(SITE, one.id, ...menu, ...one.source.split('\n\n')) : one,
    );
    const rules = learn(documents);
    for (const i of [1, 5, 9]) {
      const [a, b, c, d] = sentences(i, 4);
      expect(left(documents[i], rules).slice(-5)).toEqual([a, b, 'Hintergrund', c, d]);
    }
    expect(left(documents[1], rules)).not.toContain('Küste');
  });
});

describe('leads of articles', () => {
  const LEAD = 'In Hohenwiek will niemand mehr auf die Fähre warten.';
  const article = page('faehre', [LEAD, ...sentences(90, 4)]);

  test('a lead is kept above its article, although a box shows it on most other pages', () => {
    const others = pagesWithList(12, (i) => (i % 3 === 0 ? [] : ['Meistgelesen', LEAD]));
    const rules = learn([...others, article]);
    expectOnlyGone(['Meistgelesen'], [article], rules);
    expectOnlyGone(['Meistgelesen', LEAD], others, rules);
  });

  test('a lead is kept above its article and removed where other pages list it, as is the lead of another site’s article', () => {
    const foreign = 'Auf dem Damm von Sandholm hat wieder ein Licht gebrannt.';
    const elsewhere = page('damm', [foreign, ...sentences(91, 4)], 'kurier.example');
    const others = pagesWithList(18, (i) => (i < 2 ? [LEAD, foreign] : []));
    const rules = learn([...others, article, elsewhere]);
    expectOnlyGone([], [article], rules);
    expectOnlyGone([LEAD, foreign], others, rules);
  });

  test('a lead is kept although pages list it and short paragraphs are between it and the rest of its article', () => {
    const [first, second, ...rest] = sentences(92, 6);
    const tools = ['Anzeige aus der Region', 'Zum Wetter am Deich', 'Karten vom Boten', 'Fotos vom Boten'];
    const own = page('lotse', [
      LEAD,
      'Der Lotse Brix kam.',
      'Der Lotse Ost ging.',
      'Der Lotse Sand blieb.',
      ...tools,
      first,
      second,
      ...rest,
    ]);
    const others = pagesWithList(12, (i) => [...tools, ...(i < 5 ? [LEAD] : [])]);
    expectOnlyGone(tools, [own], learn([...others, own]));
  });

  test('a lead is kept although other sites have it and its article seems to begin below it', () => {
    const foreign = 'Auf dem Damm von Sandholm hat wieder ein Licht gebrannt.';
    const tools = ['Anzeige aus der Region', 'Zum Wetter am Deich', 'Karten vom Boten', 'Fotos vom Boten'];
    const short = ['Der Lotse Brix kam.', 'Der Lotse Ost ging.', 'Der Lotse Sand blieb.'];
    const own = page('lotse', [LEAD, ...short, ...tools, ...sentences(92, 6)]);
    const elsewhere = [LEAD, foreign].map((lead, i) => page(i, [lead, ...sentences(93 + i, 4)], 'kurier.example'));
    const others = pagesWithList(12, (i) => [...tools, ...(i < 2 ? [foreign] : [])]);
    expectOnlyGone([...tools, foreign], [own, ...others], learn([...others, own, ...elsewhere]));
  });

  test('a notice on every page is nobody’s lead, though it once stands above the first paragraph', () => {
    const notice = 'Hier zeigt der Bote, was andere auf dem Deich gefilmt haben.';
    const documents = Array.from({ length: 8 }, (_, i) => {
      const own = sentences(i, 4);
      return page(i, i === 0 ? [notice, ...own] : [...own, notice]);
    });
    expectOnlyGone([notice], documents, learn(documents));
  });

  test('a lead is kept above a marker that on other pages has a menu above it', () => {
    // No full stop: only the headline above identifies it as a lead.
    const long = (n: number) => `${headline(n)} ${headline(n + 20)} und ${headline(n + 45)}`;
    const above = (i: number) => (i % 3 === 0 ? [long(i), long(i + 12)] : ['Küste', 'Moor']);
    const documents = Array.from({ length: 12 }, (_, i) => textOf(SITE, `${i}.txt`, ...above(i), 'Artikel vorlesen', ...sentences(i, 4)));
    const rules = learn(documents);
    expect(rules).toContainEqual(expect.objectContaining({ extent: 'start', match: { text: ['Artikel vorlesen'] } }));
    expect(left(documents[3], rules)).toEqual([above(3)[1], ...sentences(3, 4)]);
    expect(left(documents[4], rules)).toEqual(sentences(4, 4));
  });
});

describe('markers', () => {
  const MARKER = 'Mehr zum Thema';
  const stories = (i: number) => [headline(2 * i), headline(2 * i + 1)];

  test('a marker removes the list below it', () => {
    const documents = pagesWithList(12, (i) => [MARKER, ...stories(i)]);
    expectOnlyGone([MARKER, ...documents.flatMap((_, i) => stories(i))], documents, learn(documents));
  });

  test('a marker that is followed by an ordinary paragraph on some pages removes only itself', () => {
    const below = (i: number) => (i % 4 === 0 ? [sentence(7000 + i)] : stories(i));
    const documents = pagesWithList(12, (i) => [MARKER, ...below(i)]);
    expectOnlyGone([MARKER], documents, learn(documents, packs));
  });

  test('a marker does not remove a long paragraph far below it', () => {
    const list = (i: number) => [MARKER, ...Array.from({ length: 6 }, (_, n) => headline(6 * i + n))];
    const documents = pagesWithList(12, (i) => (i === 5 ? [...list(i), `${sentence(7000)} ${sentence(7001)}`] : list(i)));
    expect(left(documents[5], learn(documents))).toContain(`${sentence(7000)} ${sentence(7001)}`);
  });

  test('a marker that is followed by an article’s last paragraph, after boxes, does not end the article', () => {
    // On the pages it is learned from, the boxes weigh more than the short paragraph below them, so the article seems to end
    // above.
    const boxes = ['Anzeige aus der Region', 'Zum Wetter am Deich', '50:55'];
    const article = (i: number, below: number) => page(i, [...sentences(i, 4), ...boxes, ...sentences(i + 50, below)]);
    const rules = learn(Array.from({ length: 4 }, (_, i) => article(i, 1)));
    expectOnlyGone(boxes, [article(7, 3)], rules);
  });
});
