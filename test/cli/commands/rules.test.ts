/** `klartext rules`: each command on good and bad files, as run by users. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { PACK_NAMES, parseRules } from '../../../src/index.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const GOOD = `format: klartext-rules/1
site: bote.example
rules:
  - id: bote-share
    category: share
    remove: block
    match: { text: [Artikel teilen, Jetzt teilen] }
    counterexamples: [Wir wollen den Artikel teilen und besprechen.]
  - id: bote-more
    category: teaser
    remove: section
    match: { text: Empfohlen }
    until: { blocks: 3 }
    status: candidate
    confidence: 0.5
    evidence: { documents: 18, of: 20, contentHits: 0, confidence: 0.5, examples: [Empfohlen ▸ Ein Steg für Hohenwiek] }
  - id: bote-sign
    category: byline
    remove: inline
    match: { pattern: "({initials})", at: block-end }
    where: tail
    examples: ["Am Abend kam der Regen, und alle liefen nach Hause. (kd)"]
  - id: bote-title
    category: masthead
    remove: block
    match: { pattern: "Hohenwieker Bote - {title}" }
    evidence: { documents: 20, of: 20, contentHits: 0, confidence: 0.9, examples: [Hohenwieker Bote - Ein Steg für Hohenwiek] }
  - id: bote-keep
    keep: Empfohlen wird eine Impfung
`;

const BAD = `format: klartext-rules/1
rules:
  - { id: thin, category: share, remove: block, match: { pattern: "{num} {any}" } }
  - { id: one, category: share, remove: block, match: { text: Artikel teilen } }
  - id: two
    category: navigation
    remove: block
    match: { text: "artikel teilen:" }
  - { id: idle, category: ad, remove: block, match: { text: Anzeige } }
  - { id: kept, keep: Anzeige }
  - id: wrong
    category: ad
    remove: block
    match: { pattern: "Werbung von {name}" }
    examples: [Werbung fehlt hier]
    counterexamples: [Werbung von Alma Terhorst]
`;

const FILES = { 'good.yaml': GOOD, 'bad.yaml': BAD, 'broken.yaml': `${GOOD}  - { category: ad, remove: line, match: { text: x } }\n` };
const rules = (cwd: string, ...args: string[]) => klartext(['rules', ...args], { cwd });

describe('rules list', () => {
  test.concurrent('shows one line per rule', async () => {
    const { status, stdout, stderr } = await rules(folderWith(FILES), 'list', 'good.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '5 rules\n' });
    const [head, share, more] = stdout.split('\n');
    expect(head.split(/ {2,}/u)).toEqual(['id', 'category', 'site', 'scope', 'seen in', 'conf.', 'status', 'matches']);
    expect(share.split(/ {2,}/u)).toEqual(['bote-share', 'share', 'bote.example', 'block', '0.95', 'Artikel teilen (+1)']);
    expect(more.split(/ {2,}/u)).toEqual(['bote-more', 'teaser', 'bote.example', 'section', '18/20', '0.50', 'candidate', 'Empfohlen']);
    expect(share.indexOf('block')).toBe(head.indexOf('scope'));
  });

  test.concurrent.each([
    [['--status', 'candidate'], ['bote-more']],
    [
      ['--status', 'active'],
      ['bote-share', 'bote-sign', 'bote-title', 'bote-keep'],
    ],
    [['--category', 'byline'], ['bote-sign']],
    [['--site', 'bote.example', '--category', 'share'], ['bote-share']],
    [['--site', 'elsewhere.example'], []],
  ])('with %j shows only those', async (filters, ids) => {
    const { status, stdout, stderr } = await rules(folderWith(FILES), 'list', 'good.yaml', ...filters);
    expect(status).toBe(0);
    const lines = stdout.split('\n').slice(1, -1);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ids);
    expect(stderr).toBe(`${ids.length} of 5 rules\n`);
  });

  test.concurrent('accepts part of a site’s name, but a full name selects only that site', async () => {
    const file = (site: string) =>
      `format: klartext-rules/1\nsite: ${site}\nrules:\n  - { id: ${site}, category: ad, remove: block, match: { text: Anzeige } }\n`;
    const cwd = folderWith({ 'a.yaml': file('bote.example'), 'b.yaml': file('sport.bote.example'), 'c.yaml': file('kurier.example') });
    const idsOf = async (site: string) =>
      (await rules(cwd, 'list', 'a.yaml', 'b.yaml', 'c.yaml', '--site', site)).stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(' ')[0]);
    expect(await Promise.all(['bote', 'bote.example', 'kurier'].map(idsOf))).toEqual([
      ['bote.example', 'sport.bote.example'],
      ['bote.example'],
      ['kurier.example'],
    ]);
  });

  test.concurrent('sorted by risk shows it first, with the words that are taken, at most as many as asked for', async () => {
    const texts = '{ Zutaten: { seen: 12, risk: 40 }, Tor: { seen: 9, risk: 400 }, Anzeige: 48, Teilen: { seen: 48, risk: 3 } }';
    const yaml = `format: klartext-rules/1\nsites: { bote.example: { pages: 48, remove: { other: ${texts} } } }\n`;
    const listed = (...args: string[]) => rules(folderWith({ 'r.yaml': yaml }), 'list', 'r.yaml', ...args);
    const { stdout, stderr } = await listed('--sort', 'risk', '--limit', '3');
    const rows = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trim().split(/ {2,}/u));
    expect(rows.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
      ['risk', 'words', 'matches'],
      ['400', '9', 'Tor'],
      ['40', '12', 'Zutaten'],
      ['3', '48', 'Teilen'],
    ]);
    expect(stderr).toBe('3 of 4 rules\n');
    expect((await listed('--search', 'zutat')).stdout).toMatch(/^id .*\nother-\S+ .*Zutaten\n$/u);
    expect(await listed('--limit', '0')).toMatchObject({ status: 2, stderr: 'klartext: --limit: must be a whole number, at least 1\n' });
  });

  test.concurrent('omits columns without information', async () => {
    const { stdout } = await rules(folderWith(FILES), 'list', 'good.yaml', '--site', 'bote', '--category', 'share');
    expect(stdout).toBe('id          scope  conf.  matches\nbote-share  block   0.95  Artikel teilen (+1)\n');
  });

  test.concurrent('lists the shipped packs if no file is named, or one by name', async () => {
    const [all, one] = await Promise.all([rules(folderWith({}), 'list'), rules(folderWith({}), 'list', 'common')]);
    expect(all.stdout.split('\n').length).toBeGreaterThan(300);
    expect(one.stdout).toContain('caption-credit');
    expect(one.stdout).not.toContain('de-player-line');
  });

  test.concurrent('refuses a file that is not a rule file', async () => {
    const cwd = folderWith(FILES);
    const [missing, broken, category] = await Promise.all([
      rules(cwd, 'list', 'none.yaml'),
      rules(cwd, 'list', 'broken.yaml'),
      rules(cwd, 'list', 'good.yaml', '--category', 'nothing'),
    ]);
    expect(missing).toEqual({ status: 2, stdout: '', stderr: 'klartext: none.yaml cannot be read (ENOENT)\n' });
    expect(broken).toEqual({ status: 2, stdout: '', stderr: 'klartext: broken.yaml:30: remove: expected block, section or inline\n' });
    expect(category.status).toBe(2);
  });
});

describe('rules show', () => {
  test.concurrent.each([
    ['bote-share', 'Removes each block that reads like one of “Artikel teilen”, “Jetzt teilen”, on bote.example.'],
    [
      'bote-more',
      'Removes each block that reads “Empfohlen” and the 3 blocks below it, on bote.example. It is not applied until a person approves it (status: approved).',
    ],
    ['bote-sign', 'Cuts out of a block text at its end with the shape “({initials})”, in the tail of the document, on bote.example.'],
    ['bote-keep', 'Keeps each block that reads “Empfohlen wird eine Impfung”, on bote.example.'],
  ])('%s in words and as YAML', async (id, words) => {
    const { status, stdout } = await rules(folderWith(FILES), 'show', id, 'good.yaml');
    expect(status).toBe(0);
    const [name, said, blank, ...yaml] = stdout.split('\n');
    expect([name, said, blank]).toEqual([`${id} in good.yaml`, words, '']);
    const [shown] = parseRules(`format: klartext-rules/1\n${yaml.join('\n')}`, 'shown').rules;
    expect(shown).toEqual(parseRules(GOOD, 'good.yaml').rules.find((rule) => rule.id === id));
  });

  test.concurrent('finds a rule by the beginning of its id if that is unambiguous', async () => {
    const cwd = folderWith(FILES);
    const [one, several, whole] = await Promise.all([
      rules(cwd, 'show', 'bote-sh', 'good.yaml'),
      rules(cwd, 'show', 'bote', 'good.yaml', 'bad.yaml'),
      rules(cwd, 'show', 'thin', 'bad.yaml'),
    ]);
    expect(one.stdout).toMatch(/^bote-share in good\.yaml\n/u);
    expect(several).toEqual({
      status: 2,
      stdout: '',
      stderr: 'klartext: 5 rules have an id that starts with bote: bote-share, bote-more, bote-sign, bote-title, bote-keep\n',
    });
    expect(whole.stdout).toMatch(/^thin in bad\.yaml\n/u);
  });

  test.concurrent('says where it has looked for a missing rule', async () => {
    const { status, stderr } = await rules(folderWith(FILES), 'show', 'nothing', 'good.yaml');
    expect(status).toBe(2);
    expect(stderr).toBe('klartext: no rule nothing in good.yaml; “klartext rules list” lists them\n');
  });
});

describe('rules check', () => {
  test.concurrent('accepts a good file', async () => {
    expect(await rules(folderWith(FILES), 'check', 'good.yaml')).toEqual({
      status: 0,
      stdout: '',
      stderr: '5 rules checked: 0 errors, 0 warnings\n',
    });
  });

  test.concurrent('names file, line and rule of every problem, and continues with the next file', async () => {
    const { status, stdout, stderr } = await rules(folderWith(FILES), 'check', 'broken.yaml', 'bad.yaml');
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'broken.yaml:30: error: remove: expected block, section or inline',
      'bad.yaml:3: warning: thin: the pattern “{num} {any}” has fewer than 2 literals: what it matches depends on its slots',
      'bad.yaml:5: error: two: does the same as one: remove one of them',
      'bad.yaml:9: warning: idle: can remove nothing: what it matches is kept by kept',
      '',
    ]);
    expect(stderr).toBe('6 rules checked: 2 errors, 2 warnings\n');
  });

  test.concurrent('finds no errors in the shipped packs', async () => {
    const { status, stderr } = await rules(folderWith({}), 'check', ...PACK_NAMES);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^\d+ rules checked: 0 errors, /u);
  });
});

describe('rules test', () => {
  test.concurrent('tries phrases, examples, counterexamples and the examples of evidence', async () => {
    expect(await rules(folderWith(FILES), 'test', 'good.yaml')).toEqual({
      status: 0,
      stdout: '',
      stderr: '8 examples tried, 0 failed\n',
    });
  });

  test.concurrent('names failures with file and line, and ends with status 1', async () => {
    const { status, stdout, stderr } = await rules(folderWith(FILES), 'test', 'bad.yaml');
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'bad.yaml:11: failed: wrong: the rule does not match it: example “Werbung fehlt hier”',
      'bad.yaml:11: failed: wrong: part of it is removed by wrong: counterexample “Werbung von Alma Terhorst”',
      '',
    ]);
    expect(stderr).toMatch(/^\d+ examples tried, 2 failed; 1 rule without an example\n$/u);
  });

  test.concurrent('refuses a broken file', async () => {
    expect((await rules(folderWith(FILES), 'test', 'broken.yaml')).status).toBe(2);
  });
});

describe('rules merge', () => {
  test.concurrent('merges files; decisions of people take precedence', async () => {
    const approved = GOOD.replace('status: candidate', 'status: approved').replace('id: bote-share', 'id: other-share');
    const cwd = folderWith({ ...FILES, 'approved.yaml': approved });
    const { status, stdout, stderr } = await rules(cwd, 'merge', 'good.yaml', 'approved.yaml', 'bad.yaml', '--out', 'out/all.yaml');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const merged = parseRules(readFileSync(path.join(cwd, 'out/all.yaml'), 'utf8'), 'all.yaml').rules;
    expect(merged.find(({ id }) => id === 'bote-more')?.status).toBe('approved');
    expect(merged.map(({ id }) => id)).not.toContain('other-share');
    expect(stderr).toBe(
      `note one: the files differ in its category: share, navigation\n${merged.length} rules of 16 written to out/all.yaml\n`,
    );
  });

  test.concurrent('requires two files and an output', async () => {
    const cwd = folderWith(FILES);
    const [one, nowhere] = await Promise.all([
      rules(cwd, 'merge', 'good.yaml', '--out', 'x.yaml'),
      rules(cwd, 'merge', 'good.yaml', 'bad.yaml'),
    ]);
    expect([one.status, nowhere.status]).toEqual([2, 2]);
    expect(one.stderr).toBe('klartext: name at least two rule files to merge\n');
    expect((await rules(cwd, 'merge', 'good.yaml', 'bad.yaml', '--out', '.')).stderr).toBe(
      'klartext: --out: . is a folder; name a file in it\n',
    );
    expect(Object.keys(filesIn(cwd))).not.toContain('x.yaml');
  });
});

describe('klartext rules', () => {
  test.concurrent('requires an existing command, and explains each', async () => {
    const [none, wrong, help] = await Promise.all([rules('.'), rules('.', 'burn'), rules('.', '--help')]);
    expect([none.status, wrong.status, help.status]).toEqual([2, 2, 0]);
    const hint = 'Try “klartext rules --help”.\n';
    expect([none.stderr, wrong.stderr]).toEqual(Array(2).fill(`klartext: Name one of list, show, check, test, merge, diff.\n${hint}`));
    expect((await rules('.', 'shwo', 'x')).stderr).toBe(`klartext: Did you mean show?\n${hint}`);
    expect((await rules('.', 'diff', 'a.yaml')).stderr).toBe(`klartext: too few arguments: 1 given, at least 3 needed\n${hint}`);
    for (const name of ['list', 'show', 'check', 'test', 'merge', 'diff']) expect(help.stdout).toContain(`klartext rules ${name}`);
  });
});
