/** Documents whose site is named by nothing but their text: in learning, in cleaning with a file, and in explaining. */
import { readFileSync, writeFileSync } from 'node:fs';
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

/** Articles of two sites in folders that are not named like hosts. */
function inFolders(from: number, count: number): Record<string, string> {
  const entries = Object.entries(flat(from, count)).map(([name, text]) => [name.replace(/^in\/([ab])/u, 'in/Paper $1/'), text]);
  return Object.fromEntries(entries);
}

const TAKEN = '2 folders are taken as sites: documents show the same furniture within each, and hardly any of it in the others';

describe('folders that tell sites', () => {
  test.concurrent('are taken without being asked for, which is said; their documents find their rules again', async () => {
    const cwd = folderWith({ ...inFolders(0, 8), 'in/loose.txt': article(BOTE, 70) });
    const { stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(stderr).toContain(`note ${TAKEN}\n`);
    expect(sitesIn(cwd)).toEqual(['Paper a', 'Paper b']);
    const found = await records(cwd, 'in', '--rules', 'rules.yaml');
    expect(found.get('in/Paper a/3.txt')).toMatchObject({ site: 'Paper a', body: expect.stringMatching(/^Am 3\. Tag/u) });
    expect(found.get('in/Paper b/3.txt')).toMatchObject({ site: 'Paper b', body: expect.stringMatching(/^Am 503\. Tag/u) });
    expect(found.get('in/loose.txt')).toMatchObject({ site: 'Paper a', body: expect.stringMatching(/^Am 70\. Tag/u) });
    await klartext(['learn', 'in', '--out', 'told.yaml', '--site', 'path', ...FAST], { cwd });
    const rulesOf = (file: string) => parseRules(readFileSync(path.join(cwd, file), 'utf8'), file).rules;
    expect(rulesOf('rules.yaml')).toEqual(rulesOf('told.yaml'));
  });

  test.concurrent('are taken by clean --learn, and a document with little furniture finds its site by its folder', async () => {
    const cwd = folderWith({
      ...inFolders(0, 8),
      'new/Paper a/1.txt': article(BOTE.slice(0, 1), 60),
      'new/other/1.txt': article(BOTE.slice(0, 1), 61),
    });
    const { stderr } = await klartext(['clean', 'in', '--learn', '--out', 'at-once', ...BY_RULES], { cwd });
    expect(stderr).toContain(TAKEN);
    expect(filesIn(path.join(cwd, 'at-once'))['Paper b/3.txt']).toMatch(/^Am 503\. Tag[\s\S]*leer stand\.\n$/u);
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    const found = await records(cwd, 'new', '--rules', 'rules.yaml');
    expect(found.get('new/Paper a/1.txt')).toMatchObject({ site: 'Paper a', body: expect.stringMatching(/^Am 60\. Tag/u) });
    expect(found.get('new/other/1.txt')?.site).toBeUndefined();
  });

  test.concurrent('are told by merged parts of a corpus, too', async () => {
    const cwd = folderWith({ ...inFolders(0, 8) });
    await klartext(['learn', 'in', '--out', 'whole.yaml', ...FAST], { cwd });
    await klartext(['learn', 'in/Paper a', '--observe', '1.obs', ...FAST], { cwd });
    await klartext(['learn', 'in/Paper b', '--observe', '2.obs', ...FAST], { cwd });
    const { stderr } = await klartext(['learn', '--merge', '2.obs', '1.obs', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(stderr).toContain(TAKEN);
    const rulesOf = (file: string) => parseRules(readFileSync(path.join(cwd, file), 'utf8'), file).rules;
    expect(rulesOf('rules.yaml')).toEqual(rulesOf('whole.yaml'));
  });
});

describe('the list of sites', () => {
  const tiny = { 'in/Paper c/1.txt': article(['Post'], 80) };

  test.concurrent('has a line for each document, in a file that is guarded like other outputs', async () => {
    const cwd = folderWith({ ...inFolders(0, 4), ...tiny, 'in/loose.txt': article(['Nichts'], 81), 'kept.tsv': 'mine' });
    const { stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', '--list-sites', 'sites.tsv', ...FAST], { cwd });
    const expected = [
      '\tin/loose.txt',
      ...[0, 1, 2, 3].map((i) => `Paper a\tin/Paper a/${i}.txt`),
      ...[0, 1, 2, 3].map((i) => `Paper b\tin/Paper b/${i}.txt`),
      'Paper c\tin/Paper c/1.txt',
    ];
    expect(readFileSync(path.join(cwd, 'sites.tsv'), 'utf8')).toBe(`${expected.join('\n')}\n`);
    expect(stderr).toMatch(/note 1 site has fewer than 3 articles, too few to learn from: Paper c\. Learn from more/u);
    // Its own list is replaced, a changed one and files of others are not, nor is an input.
    expect((await klartext(['learn', 'in', '--list-sites', 'sites.tsv', ...FAST], { cwd })).status).toBe(0);
    writeFileSync(path.join(cwd, 'sites.tsv'), 'edited');
    for (const file of ['sites.tsv', 'kept.tsv', 'in/loose.txt']) {
      const refused = await klartext(['learn', 'in', '--list-sites', file, ...FAST], { cwd });
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain(`--list-sites: ${file} `);
    }
    expect(readFileSync(path.join(cwd, 'kept.tsv'), 'utf8')).toBe('mine');
  });

  test.concurrent('on standard output is alone there, and shows control characters in names', async () => {
    const cwd = folderWith({ ...inFolders(0, 4), 'in/odd\tname.txt': article(['Nichts'], 81) });
    const { stdout, stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', '--list-sites', '-', ...FAST], { cwd });
    expect(stdout.split('\n')).toHaveLength(10);
    expect(stdout).toMatch(/^\tin\/odd\\tname\.txt\nPaper a\tin\/Paper a\/0\.txt\n/u);
    expect(stderr).toMatch(/^site +documents/mu);
    const alone = await klartext(['learn', 'in', '--list-sites', '-', ...FAST], { cwd });
    expect(alone.stdout).toBe(stdout);
    expect(alone.stderr).toBe(`note ${TAKEN}\n`);
  });
});
