/** Documents whose site is named by nothing but their text: in learning, in cleaning with a file, and in explaining. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseRules } from '../../../src/index.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';
import { BOTE, KURIER } from '../../support/learning.js';

afterAll(removeFolders);

const FAST = ['--packs', 'none', '--engine', 'fast'];
/** The same for cleaning, with rules only. */
const BY_RULES = [...FAST, '--model', 'none'];

function article(furniture: readonly string[], i: number): string {
  return [
    ...furniture.slice(0, 3),
    `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
    `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es in Ort${i} hell wurde.`,
    `Niemand in Ort${i} konnte sagen, warum die Glocke ${i + 2} Mal läutete, obwohl der Turm leer stand.`,
    ...furniture.slice(3),
  ].join('\n\n');
}

/** Articles of two sites in one folder, numbered. */
function flat(from: number, count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = from; i < from + count; i++) {
    files[`in/a${i}.txt`] = article(BOTE, i);
    files[`in/b${i}.txt`] = article(KURIER, i + 500);
  }
  return files;
}

const sitesIn = (cwd: string) => {
  const { rules } = parseRules(readFileSync(path.join(cwd, 'rules.yaml'), 'utf8'), 'rules.yaml');
  return [...new Set(rules.map(({ site }) => site))].sort();
};

/** Site and body of each document by name. */
async function records(cwd: string, ...args: string[]): Promise<Map<string, { site?: string; body: string }>> {
  const { stdout } = await klartext(['clean', ...args, '--to', 'jsonl', ...BY_RULES], { cwd });
  const lines = stdout.trimEnd().split('\n');
  return new Map(lines.map((line) => JSON.parse(line) as { id: string; body: string }).map(({ id, ...rest }) => [id, rest]));
}

describe('documents without a site', () => {
  test.concurrent('are cleaned by a learned file as by --learn', async () => {
    const cwd = folderWith(flat(0, 8));
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    await klartext(['clean', 'in', '--learn', '--out', 'at-once', ...BY_RULES], { cwd });
    await klartext(['clean', 'in', '--rules', 'rules.yaml', '--out', 'by-file', ...BY_RULES], { cwd });
    expect(sitesIn(cwd)).toEqual([expect.stringMatching(/^cluster-/u), expect.stringMatching(/^cluster-/u)]);
    const cleaned = filesIn(path.join(cwd, 'by-file'));
    expect(cleaned).toEqual(filesIn(path.join(cwd, 'at-once')));
    expect(cleaned['a3.txt']).toMatch(/^Am 3\. Tag[\s\S]*leer stand\.\n$/u);
    expect(cleaned['b3.txt']).toMatch(/^Am 503\. Tag[\s\S]*leer stand\.\n$/u);
  });

  test.concurrent('take the rules of a site known from learning, and their records name it', async () => {
    const known = Object.fromEntries(Object.entries(flat(0, 8)).map(([name, text]) => [name.replace('in/a', 'in/bote.example/'), text]));
    const cwd = folderWith({
      ...known,
      'new/1.txt': article(BOTE, 90),
      'new/2.txt': article(['Nach oben', 'Ein anderes Blatt', 'Wetter'], 91),
    });
    await klartext(['learn', 'in/bote.example', '--out', 'rules.yaml', ...FAST], { cwd });
    const found = await records(cwd, 'new', '--rules', 'rules.yaml');
    expect(found.get('new/1.txt')).toMatchObject({ site: 'bote.example', body: expect.stringMatching(/^Am 90\. Tag/u) });
    expect(found.get('new/2.txt')?.site).toBeUndefined();
    expect(found.get('new/2.txt')?.body).toMatch(/^Nach oben\n/u);
    for (const choice of ['url', 'path']) {
      const told = await records(cwd, 'new', '--rules', 'rules.yaml', '--site', choice);
      expect(told.get('new/1.txt')?.site).toBe(choice === 'path' ? 'new' : undefined);
    }
    const { stdout } = await klartext(['explain', 'new/1.txt', '--rules', 'rules.yaml', ...BY_RULES], { cwd });
    expect(stdout).toMatch(/^new\/1\.txt {2}text · utf-8 · bote\.example\n/u);
  });

  test.concurrent('keep their assigned site even if it has too few texts to be recognised', async () => {
    const few = Array.from({ length: 8 }, (_, i) => [`in/${i}.txt`, article(BOTE.slice(0, 3), i)]);
    const cwd = folderWith(Object.fromEntries(few));
    const found = await records(cwd, 'in', '--learn');
    expect(found.get('in/3.txt')).toMatchObject({ site: expect.stringMatching(/^cluster-/u), body: expect.stringMatching(/^Am 3\. Tag/u) });
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    expect((await records(cwd, 'in', '--rules', 'rules.yaml')).get('in/3.txt')?.site).toBeUndefined();
  });

  test.concurrent('are cleaned by what was learned from others if learning did not keep them: here copies', async () => {
    const cwd = folderWith({ ...flat(0, 8), 'in/z3.txt': article(BOTE, 3) });
    const found = await records(cwd, 'in', '--learn');
    expect(found.get('in/z3.txt')).toMatchObject({ site: expect.stringMatching(/^cluster-/u) });
    const [copy, kept] = ['in/z3.txt', 'in/a3.txt'].map((name) => found.get(name));
    expect([copy?.site, copy?.body]).toEqual([kept?.site, kept?.body]);
  });

  test.concurrent('are assigned to sites that the updated file already has', async () => {
    const cwd = folderWith({
      ...flat(0, 8),
      ...Object.fromEntries(Object.entries(flat(40, 8)).map(([name, text]) => [`new/${name}`, text])),
    });
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    const before = sitesIn(cwd);
    const { stdout } = await klartext(['learn', 'new', '--update', 'rules.yaml', ...FAST], { cwd });
    expect(sitesIn(cwd)).toEqual(before);
    expect(stdout).toMatch(/refreshed/u);
    // On their own, the new documents would get other names.
    await klartext(['learn', 'new', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(sitesIn(cwd)).not.toEqual(before);
  });

  test.concurrent('show what two files remove differently', async () => {
    const cwd = folderWith({ ...flat(0, 8), 'none.yaml': 'format: klartext-rules/1\nrules: []\n' });
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    const { stdout } = await klartext(['rules', 'diff', 'none.yaml', 'rules.yaml', 'in/a3.txt'], { cwd });
    expect(stdout).toContain('+ Hohenwieker Bote [');
  });
});
