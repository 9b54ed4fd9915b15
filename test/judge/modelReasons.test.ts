/** What the content model's probabilities remove, and when they are doubted. */
import { describe, expect, test } from '@jest/globals';
import { type Document, FAVORS, type Favor, type Reason, readHtml, readText } from '../../src/index.js';
import { ContentModelWitness } from '../../src/judge/modelReasons.js';

const PARAGRAPH = 'Die Fährfrau von Hohenwiek legt auch im Winter zweimal am Tag ab, wenn das Eis es zulässt.';
const MENU = ['Startseite', 'Küste und Moor', 'Wetter am Deich', 'Kontakt zum Verlag', 'Abo und Service', 'Impressum und Datenschutz'];

/** The model's reason against each block. */
function saidAgainst(document: Document, scores: Float32Array, isKnown = false, favor?: Favor): (Reason | undefined)[] {
  const model = new ContentModelWitness(document, scores, [], isKnown, favor);
  return document.blocks.map((_, i) => (model.isAgainst(i) ? model.reasonAgainst(i) : undefined));
}

interface Line {
  readonly text: string;
  readonly score: number;
}

/** The lines of a text that the model removes, below an article and a menu of which it is sure. */
function gone(lines: readonly Line[], { isKnown = false, favor = 'balanced' as Favor } = {}): string[] {
  const article = Array.from({ length: 6 }, () => paragraph(0.98));
  const all = [...article, ...MENU.map((text) => ({ text, score: 0.01 })), ...lines];
  const document = readText(all.map(({ text }) => text).join('\n'));
  const reasons = saidAgainst(
    document,
    Float32Array.from(all, ({ score }) => score),
    isKnown,
    favor,
  );
  return document.blocks.flatMap(({ text }, i) => (reasons[i] === undefined ? [] : [text])).filter((text) => !MENU.includes(text));
}

const paragraph = (score: number): Line => ({ text: PARAGRAPH, score });

describe('blocks that are probably furniture', () => {
  test('a block that the model takes for furniture is removed, with a confidence and a category', () => {
    const document = readHtml(`<p>${PARAGRAPH}</p><p>Startseite</p>`);
    const [kept, menu] = saidAgainst(document, Float32Array.of(0.9, 0.02));
    expect(kept).toBeUndefined();
    expect(menu).toMatchObject({ model: 'content', category: 'navigation', confidence: 0.98 });
    expect(menu?.message).toContain('98 % sure');
  });

  test.each(FAVORS)('blocks below the threshold of “%s” are removed', (favor) => {
    const scores = [0.05, 0.2, 0.35, 0.45, 0.55, 0.7];
    const left = { precision: 1, balanced: 3, recall: 5 }[favor];
    // Each beside others that are doubtful too, so that none is alone between paragraphs.
    const lines = scores.map((score, i) => ({ text: `Zeile ${i} von ${scores.length}`, score }));
    expect(gone(lines, { favor })).toHaveLength(scores.length - left);
  });

  test('a text that contains next to no furniture was cleaned before: everything is kept', () => {
    const document = readText([...Array.from({ length: 30 }, () => PARAGRAPH), 'Startseite'].join('\n'));
    const scores = new Float32Array(31).fill(0.95);
    scores[4] = 0.2;
    scores[30] = 0.01;
    expect(saidAgainst(document, scores).every((reason) => reason === undefined)).toBe(true);
    expect(gone([paragraph(0.95), paragraph(0.2)])).toEqual([PARAGRAPH]);
  });
});

describe('pages without an article', () => {
  const page = readHtml(Array.from({ length: 10 }, () => `<p>${PARAGRAPH}</p>`).join(''));
  const goneAt = (score: number, best: number) => {
    const scores = new Float32Array(page.blocks.length).fill(score).fill(best, 0, 8);
    return saidAgainst(page, scores)[9] !== undefined;
  };

  test('the threshold falls on a page without an article: what would be removed beside one is kept', () => {
    expect(goneAt(0.3, 0.95)).toBe(true);
    expect(goneAt(0.3, 0.5)).toBe(false);
    expect(goneAt(0.15, 0.5)).toBe(true);
  });

  test('the threshold does not fall to zero: sure furniture is removed on any page', () => {
    expect(goneAt(0.05, 0.05)).toBe(true);
  });
});

describe('sentences on a site with learned rules', () => {
  test.each([
    ['prose', PARAGRAPH],
    ['a short lead', 'Der Steg steht wieder.'],
  ])('a sentence is kept unless the model is very sure: %s', (_, text) => {
    expect(gone([{ text, score: 0.1 }], { isKnown: true })).toEqual([]);
    expect(gone([{ text, score: 0.02 }], { isKnown: true })).toEqual([text]);
    expect(gone([{ text, score: 0.1 }])).toEqual([text]);
  });

  test.each(['Der Steg steht wieder', 'Mehr dazu.'])('a line that is no sentence is removed: %s', (text) => {
    expect(gone([{ text, score: 0.1 }], { isKnown: true })).toEqual([text]);
  });
});

describe('lines between paragraphs that surely belong to the article', () => {
  const lone = { text: 'Der Steg steht wieder', score: 0.25 };

  /** A text that is a list as much as an article: much depends on its labels in doubt. */
  const eggs = Array.from({ length: 12 }, (_, i) => ({ text: `Zwei Löffel Sahne und ${i} Eier dazu`, score: 0.35 }));
  const list = [...eggs, ...Array.from({ length: 24 }, (_, i) => ({ text: MENU[i % MENU.length], score: 0.01 }))];

  test('a lone line between two paragraphs is kept in doubt where much depends on such lines', () => {
    expect(gone([paragraph(0.95), lone, paragraph(0.95), ...list])).not.toContain(lone.text);
    expect(gone([paragraph(0.95), { ...lone, score: 0.1 }, paragraph(0.95), ...list])).toContain(lone.text);
  });

  test('a lone line goes where little depends on it, but a sentence stays', () => {
    expect(gone([paragraph(0.95), lone, paragraph(0.95)])).toEqual([lone.text]);
    expect(gone([paragraph(0.95), { ...lone, text: 'Der Steg steht wieder.' }, paragraph(0.95)])).toEqual([]);
  });

  test('a line that is not alone between two paragraphs is removed', () => {
    expect(gone([paragraph(0.95), lone, lone, paragraph(0.95), ...list])).toEqual(expect.arrayContaining([lone.text, lone.text]));
    expect(gone([paragraph(0.95), lone, ...list])).toContain(lone.text);
    expect(gone([paragraph(0.95), lone, paragraph(0.95), ...list], { isKnown: true })).toContain(lone.text);
  });
});
