/** Lines that an article could say stay under all packs; lines of a site's furniture go, at the head or at the tail. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, loadPacks, readText, type Verdict } from '../src/index.js';

const rules = compileRules(loadPacks());
/** Words of no language, so that no pack can know them; prose by their shape. */
const PROSE = Array.from({ length: 4 }, (_, i) => `Vorel damin ${i} kosta leriba munto, sapera nolit dema ${i} farun gelo tamis und.`);

/** The lines of each file of a folder under `support`, by language; `#` begins a comment. */
function linesOf(kind: 'traps' | 'furniture'): (readonly [string, string[]])[] {
  const folder = path.join(import.meta.dirname, 'support', kind);
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
      return [path.basename(file, '.txt'), lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))] as const;
    });
}

/** The verdict on a line among paragraphs. */
function verdictOn(line: string, above: readonly string[], below: readonly string[]): Verdict {
  const document = readText([...above, line, ...below].join('\n\n'));
  const index = document.blocks.findIndex((block) => block.text === line.trim());
  if (index < 0) throw new Error(`“${line}” is no block of its own`);
  return clean(document, rules).verdicts[index];
}

/** Why a line is not whole, where it stands between paragraphs or ends a text. */
function harm(line: string): string[] {
  const [above, below] = [PROSE.slice(0, 2), PROSE.slice(2)];
  return [verdictOn(line, above, below), verdictOn(line, PROSE, [])].flatMap(({ reasons }, i) =>
    reasons.map(({ ruleId }) => `${i === 0 ? 'between' : 'at the end'}: ${line} [${ruleId}]`),
  );
}

describe.each(linesOf('traps'))('traps %s', (_language, lines) => {
  test('are left whole', () => expect(lines.flatMap((line) => harm(line))).toEqual([]));
});

describe.each(linesOf('furniture'))('furniture %s', (_language, lines) => {
  test('goes at the head or at the tail', () => {
    const goes = (line: string) => [verdictOn(line, [], PROSE), verdictOn(line, PROSE, [])].some(({ action }) => action === 'remove');
    expect(lines.filter((line) => !goes(line))).toEqual([]);
  });
});
