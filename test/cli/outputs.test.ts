/** No input, and no file made by someone else, is ever overwritten, whatever its name and whatever the command. */
import { linkSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, removeFolders, shell } from '../support/command.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const ARTICLE = `Möbelstück\n\n${SENTENCE}\n`;
const rules = (id: string, status = '') =>
  `format: klartext-rules/1\nrules:\n  - { id: ${id}, category: ad, remove: block, match: { text: Möbelstück }${status} }\n`;
const RECORD = `${JSON.stringify({ id: 1, text: ARTICLE })}\n`;
const OWN = ['--packs', 'none', '--engine', 'fast', '--model', 'none', '--quiet'];

/** Files of every kind that commands read, and other names for some of them. */
function everything(): string {
  const cwd = folderWith({
    'in/a.txt': ARTICLE,
    'in/b.html': `<p>${SENTENCE}</p>`,
    'in/list.jsonl': RECORD,
    'in/list.jsonl.part': RECORD,
    'in/other.jsonl.part': RECORD,
    'r.yaml': rules('piece'),
    's.yaml': rules('other'),
    'klartext.config.yaml': 'packs: none\n',
    'new/c.txt': ARTICLE,
    'rules.jsonl': rules('piece'),
    'one.obs': gzipSync('{"format":"klartext-observations/2"}\n{"end":0}\n'),
  });
  symlinkSync('in', path.join(cwd, 'link'));
  symlinkSync('in/list.jsonl', path.join(cwd, 'link.jsonl'));
  linkSync(path.join(cwd, 'in/list.jsonl'), path.join(cwd, 'hard.jsonl'));
  linkSync(path.join(cwd, 'r.yaml'), path.join(cwd, 'hard.yaml'));
  return cwd;
}

describe('an input is not overwritten', () => {
  const clean = (...args: readonly string[]) => ['clean', 'in', ...args];
  test.concurrent.each([
    ['by what was removed', clean('--out', 'out', '--removed', 'in/list.jsonl'), '--removed: in/list.jsonl is one of the inputs'],
    ['by what failed', clean('--errors', 'in/list.jsonl'), '--errors: in/list.jsonl is one of the inputs'],
    ['by records', clean('--out', 'in/list.jsonl'), '--out: in/list.jsonl is one of the inputs'],
    ['behind a link', clean('--out', 'link.jsonl'), '--out: link.jsonl is one of the inputs'],
    ['by another name of its own', clean('--out', 'hard.jsonl'), '--out: hard.jsonl is one of the inputs'],
    ['in its own folder', clean('--out', 'in'), '--out: in/a.txt is one of the inputs'],
    ['in its own folder, by another name', clean('--out', 'link'), '--out: link/a.txt is one of the inputs'],
    ['in its own folder, by a way around', clean('--out', './new/../in'), '--out: in/a.txt is one of the inputs'],
    ['where it is read through a link', ['clean', 'link', '--out', 'in'], '--out: in/a.txt is one of the inputs'],
    [
      'on the way to a file',
      ['clean', 'in/other.jsonl.part', '--out', 'in/other.jsonl'],
      '--out: in/other.jsonl.part is one of the inputs',
    ],
    [
      'where it is a rule file',
      clean('--rules=rules.jsonl', '--removed', 'rules.jsonl'),
      '--removed: rules.jsonl is one of the rule files',
    ],
    ['by rules that are learned', ['learn', 'in', 'r.yaml', '--out', 'hard.yaml'], '--out: hard.yaml is one of the inputs'],
    ['by observations', ['learn', 'in', '--observe', 'in/a.txt'], '--observe: in/a.txt is one of the inputs'],
    [
      'by observations, where it is some',
      ['learn', '--merge', 'one.obs', '--observe', 'one.obs'],
      '--observe: one.obs is one of the files',
    ],
    [
      'by rules, where it is the configuration',
      ['learn', 'in', '--out', 'klartext.config.yaml'],
      'klartext.config.yaml is the configuration',
    ],
    [
      'by the rules of others',
      ['learn', 'in', '--update', 's.yaml', '--out', 'r.yaml', '--observe', 'r.yaml'],
      'already the file of --out',
    ],
    ['by merged rules', ['rules', 'merge', 'r.yaml', 's.yaml', '--out', 'hard.yaml'], '--out: hard.yaml is one of the rule files'],
    ['by two outputs of one name', clean('--out', 's.jsonl', '--removed', './new/../s.jsonl'), 'already the file of --out'],
    ['by names that some systems take for one', clean('--removed', 's.jsonl', '--errors', 'S.jsonl'), 'already the file of --removed'],
  ])('%s', async (_, args, message) => {
    const cwd = everything();
    const before = filesIn(cwd);
    const quiet = args[0] === 'clean' ? OWN : [];
    const { status, stderr } = await klartext([...args, '--force', ...quiet], { cwd });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(filesIn(cwd)).toEqual(before);
  });

  test.concurrent('by a record of that name, which is known only when it is read', async () => {
    const cwd = folderWith({ 'in/list.jsonl': `${JSON.stringify({ id: 'b', text: ARTICLE })}\n`, 'x/list/b.txt': 'Quelle\n' });
    const { status, stderr } = await klartext(['clean', 'in/list.jsonl', 'x/list/b.txt', '--out', 'x', '--force', ...OWN], { cwd });
    expect([status, stderr]).toEqual([1, 'error in/list.jsonl#1: x/list/b.txt is one of the inputs and would be overwritten\n']);
    expect(filesIn(cwd)).toMatchObject({ 'x/list/b.txt': 'Quelle\n', 'x/b.txt': 'Quelle\n' });
  });

  test.concurrent('by a document, if another output of the run is in the folder', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'in/b.txt': ARTICLE });
    const { status, stderr } = await klartext(['clean', 'in', '--to', 'jsonl', '--out', 'out', '--errors', 'out/a.jsonl', ...OWN], { cwd });
    expect([status, stderr]).toEqual([2, 'klartext: --out: out/a.jsonl is another output of this run\n']);
  });

  test.concurrent('by standard output or from standard input, which a shell has opened', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'in/out.txt': '', 'b.jsonl': RECORD });
    const run = (line: string) => shell(line, cwd);
    const written = await run(`klartext clean in ${OWN.join(' ')} > in/out.txt`);
    expect([written.status, filesIn(cwd)['in/out.txt']]).toEqual([0, ARTICLE]);
    const added = await run(`klartext clean in ${OWN.join(' ')} >> in/out.txt`);
    expect([added.status, added.stderr]).toEqual([2, expect.stringContaining('in/out.txt is one of the inputs, but standard output')]);
    expect((await run('klartext explain in >> in/a.txt')).status).toBe(2);
    const read = await run('klartext clean - --errors b.jsonl --force < b.jsonl');
    expect([read.status, read.stderr]).toEqual([2, expect.stringContaining('--errors: b.jsonl is one of the inputs')]);
    expect(filesIn(cwd)).toEqual({ 'in/a.txt': ARTICLE, 'in/out.txt': ARTICLE, 'b.jsonl': RECORD });
  });
});

describe('a file made by someone else', () => {
  const known = 'already exists and was not made by a known run; --force replaces it';

  test.concurrent('is kept in a folder; once replaced with --force, it counts as our own', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'out/a.txt': 'alt', 'out/b.txt': 'bleibt' });
    const run = (...more: string[]) => klartext(['clean', 'in', '--out', 'out', ...OWN, ...more], { cwd });
    expect(await run()).toMatchObject({ status: 2, stderr: `klartext: --out: out/a.txt ${known}\n` });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': 'alt', 'b.txt': 'bleibt' });
    expect((await run('--force')).status).toBe(0);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': ARTICLE, 'b.txt': 'bleibt' });
    expect((await run('--no-resume')).status).toBe(0);
    // It existed before the first run.
    writeFileSync(path.join(cwd, 'in/b.txt'), ARTICLE);
    utimesSync(path.join(cwd, 'out/b.txt'), 1e9, 1e9);
    expect(await run()).toMatchObject({ status: 2, stderr: `klartext: --out: out/b.txt ${known}\n` });
  });

  test.concurrent('is kept in a folder if only a record has its name', async () => {
    const cwd = folderWith({ 'in.jsonl': `${RECORD}${RECORD.replace('1', '2')}`, 'out/in/1.txt': 'alt' });
    const { status, stderr } = await klartext(['clean', 'in.jsonl', '--out', 'out', ...OWN], { cwd });
    expect([status, stderr]).toEqual([1, `error in.jsonl#1: out/in/1.txt ${known}\n`]);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'in/1.txt': 'alt', 'in/2.txt': ARTICLE });
  });

  test.concurrent.each(['--out', '--removed', '--errors'])(
    'is kept if it has the name of a record file for %s, or of its temporary file',
    async (option) => {
      for (const name of ['r.jsonl', 'r.jsonl.part']) {
        const cwd = folderWith({ 'in/a.txt': ARTICLE, [name]: '{"body":"von anderswo"}\n' });
        const { status, stderr } = await klartext(['clean', 'in', option, 'r.jsonl', ...OWN], { cwd });
        expect([status, stderr]).toEqual([2, `klartext: ${option}: ${name} ${known}\n`]);
        expect(filesIn(cwd)).toEqual({ 'in/a.txt': ARTICLE, [name]: '{"body":"von anderswo"}\n' });
      }
    },
  );

  test.concurrent('is also an output that was edited afterwards', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE });
    const run = (...more: string[]) => klartext(['clean', 'in', '--out', 'out.jsonl', '--no-verdicts', ...OWN, ...more], { cwd });
    expect([(await run()).status, (await run('--no-resume')).status]).toEqual([0, 0]);
    writeFileSync(path.join(cwd, 'out.jsonl'), 'bearbeitet');
    expect(await run()).toMatchObject({
      status: 2,
      stderr: 'klartext: --out: out.jsonl has been changed since it was written; --force replaces it\n',
    });
    expect((await run('--force')).status).toBe(0);
  });

  test.concurrent('is not confused with outputs that this program wrote on another machine', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE });
    for (const out of ['out.jsonl', 'out.jsonl.gz', 'out.parquet']) {
      for (const name of ['one', 'two']) {
        const args = ['clean', 'in', '--out', out, '--removed', 'r.jsonl.zst', ...OWN];
        const { status, stderr } = await klartext(args, { cwd, env: { XDG_CACHE_HOME: path.join(cwd, `cache-${name}`) } });
        expect([out, status, stderr]).toEqual([out, 0, '']);
      }
    }
  });

  test.concurrent('fails only the document that would be restored there', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'in/b.txt': ARTICLE, 'again/a.txt': 'anders' });
    await klartext(['clean', 'in', '--out', 'out', '--removed', 'r.jsonl', ...OWN], { cwd });
    const restore = (...more: string[]) =>
      klartext(['restore', 'out', '--removed', 'r.jsonl', '--out', 'again', '--quiet', ...more], { cwd });
    expect(await restore()).toMatchObject({ status: 1, stderr: `error in/a.txt: again/a.txt ${known}\n` });
    expect(filesIn(path.join(cwd, 'again'))).toEqual({ 'a.txt': 'anders', 'b.txt': ARTICLE });
    expect([(await restore('--force')).status, (await restore()).status]).toEqual([0, 0]);
    expect(filesIn(path.join(cwd, 'again'))).toEqual({ 'a.txt': ARTICLE, 'b.txt': ARTICLE });
  });
});

describe('rules edited by people', () => {
  const article = (i: number) =>
    [
      'Hohenwieker Bote online',
      `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
      `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es in Ort${i} hell wurde.`,
      'Impressum und Kontakt zum Verlag',
    ].join('\n\n');
  const corpus = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`in/bote.example/${i}.txt`, article(i)]));

  test('are kept by learn --out, however they were edited; learned rules are replaced', async () => {
    const cwd = folderWith(corpus);
    const file = path.join(cwd, 'rules.yaml');
    const learn = (...more: string[]) => klartext(['learn', 'in', '--packs', 'none', '--engine', 'fast', ...more], { cwd });
    expect([(await learn('--out', 'rules.yaml')).status, (await learn('--out', 'rules.yaml')).status]).toEqual([0, 0]);
    const learned = readFileSync(file, 'utf8');
    for (const edited of [
      `${learned}# gesehen, Uta\n`,
      learned.replace('    remove:\n', '    approved:\n'),
      learned.replace('navigation: {', 'share: {'),
      learned.replace('until: start', 'until: end'),
    ]) {
      expect(edited).not.toBe(learned);
      writeFileSync(file, edited);
      expect(await learn('--out', 'rules.yaml')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('was edited since; --force'),
      });
      expect(readFileSync(file, 'utf8')).toBe(edited);
    }
    // Converted line ends are not an edit.
    writeFileSync(file, learned.replaceAll('\n', '\r\n'));
    expect((await learn('--out', 'rules.yaml')).status).toBe(0);
    // A text that was vetoed, and one that was only moved to another category.
    for (const [from, to, kept] of [
      ['    remove:\n', '    vetoed:\n', '    vetoed:\n'],
      ['navigation: {', 'share: {', 'learned: navigation'],
    ]) {
      writeFileSync(file, learned.replace(from, to));
      expect((await learn('--update', 'rules.yaml')).status).toBe(0);
      expect(await learn('--out', 'rules.yaml')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('contains decisions made by people; --force'),
      });
      expect(readFileSync(file, 'utf8')).toContain(kept);
    }
    expect((await learn('--out', 'rules.yaml', '--force')).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(learned);
  });

  test('are kept by rules merge, which replaces only its own results', async () => {
    const cwd = folderWith({ 'a.yaml': rules('a', ', status: approved'), 'b.yaml': rules('b'), 'mine.yaml': rules('mine') });
    const merge = (out: string) => klartext(['rules', 'merge', 'a.yaml', 'b.yaml', '--out', out], { cwd });
    expect([(await merge('c.yaml')).status, (await merge('c.yaml')).status]).toEqual([0, 0]);
    expect(await merge('mine.yaml')).toMatchObject({ status: 2, stderr: expect.stringContaining('--out: mine.yaml already exists') });
    expect(filesIn(cwd)['mine.yaml']).toBe(rules('mine'));
    renameSync(path.join(cwd, 'mine.yaml'), path.join(cwd, 'c.yaml'));
    expect((await merge('c.yaml')).status).toBe(2);
  });
});

describe('an output that cannot be written', () => {
  test.concurrent.each([
    ['a table of no kind', ['clean', 'in', '--out', 'out.csv'], '--out: out.csv: record files end in .jsonl'],
    ['a compression of no kind', ['clean', 'in', '--out', 'out.jsonl.xz'], '--out: out.jsonl.xz: record files end in .jsonl'],
    ['a single text', ['clean', 'in', '--out', 'a.txt'], '--out: a.txt: record files end in .jsonl'],
    ['a folder where a file is', ['clean', 'in', '--out', 'datei'], '--out: datei is a file; name a folder'],
    ['a folder below a file', ['clean', 'in', '--out', 'datei/out'], 'is a file, not a folder'],
    ['records where a folder is', ['clean', 'in', '--out', 'folder.jsonl'], '--out: folder.jsonl is a folder; name a file in it'],
    ['a folder behind a link to nothing', ['clean', 'in', '--out', 'nichts'], '--out: nichts is a broken link'],
    [
      'originals in a table',
      ['restore', 'in', '--removed', 'r.jsonl', '--to', 'jsonl', '--out', 'x.parquet'],
      '--out: x.parquet: name a .jsonl',
    ],
    ['rules that no command reads', ['learn', 'in', '--out', 'rules.txt'], '--out: rules.txt: a rule file ends in .yaml, .yml or .json'],
    [
      'merged rules that no command reads',
      ['rules', 'merge', 'r.yaml', 's.yaml', '--out', 'rules'],
      '--out: rules: a rule file ends in .yaml',
    ],
    ['rules below a file', ['learn', 'in', '--out', 'datei/r.yaml'], 'is a file, not a folder'],
    [
      'with a broken rule file, before anything is learned',
      ['clean', 'in', '--learn', '--rules', 'kaputt.yaml'],
      'klartext: kaputt.yaml:1: ',
    ],
  ])('is refused immediately: %s', async (_, args, message) => {
    const files = {
      'in/a.txt': ARTICLE,
      datei: 'x',
      'folder.jsonl/a.txt': 'x',
      'kaputt.yaml': 'format: nichts\n',
      'r.jsonl': '',
      'r.yaml': rules('r'),
      's.yaml': rules('s'),
    };
    const cwd = folderWith(files);
    symlinkSync('nirgends', path.join(cwd, 'nichts'));
    const { status, stdout, stderr } = await klartext(args, { cwd });
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)]);
    rmSync(path.join(cwd, 'nichts'));
    expect(filesIn(cwd)).toEqual(files);
  });

  test.concurrent('is not a folder named like a file, if it exists or has a trailing slash', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'there.csv/b.txt': 'x' });
    for (const out of ['new.csv/', 'there.csv']) expect((await klartext(['clean', 'in', '--out', out, ...OWN], { cwd })).status).toBe(0);
    expect(filesIn(cwd)).toMatchObject({ 'new.csv/a.txt': ARTICLE, 'there.csv/a.txt': ARTICLE });
  });

  test.concurrent('is a configuration in place of which there is a folder', async () => {
    const cwd = folderWith({ 'klartext.config.yaml/x': '' });
    expect(await klartext(['init', '--force'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'klartext: klartext.config.yaml is a folder; name a file in it\n',
    });
  });
});
