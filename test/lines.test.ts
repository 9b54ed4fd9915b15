/** Single lines under the packs: what an article may say stays, what sites say goes, in the midst of a text and at its end. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type CompiledRules, clean, compileRules, loadPacks, readText } from '../src/index.js';

const PACKS = ['html', 'common', 'de'];

const linesOf = (name: string) => readFileSync(`test/expected/lines/${name}.txt`, 'utf8').trim().split('\n');

/** Words of no language, so that no pack can know them; prose by their shape. */
const PROSE = Array.from({ length: 24 }, (_, i) => `Vorel damin ${i} kosta leriba munto, sapera nolit dema farun gelo tamis und.`);
const inMidst = (line: string) => [...PROSE.slice(0, 12), line, ...PROSE.slice(12)];
const atEnd = (line: string) => [...PROSE, line];

/** What the rules take of a line among others: its spans, or all of it. */
function taken(rules: CompiledRules, line: string, lines: readonly string[]): string {
  const document = readText(lines.join('\n\n'));
  const { verdicts } = clean(document, rules, { vote: false });
  const { action, spans = [] } = verdicts[document.blocks.findIndex((block) => block.text === line)];
  return action === 'remove' ? line : spans.map((span) => document.source.slice(span.start, span.end).trim()).join(' ');
}

describe.each(['de'])('lines in %s', (language) => {
  const rules = compileRules(loadPacks(PACKS));

  // ⟦…⟧ is furniture inside a line of the article.
  test.each(linesOf(`${language}-content`))('stays: %s', (marked) => {
    const [line, cut] = [marked.replace(/[⟦⟧]/gu, ''), /⟦(.*)⟧/u.exec(marked)?.[1] ?? ''];
    expect(taken(rules, line, inMidst(line))).toBe(cut);
    expect(taken(rules, line, atEnd(line))).toBe(cut);
  });

  test.each(linesOf(`${language}-furniture`))('goes: %s', (line) => {
    expect(taken(rules, line, atEnd(line))).toBe(line);
  });
});
