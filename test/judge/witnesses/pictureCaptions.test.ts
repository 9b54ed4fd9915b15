/** One reading of captions: in figures by their element, elsewhere by their credit; what figures show as text stays. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, judge, loadPacks, readHtml, readText, type Verdict } from '../../../src/index.js';

const packs = compileRules(loadPacks());
const ABOVE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg am Hafen beraten und ihn beschlossen.';
const BELOW = 'Im Frühjahr soll der Bau beginnen, wenn die Pfähle aus dem Harz geliefert sind und das Eis fort ist.';
const CAPTION = 'Der alte Steg liegt seit dem Sturm im vergangenen Winter zur Hälfte im Wasser.';

const page = (inner: string) => readHtml(`<main><p>${ABOVE}</p>${inner}<p>${BELOW}</p></main>`);

/** The verdict on the block that contains a text, where the model is as sure of it as said, and of the others. */
function verdictOn(read: Document, text: string, score: number): Verdict {
  const scores = Float32Array.from(read.blocks, (block) => (block.text.includes(text) ? score : 0.97));
  return judge(read, packs, { scores })[read.blocks.findIndex((block) => block.text.includes(text))];
}

describe('a sentence that a figure says of its picture', () => {
  const figure = page(`<figure><img src="a.jpg"><figcaption>${CAPTION}</figcaption></figure>`);

  test('goes, although paragraphs of the article are around it and the model is not sure', () => {
    const { action, reasons } = verdictOn(figure, CAPTION, 0.6);
    expect(action).toBe('remove');
    expect(reasons.map(({ message }) => message)).toContain('is what a figure says of its picture');
  });

  test('goes without a model as well', () => {
    expect(judge(figure, packs)[figure.blocks.findIndex(({ kind }) => kind === 'caption')].action).toBe('remove');
  });

  test('goes in any element for captions inside a figure', () => {
    const read = page(`<figure><img src="a.jpg"><div class="image-caption"><p>${CAPTION}</p></div></figure>`);
    expect(verdictOn(read, CAPTION, 0.6).action).toBe('remove');
  });

  test('stays where the model takes it for the article', () => {
    expect(verdictOn(figure, CAPTION, 0.75).action).toBe('keep');
  });

  test('stays where it is as long as an article’s text', () => {
    const long = `${CAPTION} ${'Niemand hat ihn seither betreten, und das Geländer fehlt auf beiden Seiten. '.repeat(9)}`.trim();
    // Of a page that it is most of, no selector would take it.
    const more = Array.from({ length: 20 }, (_, i) => `<p>${i}: ${BELOW}</p>`).join('');
    const read = page(`<figure><figcaption>${long}</figcaption></figure>${more}`);
    expect(verdictOn(read, CAPTION, 0.6).action).toBe('keep');
  });

  test('stays outside figures, where writers of blogs go on telling', () => {
    const read = page(`<div class="wp-caption"><p class="wp-caption-text">${CAPTION}</p></div>`);
    expect(verdictOn(read, CAPTION, 0.45).action).toBe('keep');
  });
});

describe('a sentence with a credit', () => {
  const credited = `${CAPTION} (Foto: Anke Moor)`;

  test.each<[string, Document]>([
    ['in a page', page(`<p>${credited}</p>`)],
    ['in a text', readText(`${ABOVE}\n\n${credited}\n\n${BELOW}\n\nTextgröße ändern:\n\nArtikel teilen\n\nAnzeige`)],
  ])('goes %s where the model doubts it', (_, read) => {
    const { action, reasons } = verdictOn(read, CAPTION, 0.45);
    expect(action).toBe('remove');
    expect(reasons.map(({ message }) => message)).toContain('ends with the credit of a picture');
  });

  test('loses its credit only, where the model takes it for the article', () => {
    const read = page(`<p>${credited}</p>`);
    const { action, spans } = verdictOn(read, CAPTION, 0.55);
    expect([action, spans?.length]).toEqual(['keep', 1]);
  });

  test('loses its credit only in a text that was cleaned before', () => {
    const read = readText(`${ABOVE}\n\n${credited}\n\n${BELOW}`);
    const { action, spans } = verdictOn(read, CAPTION, 0.45);
    expect([action, spans?.length]).toEqual(['keep', 1]);
  });
});

describe('what a figure says of the text that it shows stays', () => {
  const isKept = (read: Document, text: string) => verdictOn(read, text, 0.45).action === 'keep';

  test.each([
    ['a quotation', `<blockquote><p>${CAPTION}</p></blockquote>`, 'Alma Terhorst, Kämmerin'],
    ['code', '<pre><code>let steg = true;</code></pre>', 'Listing 3: der Steg'],
    ['a table', '<table><tr><td>Steg</td><td>120 Meter</td></tr></table>', 'Die Länge der Stege'],
  ])('%s', (_, shown, caption) => {
    expect(isKept(page(`<figure>${shown}<figcaption>${caption}</figcaption></figure>`), caption)).toBe(true);
    expect(isKept(page(`<figure><figcaption>${caption}</figcaption>${shown}</figure>`), caption)).toBe(true);
  });

  test('but not of a picture in the figure above or in the one around it', () => {
    const read = page(`<figure><pre>a</pre></figure><div><figure><img src="a.jpg"><figcaption>Am Hafen</figcaption></figure></div>`);
    expect(verdictOn(read, 'Am Hafen', 0.3).action).toBe('remove');
  });
});
