/** The block table says of each block what the functions of single texts say, and is made once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { readHtml } from '../../../src/read/readHtml.js';
import { readText } from '../../../src/read/readText.js';
import { shareTable, tableOf } from '../../../src/read/table/blockTable.js';
import { ENDS_SENTENCE, HEADLINE, PHRASE, PROSE, SENTENCE } from '../../../src/read/table/shapes.js';
import { countWords, endsSentence, isHeadline, isPhrase, isProse, isSentence } from '../../../src/text/shape.js';
import { tokenize } from '../../../src/text/tokens.js';
import { SAMPLES, sampleFiles } from '../../support/samples.js';

test('every sample has the words, shapes, tokens and paths that are found block by block', () => {
  let blocks = 0;
  const documents = [
    ...sampleFiles(SAMPLES, '.html').map((file) => readHtml(readFileSync(path.join(SAMPLES, file)))),
    ...sampleFiles(SAMPLES, '.txt').map((file) => readText(readFileSync(path.join(SAMPLES, file)))),
  ];
  for (const document of documents) {
    const table = tableOf(document);
    expect(table.count).toBe(document.blocks.length);
    document.blocks.forEach(({ text, path: own }, i) => {
      blocks++;
      expect(table.words[i]).toBe(countWords(text));
      const bits = { ENDS_SENTENCE, PROSE, SENTENCE, HEADLINE, PHRASE };
      const has = Object.fromEntries(Object.entries(bits).map(([name, bit]) => [name, (table.shapes[i] & bit) !== 0]));
      const shape = (is: (text: string) => boolean) => text !== '' && is(text);
      expect(has).toEqual({
        ENDS_SENTENCE: shape(endsSentence),
        PROSE: shape(isProse),
        SENTENCE: shape(isSentence),
        HEADLINE: shape(isHeadline),
        PHRASE: shape(isPhrase),
      });
      const { tokens, tokenFrom } = table;
      const alone = tokenize(text);
      const found = Array.from({ length: tokenFrom[i + 1] - tokenFrom[i] }, (_, k) => tokenFrom[i] + k);
      expect(found.map((at) => [tokens.starts[at], tokens.ends[at], tokens.kinds[at], tokens.hashes[at]])).toEqual(
        Array.from({ length: alone.count }, (_, k) => [alone.start(k), alone.end(k), alone.kind(k), alone.hash(k)]),
      );
      expect(table.pathNumbers[i] < 0 ? undefined : table.paths[table.pathNumbers[i]]).toBe(own);
    });
    expect(new Set(table.paths).size).toBe(table.paths.length);
  }
  expect(blocks).toBeGreaterThan(1000);
});

test('a table is made once for a document, and a copy with the same texts may share it', () => {
  const page = readHtml('<h1>Hafen</h1><p>Die Bauarbeiten beginnen im Mai.</p><p>Teilen</p>');
  expect(tableOf(page)).toBe(tableOf(page));
  const voted = { ...page, blocks: page.blocks.map((block) => ({ ...block, main: true })) };
  shareTable(page, voted);
  expect(tableOf(voted)).toBe(tableOf(page));
  expect(tableOf(readText('Teilen'))).not.toBe(tableOf(page));
});
