/** Recurring content: labels, questions and closing lines that a site's articles share stay, whatever share of them does. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, loadPacks } from '../../src/index.js';
import { textOf } from '../support/learning.js';
import { learn, left, pages, SITE, sentence, sentences } from '../support/site.js';

const packs = compileRules(loadPacks(['de']));
const COUNT = 12;
const NOTE = 'among the paragraphs of articles, and no pack knows it';

/** Pages with a menu above the article, and a button and a list of stories below. */
function site(article: (i: number) => readonly string[]): Document[] {
  return Array.from({ length: COUNT }, (_, i) =>
    textOf(
      SITE,
      `${SITE}/${i}.txt`,
      'Startseite',
      ...article(i),
      'Teilen',
      'Das könnte Sie auch interessieren',
      `Vom Siel ${i}`,
      'Impressum',
    ),
  );
}

const WOODS = ['Erle', 'Esche', 'Kiefer', 'Eiche', 'Birke'];
const wood = (i: number) => WOODS[i % WOODS.length];

const KINDS: Readonly<Record<string, (i: number) => readonly string[]>> = {
  'labels above lists': (i) => [
    ...sentences(i, 2),
    'Was du brauchst',
    `${i + 2} Bretter aus ${wood(i)}`,
    `${i + 20} Schrauben`,
    `Leim für ${i + 3} Stunden`,
    'So gehst du vor',
    ...sentences(i + 40, 2),
  ],
  'labels above one paragraph': (i) => [sentence(i), 'Worum gestritten wurde', sentence(500 + i), 'Was nun folgt', sentence(900 + i)],
  'questions with short answers': (i) => [
    sentence(i),
    'Welches Geräusch mögen Sie?',
    `${['Regen', 'Wind', 'Möwen'][i % 3]}.`,
    'Was liegt auf Ihrem Tisch?',
    'Ein Kamm.',
    'Was würden Sie nie essen?',
    ['Aal.', 'Sülze.', 'Grütze.', 'Hafer.'][i % 4],
    'Danke, dass Sie Zeit hatten!',
  ],
  'results below the report': (i) => [
    ...sentences(i, 2),
    'Wertung:',
    `Boot ${wood(i)} – ${i + 3} Punkte`,
    'Wind:',
    `${(i % 6) + 2} Beaufort aus Nordwest`,
    'Der nächste Lauf ist im Herbst.',
  ],
  'a closing sentence and a file number': (i) => [
    ...sentences(i, 2),
    `Register ${i + 100} H ${i}`,
    'Wer etwas weiß, melde sich beim Hafenamt.',
  ],
};

describe('content that a site’s articles share', () => {
  test.each(Object.keys(KINDS))('stays: %s', (kind) => {
    const documents = site(KINDS[kind]);
    const rules = learn(documents, packs);
    for (const [i, document] of documents.entries()) expect(left(document, rules).slice(0, KINDS[kind](i).length)).toEqual(KINDS[kind](i));
    for (const document of documents)
      for (const line of ['Startseite', 'Teilen', 'Impressum']) expect(left(document, rules)).not.toContain(line);
  });

  test('waits for a person, with the reason; so do sections below it', () => {
    const rules = learn(site(KINDS['labels above lists']), packs);
    for (const label of ['Was du brauchst', 'So gehst du vor']) {
      const found = rules.filter(({ match }) => match.text?.includes(label));
      expect(found).not.toEqual([]);
      for (const rule of found) expect(rule).toMatchObject({ status: 'candidate', note: NOTE, evidence: { documents: COUNT } });
    }
  });
});

describe('a tool between the paragraphs', () => {
  const inserted = (...lines: readonly string[]) =>
    site((i) => {
      const own = sentences(i, 6);
      const at = 1 + (i % 4);
      return [...own.slice(0, at), ...lines, ...own.slice(at)];
    });

  test('is removed if the packs know its words, wherever it stands', () => {
    const documents = pages(COUNT, () => ['Textgröße ändern:']);
    expect(left(documents[0], learn(documents, packs))).not.toContain('Textgröße ändern:');
  });

  test('is removed if it is a notice of several lines at varying places', () => {
    const notice = ['Karte vom Boten geladen', 'Mit dem Laden der Karte gehen Daten an den Boten.'];
    const documents = inserted(...notice);
    const rules = learn(documents, packs);
    for (const [i, document] of documents.entries()) expect(left(document, rules).slice(0, 6)).toEqual(sentences(i, 6));
  });

  test.each([4, COUNT])('waits for a person if it is a line at one place of %i pages, as a subheading would be', (count) => {
    const documents = pages(count, () => ['Stimmen aus dem Dorf']);
    const rules = learn(documents, packs);
    expect(left(documents[0], rules)).toContain('Stimmen aus dem Dorf');
    expect(rules.find(({ match }) => match.text?.includes('Stimmen aus dem Dorf'))).toMatchObject({ status: 'candidate', note: NOTE });
  });

  test('is removed if it is a long notice that every page shows below its article', () => {
    const notice = `${sentence(9000)} ${sentence(9001)}`;
    const documents = site((i) => [...sentences(i, 6), notice]);
    const rules = learn(documents, packs);
    for (const [i, document] of documents.entries()) expect(left(document, rules)).toEqual(sentences(i, 6));
  });
});
