/** `klartext learn --split`: a rule file for each site, which is updated, applied and guarded like a single file. */
import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseRules } from '../../../src/index.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const FAST = ['--packs', 'none', '--engine', 'fast'];
const SITES = { 'bote.example': 'Hohenwieker Bote online', 'kurier.example': 'Der Kurier aus Lautersand' };

/** Articles of two sites, a folder each. */
const corpus = Object.fromEntries(
  Object.entries(SITES).flatMap(([site, top]) =>
    Array.from({ length: 12 }, (_, i) => [
      `in/${site}/${i}.txt`,
      [
        top,
        `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von ${site} Ort${i}, und der Wind drehte auf Nordwest${i}.`,
        `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es in Ort${i} hell wurde (${site}).`,
        'Impressum und Kontakt zum Verlag',
      ].join('\n\n'),
    ]),
  ),
);
const FILES = ['bote.example.yaml', 'kurier.example.yaml'];
const read = (cwd: string, file: string) => readFileSync(path.join(cwd, file), 'utf8');
const learn = (cwd: string, ...args: string[]) => klartext(['learn', 'in', ...FAST, ...args], { cwd });

/** A folder with the corpus and the rules that were learned from it. */
async function learned(): Promise<string> {
  const cwd = folderWith(corpus);
  expect(await learn(cwd, '--split', 'rules')).toMatchObject({ status: 0 });
  return cwd;
}

describe('klartext learn --split', () => {
  test.concurrent('writes a file for each site, with the rules and the heads of a single file', async () => {
    const cwd = folderWith(corpus);
    const { status, stderr } = await learn(cwd, '--split', 'rules', '--out', 'all.yaml');
    expect(status).toBe(0);
    expect(Object.keys(filesIn(path.join(cwd, 'rules')))).toEqual(FILES);
    const all = parseRules(read(cwd, 'all.yaml'), 'all').rules;
    expect(FILES.flatMap((file) => parseRules(read(cwd, `rules/${file}`), file).rules)).toEqual(all);
    expect(stderr).toBe(`${all.length} rules written to all.yaml and 2 files in rules\n`);
    const body = (text: string) =>
      text
        .split('\n')
        .filter((line) => !/^# |^format:|^sites:/u.test(line))
        .join('\n');
    expect(FILES.map((file) => body(read(cwd, `rules/${file}`))).join('')).toBe(body(read(cwd, 'all.yaml')));
    expect(read(cwd, 'all.yaml')).toMatch(/^ {2}# 12 pages\. The rules take \d+ % of their words\.$/mu);
  });

  test.concurrent('gives what clean applies, as a single file does, and other commands read', async () => {
    const cwd = folderWith(corpus);
    await learn(cwd, '--split', 'rules', '--out', 'all.yaml');
    const clean = (rules: string) =>
      klartext(['clean', 'in', '--rules', rules, '--out', `${rules}-out`, ...FAST, '--model', 'none'], { cwd });
    const runs = await Promise.all([clean('rules'), clean('all.yaml')]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    const cleaned = filesIn(path.join(cwd, 'rules-out'));
    expect(cleaned).toEqual(filesIn(path.join(cwd, 'all.yaml-out')));
    expect(cleaned['bote.example/3.txt']).not.toContain('Hohenwieker Bote');
    const others = await Promise.all([
      klartext(['rules', 'test', 'rules'], { cwd }),
      klartext(['rules', 'diff', 'rules', 'all.yaml', 'in'], { cwd }),
      klartext(['rules', 'list', 'rules', '--search', 'BOTE online'], { cwd }),
    ]);
    expect(others.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(others[1].stderr).toMatch(/^0 of 24 documents differ/u);
    expect(others[2].stdout).toContain('Hohenwieker Bote online');
  });

  test.concurrent('is brought up to date: decisions stay, what moved is not there twice', async () => {
    const cwd = await learned();
    const file = path.join(cwd, 'rules/bote.example.yaml');
    const before = readFileSync(file, 'utf8');
    const vetoed = before.replace('    remove:\n', '    vetoed:\n');
    expect(vetoed).not.toBe(before);
    // A person has also given the file another name.
    writeFileSync(path.join(cwd, 'rules/bote.yaml'), vetoed);
    unlinkSync(file);
    const { status, stderr } = await learn(cwd, '--update', 'rules');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^\d+ rules written to 2 files in rules\n$/u) });
    expect(Object.keys(filesIn(path.join(cwd, 'rules')))).toEqual(FILES);
    const rule = parseRules(readFileSync(file, 'utf8'), 'r').rules.find(
      ({ match, scope }) => scope === 'block' && match.text?.[0] === 'Hohenwieker Bote online',
    );
    expect(rule?.status).toBe('vetoed');
  });

  test.concurrent('is not written over what people decided or others made, without --force', async () => {
    const cwd = await learned();
    expect(await learn(cwd, '--split', 'rules')).toMatchObject({ status: 0 });
    const file = path.join(cwd, 'rules/kurier.example.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('    remove:', '    approved:'));
    const edited = filesIn(path.join(cwd, 'rules'));
    const refused = await learn(cwd, '--split', 'rules');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain(
      '--split: rules/kurier.example.yaml already exists and was not made by a known run, or was edited since; --force replaces it',
    );
    expect(filesIn(path.join(cwd, 'rules'))).toEqual(edited);
    // After an update the file is ours again, but the decision in it is not.
    await learn(cwd, '--update', 'rules');
    const again = await learn(cwd, '--split', 'rules');
    expect(again.stderr).toContain('rules/kurier.example.yaml contains decisions made by people; --force replaces it');
    expect(await learn(cwd, '--split', 'rules', '--force')).toMatchObject({ status: 0 });
    expect(readFileSync(file, 'utf8')).not.toContain('approved');
  });

  test.concurrent('leaves the files of other sites, and says so', async () => {
    const cwd = await learned();
    const { status, stderr } = await klartext(['learn', 'in/bote.example', '--site', 'bote.example', '--split', 'rules', ...FAST], { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain('note rules keeps 1 file of other sites\n');
    expect(existsSync(path.join(cwd, 'rules/kurier.example.yaml'))).toBe(true);
  });

  test.concurrent.each([
    ['a file in place of the folder', ['--split', 'in/bote.example/1.txt'], '--split: in/bote.example/1.txt is a file; name a folder'],
    ['a folder without a name', ['--split', ''], '--split: name the folder to write'],
    [
      'the folder that is updated',
      ['--update', 'rules', '--split', 'rules'],
      '--split: rules/a.yaml is what --update names and would be overwritten',
    ],
    ['a folder to update that has no rules', ['--update', 'in'], '--update: in contains no rule files (.yaml)'],
    ['a text in two files of a folder to update', ['--update', 'twice'], 'twice/b.yaml:1: id'],
  ])('refuses %s', async (_, args, message) => {
    const list = 'format: klartext-rules/1\nsites: { bote.example: { remove: { ad: { Anzeige } } } }\n';
    const cwd = folderWith({
      ...corpus,
      'rules/a.yaml': list,
      'twice/a.yaml': list,
      'twice/b.yaml': list.replace('format: klartext-rules/1\nsites', 'sites').concat('format: klartext-rules/1\n'),
    });
    const { status, stderr } = await learn(cwd, ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(`klartext: ${message}`);
    expect(read(cwd, 'rules/a.yaml')).toBe(list);
  });
});
