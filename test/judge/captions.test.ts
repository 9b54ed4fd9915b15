/** Captions go, as without the picture they refer to nothing; `captions: 'keep'` takes back what they are removed for. */
import { describe, expect, test } from '@jest/globals';
import {
  type CleanArticle,
  clean,
  cleanWith,
  compileRules,
  type Document,
  type JudgeOptions,
  judge,
  loadPacks,
  readHtml,
  readText,
} from '../../src/index.js';
import { removedBlocks } from '../support/rules.js';

const packs = compileRules(loadPacks());
const BODY = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg am Hafen beraten und ihn am Ende beschlossen.';
const CAPTION = 'Der alte Steg am Hafen von Hohenwiek, aufgenommen im vergangenen Winter bei Sturm.';
const PAGE = readHtml(`<main><p>${BODY}</p><figure><img src="steg.jpg"><figcaption>${CAPTION}</figcaption></figure>
  <p>Im Frühjahr soll der Bau beginnen, wenn die Pfähle aus dem Harz geliefert sind und das Eis fort ist.</p></main>
  <div class="advert"><p>Nur diese Woche</p></div>`);

describe('captions', () => {
  test('go, and stay for those who want them; nothing else changes', async () => {
    const dropped = (await cleanWith(PAGE, packs)).article;
    const kept = (await cleanWith(PAGE, packs, { captions: 'keep' })).article;
    expect(dropped.body).not.toContain(CAPTION);
    expect(kept.body).toContain(`${BODY}\n\n${CAPTION}\n\n`);
    expect(removedBlocks(PAGE, dropped.verdicts).filter((text) => text !== CAPTION)).toEqual(removedBlocks(PAGE, kept.verdicts));
    expect(removedBlocks(PAGE, kept.verdicts)).toContain('Nur diese Woche');
  });

  test('say who kept them, and what spoke against them', async () => {
    const { verdicts } = (await cleanWith(PAGE, packs, { captions: 'keep' })).article;
    const verdict = verdicts.find(({ block }) => PAGE.blocks[block].text === CAPTION);
    expect(verdict?.reasons[0]).toMatchObject({ witness: 'person', category: 'caption', message: 'is a caption, and captions are kept' });
    expect(verdict?.overruled?.map(({ ruleId }) => ruleId)).toContain('html-caption');
  });

  test('that the model names by their look stay too', async () => {
    const read = readHtml(
      `<main><p>${BODY}</p><p>Im Frühjahr soll der Bau beginnen, teilte die Stadt mit.</p></main><div><p>Blick auf den Hafen © Anke Moor</p></div>`,
    );
    const scores = Float32Array.from(read.blocks, ({ text }) => (text.includes('©') ? 0.02 : 0.98));
    const verdictsOf = (options: JudgeOptions) => judge(read, compileRules([]), { scores, ...options });
    expect(removedBlocks(read, verdictsOf({}))).toEqual(['Blick auf den Hafen © Anke Moor']);
    expect(removedBlocks(read, verdictsOf({ captions: 'keep' }))).toEqual([]);
  });

  test('a credit that would be cut out of a paragraph stays', () => {
    const read = readText(
      'Der Rat tagte bis in den Abend. Danach war der Platz leer. (Foto: Anke Moor)\n\nAm Morgen kamen die ersten Kähne.',
    );
    const spansOf = ({ verdicts }: CleanArticle) => verdicts.flatMap(({ spans = [] }) => spans).length;
    expect(spansOf(clean(read, packs))).toBe(1);
    const kept = clean(read, packs, { captions: 'keep' });
    expect(spansOf(kept)).toBe(0);
    expect(kept.body).toContain('(Foto: Anke Moor)');
  });

  test('a document of nothing but captions is kept whole either way', () => {
    const read = readText('Foto: Anke Moor\nFoto: Jan Moser');
    const bodies = (['drop', 'keep'] as const).map((captions) => clean(read, packs, { captions }).body);
    expect(bodies).toEqual(['Foto: Anke Moor\n\nFoto: Jan Moser', 'Foto: Anke Moor\n\nFoto: Jan Moser']);
  });

  test('without a choice they go', () => {
    const asked = (read: Document, options: JudgeOptions) => removedBlocks(read, judge(read, packs, options));
    expect(asked(PAGE, {})).toEqual(asked(PAGE, { captions: 'drop' }));
  });
});
