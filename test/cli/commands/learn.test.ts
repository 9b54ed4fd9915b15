/** `klartext learn` and `clean --learn` as run by users: outputs, messages and exit status. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseRules } from '../../../src/index.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';
import { SAMPLES, sampleFiles } from '../../support/samples.js';

afterAll(removeFolders);

const FAST = ['--packs', 'none', '--engine', 'fast'];
/** The same for cleaning, with rules only. */
const BY_RULES = [...FAST, '--model', 'none'];

function article(i: number, top: string, mark = 'Textgröße ändern:'): string {
  return [
    top,
    mark,
    `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
    `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es in Ort${i} hell wurde.`,
    `Niemand in Ort${i} konnte sagen, warum die Glocke ${i + 2} Mal läutete, obwohl der Turm leer stand.`,
    'Impressum und Kontakt zum Verlag',
  ].join('\n\n');
}

/** Articles of two sites, a folder each. */
function corpus(count = 12, top = 'Hohenwieker Bote online'): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    files[`in/bote.example/${i}.txt`] = article(i, top);
    files[`in/kurier.example/${i}.txt`] = article(i + 500, 'Der Kurier aus Lautersand', 'Schrift größer stellen');
  }
  return files;
}

const rulesIn = (cwd: string, file = 'rules.yaml') => parseRules(readFileSync(path.join(cwd, file), 'utf8'), file).rules;
const textsOf = (cwd: string, site: string) => rulesIn(cwd).flatMap((rule) => (rule.site === site ? (rule.match.text ?? []) : []));

describe('klartext learn', () => {
  test.concurrent('writes the rules of each site, and prints them as a table', async () => {
    const cwd = folderWith(corpus());
    const { status, stdout, stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(status).toBe(0);
    expect(textsOf(cwd, 'bote.example')).toEqual(expect.arrayContaining(['Hohenwieker Bote online', 'Textgröße ändern:']));
    expect(textsOf(cwd, 'kurier.example')).toEqual(expect.arrayContaining(['Der Kurier aus Lautersand']));
    const [head, bote, kurier, total, blank, note] = stdout.split('\n');
    expect(head).toMatch(/^site +documents +articles +rules +candidates +removes +rules by category$/u);
    expect(bote).toMatch(/^bote\.example +12 +12 +\d+ +\d+ +\d+\.\d % +\w/u);
    expect(kurier).toMatch(/^kurier\.example +12 +12 /u);
    expect(total).toMatch(/^2 sites +24 +24 /u);
    expect(blank).toBe('');
    expect(note).toContain('Removes: share of words');
    // Numbers are right-aligned.
    for (const line of [bote, kurier, total]) {
      for (const title of ['documents', 'articles', 'rules', 'removes']) {
        expect(line[head.indexOf(` ${title} `) + title.length]).toMatch(/[\d%]/u);
      }
    }
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe(`${rulesIn(cwd).length} rules written to rules.yaml\n`);
  });

  test.concurrent('of more documents than a sample holds says what the articles are counted in', async () => {
    const many = Array.from({ length: 230 }, (_, i) => [
      `in/bote.example/${i}.txt`,
      `Hohenwieker Bote online\n\nAm ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
    ]);
    const cwd = folderWith({ ...corpus(), ...Object.fromEntries(many) });
    const { stdout } = await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(stdout).toMatch(/^bote\.example +230 +\d+ of a sample of 200 /mu);
    expect(stdout).toMatch(/^kurier\.example +12 +12 /mu);
    expect(stdout).toMatch(/^2 sites +242 +\d+ of a sample of 212 /mu);
    expect(stdout).toContain('Articles: documents without near-duplicates, of large sites in a sample.');
  });

  test.concurrent('of one site prints no total; with FORCE_COLOR it is coloured', async () => {
    const cwd = folderWith(corpus());
    const { stdout } = await klartext(['learn', 'in/bote.example', '--out', 'rules.yaml', ...FAST], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[1m');
    expect(stdout).not.toContain('1 sites');
    expect(stdout).toContain('bote.example');
  });

  test.concurrent('of parts, merged in any order, gives the same bytes as learning from the whole', async () => {
    const cwd = folderWith({});
    const learn = (...args: string[]) => klartext(['learn', ...args], { cwd });
    // Every site is split: its texts into one part, its pages into the other.
    const [texts, pages] = ['.txt', '.html'].map((ending) => sampleFiles(SAMPLES, ending).map((name) => path.join(SAMPLES, name)));
    const runs = await Promise.all([
      learn(SAMPLES, '--out', 'whole.yaml', '--observe', 'whole.obs'),
      learn(...texts, '--observe', '1.obs'),
      learn(...pages, '--observe', '2.obs'),
    ]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(runs[1].stdout).toBe('');
    expect(runs[1].stderr).toMatch(/^\d+ documents observed of \d+ sites, \d+ kept in 1\.obs\n$/u);
    const merged = await Promise.all([
      learn('--merge', '1.obs', '2.obs', '--out', 'a.yaml', '--observe', 'a.obs'),
      learn('--merge', '2.obs', '1.obs', '--out', 'b.yaml'),
    ]);
    expect(merged.map(({ status }) => status)).toEqual([0, 0]);
    const bytes = (name: string) => readFileSync(path.join(cwd, name));
    expect(bytes('whole.yaml').length).toBeGreaterThan(2000);
    expect(bytes('a.yaml').equals(bytes('whole.yaml'))).toBe(true);
    expect(bytes('b.yaml').equals(bytes('whole.yaml'))).toBe(true);
    expect(bytes('a.obs').equals(bytes('whole.obs'))).toBe(true);
  });

  test.concurrent('--update keeps decisions of people, suspends rules that a new layout has lost, then drops and reports them', async () => {
    const cwd = folderWith(corpus());
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    const before = readFileSync(path.join(cwd, 'rules.yaml'), 'utf8');
    const idOf = (text: string) => rulesIn(cwd).find(({ match, scope }) => scope === 'block' && match.text?.[0] === text)?.id as string;
    const [font, masthead] = ['Textgröße ändern:', 'Hohenwieker Bote online'].map(idOf);
    const vetoed = before
      .replace(', "Textgröße ändern:": 12 }', ' }')
      .replace('    rules:', '    vetoed: { navigation: { "Textgröße ändern:": 12 } }\n    rules:');
    expect(vetoed).not.toBe(before);
    const relaid = folderWith({ ...corpus(12, 'Bote von Hohenwiek – neu gestaltet'), 'rules.yaml': vetoed });
    const update = () => klartext(['learn', 'in', '--update', 'rules.yaml', ...FAST], { cwd: relaid });
    const first = await update();
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^bote\.example: 1 kept, .*\d new, \d suspended$/mu);
    expect(first.stdout).toContain(`  suspended ${masthead}: not seen in 12 newer articles of its site`);
    const statusOf = (id: string) => rulesIn(relaid).find((rule) => rule.id === id)?.status;
    expect([statusOf(font), statusOf(masthead)]).toEqual(['vetoed', 'suspended']);
    expect(textsOf(relaid, 'bote.example')).toContain('Bote von Hohenwiek – neu gestaltet');
    const second = await update();
    expect(second.stdout).toContain(`  dropped ${masthead}: still not seen`);
    expect(rulesIn(relaid).map(({ id }) => id)).not.toContain(masthead);
    const third = await update();
    expect(third.stdout).not.toMatch(/suspended|dropped|new/u);
    expect(statusOf(font)).toBe('vetoed');
  });

  test.concurrent('names rules that it suspends immediately, and since when they no longer match', async () => {
    const cwd = folderWith(
      Object.fromEntries(
        Array.from({ length: 24 }, (_, i) => {
          const date = `<meta property="article:published_time" content="2024-05-${String(i + 1).padStart(2, '0')}">`;
          const paragraphs = article(i, 'Hohenwieker Bote online', i < 12 ? `Heft ${i + 3} vom Deich` : 'Textgröße ändern:').split('\n\n');
          return [`in/bote.example/${i}.html`, `<head>${date}</head>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`];
        }),
      ),
    );
    const { stdout } = await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    const suspended = rulesIn(cwd).filter(({ status }) => status === 'suspended');
    expect(suspended.map(({ match }) => match.pattern)).toEqual([['Heft {num} vom Deich']]);
    expect(suspended[0].evidence).toMatchObject({ since: '2024-05-01', until: '2024-05-12' });
    // A single text has no dates of its own.
    const masthead = rulesIn(cwd).find(({ match, scope }) => scope === 'block' && match.text?.[0] === 'Hohenwieker Bote online');
    expect(masthead?.evidence).toEqual({
      documents: 24,
      of: 24,
      contentHits: 0,
      confidence: masthead?.confidence,
      examples: masthead?.match.text,
    });
    expect(readFileSync(path.join(cwd, 'rules.yaml'), 'utf8')).toContain('  # 24 pages of 2024-05-01 to 2024-05-24. The rules take ');
    expect(stdout).toContain(
      `\nbote.example: 1 suspended\n  suspended ${suspended[0].id}: not seen since 2024-05-12, in 12 newer documents of its site\n`,
    );
    const { stderr } = await klartext(['clean', 'in', '--learn', '--out', 'out', ...FAST], { cwd });
    const active = rulesIn(cwd).length - 1;
    expect(stderr).toContain(`${active} rules of 1 site learned first; 1 not applied (candidates or suspended): `);
  });

  test.concurrent('continues after an unreadable document, names it, and ends with status 1', async () => {
    const cwd = folderWith({ ...corpus(), 'in/bote.example/leer.txt': '' });
    const { status, stdout, stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('error in/bote.example/leer.txt: the file is empty\n');
    expect(stdout).toMatch(/^bote\.example +12 /mu);
  });

  test.concurrent('reports the number of documents without a known site', async () => {
    const cwd = folderWith({ 'in/a.txt': article(1, 'Bote'), 'in/b.txt': article(2, 'Kurier') });
    const { stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', '--site', 'url', ...FAST], { cwd });
    expect(stderr).toContain('2 documents without a known site');
  });

  test.concurrent('says why it has learned nothing, and prints no empty table', async () => {
    const cwd = folderWith({ 'in/a.txt': article(1, 'Bote') });
    const { status, stdout, stderr } = await klartext(['learn', 'in', '--out', 'rules.yaml', '--site', 'bote.example', ...FAST], { cwd });
    expect([status, stdout, rulesIn(cwd)]).toEqual([0, '', []]);
    expect(stderr).toBe(
      'note nothing was learned: it takes several documents of a site to see what they share\n0 rules written to rules.yaml\n',
    );
  });

  test.concurrent.each([
    ['nothing to learn from', [], 'name at least one file, folder or glob to learn from'],
    ['nowhere to write', ['in'], 'name an output: --out'],
    ['a file to write that has no name', ['in', '--out'], '--out: name the file to write'],
    ['a folder in place of the file to write', ['in', '--out', 'in'], '--out: in is a folder; name a file in it'],
    ['a folder in place of the file of observations', ['in', '--observe', 'in'], '--observe: in is a folder; name a file in it'],
    ['a folder that does not exist', ['none', '--out', 'r.yaml'], 'none: no such file or folder'],
    ['a file to update that does not exist', ['in', '--update', 'none.yaml'], '--update: none.yaml does not exist'],
    ['a file to update that is broken', ['in', '--update', 'broken.yaml'], 'broken.yaml:1: '],
    ['observations that are none', ['--merge', 'broken.yaml', '--out', 'r.yaml'], 'broken.yaml:1: not a file written by'],
    ['a pack that does not exist', ['in', '--out', 'r.yaml', '--packs', 'xx'], '--packs: unknown pack “xx”'],
    ['an engine that does not exist', ['in', '--out', 'r.yaml', '--engine', 'slow'], 'Invalid values'],
  ])('ends with status 2 for %s, and writes nothing', async (_, args, message) => {
    const cwd = folderWith({ 'in/a.txt': article(1, 'Bote'), 'broken.yaml': 'format: rules\n' });
    const { status, stdout, stderr } = await klartext(['learn', ...args], { cwd });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`klartext: ${message}`);
    expect(stderr).not.toContain('    at ');
    expect(Object.keys(filesIn(cwd))).toEqual(['broken.yaml', 'in/a.txt']);
  });

  test.concurrent('explains itself', async () => {
    const { status, stdout } = await klartext(['learn', '--help']);
    expect(status).toBe(0);
    for (const option of ['--out', '--update', '--observe', '--merge', '--packs', '--engine', '--site', 'Examples:']) {
      expect(stdout).toContain(option);
    }
  });
});

describe('klartext clean --learn', () => {
  test.concurrent('learns from the folder, cleans it with what it learned, and says so', async () => {
    const cwd = folderWith(corpus());
    const { status, stderr } = await klartext(['clean', 'in', '--learn', '--out', 'out', ...BY_RULES], { cwd });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^\d+ rules? of 2 sites learned first/u);
    expect(stderr).toContain('24 documents cleaned into out');
    const { 'bote.example/3.txt': body } = filesIn(path.join(cwd, 'out'));
    expect(body).toContain('Am 3. Tag kamen 10 Boote');
    expect(body).not.toContain('Textgröße ändern');
    expect(body).not.toContain('Hohenwieker Bote online');
  });

  test.concurrent('gives the same result as learning and then cleaning with the file', async () => {
    const cwd = folderWith(corpus());
    await klartext(['clean', 'in', '--learn', '--out', 'at-once', ...BY_RULES], { cwd });
    await klartext(['learn', 'in', '--out', 'rules.yaml', ...FAST], { cwd });
    await klartext(['clean', 'in', '--rules', 'rules.yaml', '--out', 'in-two', ...BY_RULES], { cwd });
    expect(filesIn(path.join(cwd, 'at-once'))).toEqual(filesIn(path.join(cwd, 'in-two')));
  });

  test('refuses standard input, which cannot be read twice', async () => {
    const { status, stderr } = await klartext(['clean', '-', '--learn', ...BY_RULES], { input: article(1, 'Bote') });
    expect(status).toBe(2);
    expect(stderr).toContain('standard input can be read only once');
  });
});
