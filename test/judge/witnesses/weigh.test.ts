/** Weighing witnesses: what is enough to remove a label, and what to remove a paragraph. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, judge, loadPacks, type Reason, readHtml, readText, type Verdict, type Witness } from '../../../src/index.js';
import { columnsOf, PARAGRAPH as IS_PARAGRAPH } from '../../../src/judge/blockColumns.js';
import { kindOf } from '../../../src/judge/witnesses/kinds.js';
import { outweighs } from '../../../src/judge/witnesses/weigh.js';
import type { Block } from '../../../src/model/document.js';
import { document } from '../../support/arbitraries.js';

const block = (text: string, kind: Block['kind'] = 'line'): Block => ({ start: 0, end: text.length, kind, text });
const PARAGRAPH = block('Der Steg von Hohenwiek ist seit Montag wieder offen, und die Fähre legt dort an.');
const LABEL = block('Mehr zum Thema');
const reason = (witness: Witness, more: Partial<Reason> = {}): Reason => ({
  witness,
  category: 'other',
  confidence: 0.7,
  message: 'probe',
  ...(witness === 'model' ? { model: 'content' } : { ruleId: 'probe' }),
  ...more,
});
const isParagraph = (what: Block) => (columnsOf({ blocks: [what] }).shapes[0] & IS_PARAGRAPH) !== 0;
const kindsIn = (reasons: readonly Reason[]) => reasons.reduce((kinds, { witness }) => kinds | kindOf(witness), 0);
const surest = (reasons: readonly Reason[], none: number) =>
  reasons.length === 0 ? none : Math.max(...reasons.map(({ confidence }) => confidence));
const goes = (what: Block, against: readonly Reason[], speakFor: readonly Reason[] = []) =>
  outweighs(isParagraph(what), {
    against: kindsIn(against),
    for: kindsIn(speakFor),
    isByRule: against.some(({ ruleId }) => ruleId !== undefined),
    modelSureness: surest(
      against.filter(({ model }) => model === 'content'),
      0,
    ),
    surestFor: surest(
      speakFor.filter(({ witness }) => witness === 'place' || witness === 'words'),
      Number.POSITIVE_INFINITY,
    ),
  });

describe('paragraphs', () => {
  test.each<Witness>(['element', 'place', 'model'])('a paragraph is kept if only one witness speaks against it: %s', (witness) => {
    expect(goes(PARAGRAPH, [reason(witness)])).toBe(false);
    expect(goes(PARAGRAPH, [reason(witness), reason(witness)])).toBe(false);
  });

  test.each<readonly [Witness, Witness]>([
    ['place', 'model'],
    ['element', 'model'],
    ['element', 'place'],
  ])('a paragraph is removed if two witnesses of different kinds speak against it: %s and %s', (one, other) => {
    expect(goes(PARAGRAPH, [reason(one), reason(other)])).toBe(true);
  });

  test('a paragraph is kept if as many witnesses speak for it as against it', () => {
    expect(goes(PARAGRAPH, [reason('place'), reason('element')], [reason('model'), reason('element')])).toBe(false);
    expect(goes(PARAGRAPH, [reason('place'), reason('element')], [reason('model')])).toBe(true);
  });

  test.each<Witness>(['words', 'person', 'site'])('a paragraph is removed by a single witness that knows it: %s', (witness) => {
    expect(goes(PARAGRAPH, [reason(witness)])).toBe(true);
  });

  test('the model overrules what a site shows, but not the words of a paragraph', () => {
    expect(goes(PARAGRAPH, [reason('words')], [reason('model')])).toBe(true);
    expect(goes(PARAGRAPH, [reason('site')], [reason('model')])).toBe(false);
  });

  test('a paragraph is removed by the model alone if that is very sure, unless the page declares it', () => {
    const sure = reason('model', { confidence: 0.97 });
    expect(goes(PARAGRAPH, [sure], [reason('place')])).toBe(true);
    expect(goes(PARAGRAPH, [sure], [reason('element')])).toBe(false);
  });

  test.each([
    [
      'running text without an end',
      block('der Steg von Hohenwiek ist seit Montag wieder offen und die Fähre legt dort an wie in jedem Jahr davor'),
    ],
    ['a short sentence', block('Mehr sagte sie nicht.')],
    ['code', block('retry: 5', 'code')],
  ])('%s counts as a paragraph', (_, what) => {
    expect(isParagraph(what)).toBe(true);
  });

  test.each(['Mehr zum Thema', 'Weiterlesen.', 'Mehr lesen ...', '12. März 2025'])('“%s” does not count as a paragraph', (text) => {
    expect(isParagraph(block(text))).toBe(false);
  });
});

describe('labels', () => {
  test.each<Witness>(['words', 'element', 'place', 'model', 'site'])('a label is removed by a single witness: %s', (witness) => {
    expect(goes(LABEL, [reason(witness)])).toBe(true);
  });

  test('the model may overrule a rule that knows a label only by its position', () => {
    expect(goes(LABEL, [reason('place')], [reason('model')])).toBe(false);
    expect(goes(LABEL, [reason('element')], [reason('model')])).toBe(true);
    expect(goes(LABEL, [reason('words')], [reason('model')])).toBe(true);
  });

  test('among the article’s paragraphs, the model removes a label only if it is sure', () => {
    const place = reason('place', { confidence: 0.9 });
    expect(goes(LABEL, [reason('model')], [place])).toBe(false);
    expect(goes(LABEL, [reason('model', { confidence: 0.95 })], [place])).toBe(true);
  });
});

describe('no paragraph is removed on one witness', () => {
  const packs = compileRules(loadPacks());
  const ALONE: ReadonlySet<Witness> = new Set(['words', 'site', 'person']);

  function expectLawful(what: Block, { action, reasons }: Verdict): void {
    if (action === 'keep' || !isParagraph(what)) return;
    const kinds = new Set(reasons.map(({ witness }) => witness));
    const isSureModel = reasons.some(({ model, confidence }) => model === 'content' && confidence >= 0.9);
    expect([...kinds].some((kind) => ALONE.has(kind)) || kinds.size >= 2 || isSureModel).toBe(true);
  }

  test('this holds for every document, whatever the model says', () => {
    fc.assert(
      fc.property(document, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (read, stream) => {
        const scores = Float32Array.from(read.blocks, () => stream.next().value);
        for (const options of [{}, { scores }]) {
          for (const verdict of judge(read, packs, options)) expectLawful(read.blocks[verdict.block], verdict);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('verdicts', () => {
  const sentences = [PARAGRAPH.text, 'Im Frühjahr wird der zweite Teil gebaut, wenn der Rat das Geld dafür bewilligt.'];

  test('verdicts list all reasons for and against', () => {
    const read = readText([sentences[0], 'Mehr zum Thema', 'Ein Boot für zwei', 'Noch ein Boot', sentences[1]].join('\n'));
    const scores = Float32Array.of(0.9, 0.01, 0.7, 0.1, 0.9);
    const verdicts = judge(read, compileRules(loadPacks()), { scores });
    expect(verdicts.map(({ action }) => action)).toEqual(['keep', 'remove', 'keep', 'remove', 'keep']);
    const kinds = (reasons: readonly Reason[] = []) => reasons.map(({ witness }) => witness);
    expect(kinds(verdicts[2].overruled)).toContain('place');
    expect(kinds(verdicts[2].reasons)).toContain('model');
    expect(kinds(verdicts[3].reasons)).toEqual(expect.arrayContaining(['place', 'model']));
  });

  test('code is never taken for furniture because of its words', () => {
    const read = readHtml(`<p>${sentences[0]}</p><pre>Anzeige</pre><p>${sentences[1]}</p><p>Anzeige</p>`);
    const removed = judge(read, packsOnly()).filter(({ action }) => action === 'remove');
    expect(removed.map(({ block: i }) => [read.blocks[i].kind, read.blocks[i].text])).toEqual([['paragraph', 'Anzeige']]);
  });

  function packsOnly() {
    return compileRules(loadPacks());
  }
});

describe('blocks among the paragraphs of an article', () => {
  const sentences = [PARAGRAPH.text, 'Im Frühjahr wird der zweite Teil gebaut, wenn der Rat das Geld dafür bewilligt.'];
  const packs = compileRules(loadPacks());
  /** The lines that are removed from a text with a menu of which the model is sure. */
  const gone = (...lines: readonly (readonly [string, number])[]) => {
    const all = [...['Lokales', 'Kultur', 'Sport', 'Reise', 'Wetter'].map((text) => [text, 0.01] as const), ...lines];
    const read = readText(all.map(([text]) => text).join('\n'));
    const scores = Float32Array.from(all, ([, score]) => score);
    return judge(read, packs, { scores }).flatMap(({ action, block: i }) => (action === 'remove' && i >= 5 ? [read.blocks[i].text] : []));
  };

  test('a label is a heading if the paragraph below repeats its word, however sites usually use it', () => {
    const below = 'Auch Cookies verraten, was jemand liest, und niemand muss sie behalten.';
    expect(gone([sentences[0], 0.98], ['Cookies ablehnen', 0.04], [below, 0.9])).toEqual([]);
    expect(gone([sentences[0], 0.98], ['Cookies ablehnen', 0.04], [sentences[1], 0.98])).toEqual(['Cookies ablehnen']);
  });

  test('a bare time is kept down to a lower probability than a word where much depends on such lines', () => {
    // A ticker, whose lines are half as many words as the article.
    const ticker = Array.from({ length: 2 }, (_, i) => [`Der Ball ist im Netz, Runde ${i}`, 0.3] as const);
    const goneBeside = (line: string, ...more: readonly (readonly [string, number])[]) =>
      gone([sentences[0], 0.98], [line, 0.2], ['Teilen', 0.01], [sentences[1], 0.98], ...more);
    expect(goneBeside('22.47 Uhr', ...ticker)).not.toContain('22.47 Uhr');
    expect(goneBeside('Bilderschau', ...ticker)).toContain('Bilderschau');
    expect(goneBeside('22.47 Uhr')).toEqual(['22.47 Uhr', 'Teilen']);
  });

  test('a short sentence directly below the last paragraph closes the article', () => {
    const closing = 'Mehr wollte sie nicht sagen.';
    const teaser = ['Neuer Steg in Wessendal', 0.02] as const;
    expect(gone([sentences[0], 0.98], [sentences[1], 0.98], [closing, 0.2], ['Mehr zum Thema', 0.01], teaser)).not.toContain(closing);
    expect(gone([sentences[0], 0.98], [sentences[1], 0.98], [closing, 0.02], ['Mehr zum Thema', 0.01], teaser)).toContain(closing);
  });

  test('a list of other stories is removed with its leads, although they read like an article', () => {
    const leads = [
      'Der Hafen von Wessendal bekommt einen Kran, der doppelt so viel hebt wie der alte.',
      'Am Leuchtturm brüten zum ersten Mal seit vierzig Jahren wieder Seeadler.',
    ];
    const list: readonly (readonly [string, number])[] = [
      ['Empfohlen', 0.02],
      ['Wessendal bekommt neuen Kran', 0.05],
      [leads[0], 0.84],
      ['Seeadler brüten am Leuchtturm', 0.05],
      [leads[1], 0.84],
    ];
    expect(gone([sentences[0], 0.98], [sentences[1], 0.98], ...list)).toEqual(list.map(([text]) => text));
    // An article's subheadings do not read like furniture.
    const article = list.map(([text, score], i) => [text, i > 0 && score < 0.1 ? 0.6 : score] as const);
    expect(gone([sentences[0], 0.98], [sentences[1], 0.98], ...article)).not.toEqual(expect.arrayContaining(leads));
  });
});
