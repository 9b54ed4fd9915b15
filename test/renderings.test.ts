/** Invariants over the samples: cleaning a cleaned text changes nothing, and an article keeps its paragraphs in any layout. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import wrapAnsi from 'wrap-ansi';
import { cleanWith, compileRules, loadPacks, readHtml, readText } from '../src/index.js';
import { EXPECTED, SAMPLES, sampleFiles } from './support/samples.js';

const rules = compileRules(loadPacks());
const bodyOf = async (text: string) => (await cleanWith(readText(text), rules, { engine: 'auto', model: 'auto' })).article.body;
/** A sample decoded, since some are not in UTF-8. */
const sourceOf = (name: string) => (name.endsWith('.html') ? readHtml : readText)(readFileSync(path.join(SAMPLES, name))).source;
const texts = sampleFiles(SAMPLES, '.txt');

test('cleaning a cleaned text again changes nothing', async () => {
  for (const name of [...texts, ...sampleFiles(SAMPLES, '.html')]) {
    const read = name.endsWith('.html') ? readHtml : readText;
    const { article } = await cleanWith(read(sourceOf(name)), rules, { engine: 'auto', model: 'auto' });
    expect([name, await bodyOf(article.body)]).toEqual([name, article.body]);
  }
}, 120_000);

const fold = (text: string, columns: number) => wrapAnsi(text, columns, { hard: false });
const paragraphs = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** A text with one paragraph per line, laid out as other scrapers would. */
const RENDERINGS: Readonly<Record<string, (text: string) => string>> = {
  'wrapped at 78 columns': (text) =>
    paragraphs(text)
      .map((line) => fold(line, 78))
      .join('\n\n'),
  'wrapped at 72 columns': (text) =>
    paragraphs(text)
      .map((line) => fold(line, 72))
      .join('\n\n'),
  'without blank lines': (text) => paragraphs(text).join('\n'),
  'with a carriage return at each line end': (text) => text.replaceAll('\n', '\r\n'),
};

test.each(Object.entries(RENDERINGS))(
  'an article keeps its paragraphs %s',
  async (_, render) => {
    const lost: string[] = [];
    for (const name of texts) {
      const source = sourceOf(name);
      // A title that is left in is no paragraph of the article.
      const article = readFileSync(path.join(EXPECTED, `${name}.txt`), 'utf8').split('\n\n');
      const expected = (await bodyOf(source)).split('\n\n').filter((paragraph) => article.some((one) => one.trim() === paragraph));
      expect(expected.length).toBeGreaterThan(1);
      const body = (await bodyOf(render(source))).split('\n\n');
      lost.push(...expected.filter((paragraph) => !body.includes(paragraph)).map((paragraph) => `${name}: ${paragraph}`));
    }
    expect(lost).toEqual([]);
  },
  120_000,
);
