/**
 * The configuration file: where it is found, which commands it applies to, what overrides it, and how errors in it are
 * reported.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { closest } from '../../../src/text/didYouMean.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const ARTICLE = `Möbelstück\n\n${SENTENCE}\n`;
const BODY = `${SENTENCE}\n`;
const RULES = 'format: klartext-rules/1\nrules:\n  - { id: piece, category: ad, remove: block, match: { text: Möbelstück } }\n';
/** Fast, and independent of the packs. */
const PLAIN = 'packs: none\nengine: fast\nmodel: none\n';

/** The result of cleaning a text, with a configuration in the same folder. */
async function cleanBeside(config: string, args: readonly string[] = [], name = 'klartext.config.yaml') {
  const cwd = folderWith({ 'a.txt': ARTICLE, 'rules.yaml': RULES, [name]: config });
  return klartext(['clean', 'a.txt', ...args], { cwd });
}

describe('a configuration', () => {
  test.concurrent.each([
    ['klartext.config.yaml', `${PLAIN}rules: rules.yaml\n`],
    ['klartext.config.yml', `${PLAIN}rules: [rules.yaml]\n`],
    ['klartext.config.json', '{ "packs": "none", "engine": "fast", "model": "none",\n\t"rules": ["rules.yaml"] }\n'],
  ])('is read from %s', async (name, config) => {
    expect(await cleanBeside(config, [], name)).toEqual({ status: 0, stdout: BODY, stderr: '' });
  });

  test.concurrent('is the one in the nearest folder, even if empty; its paths are relative to it', async () => {
    const root = folderWith({
      'klartext.config.yaml': `${PLAIN}rules: rules.yaml\nclean:\n  out: bodies\n`,
      'rules.yaml': RULES,
      'in/deep/a.txt': ARTICLE,
      'empty/klartext.config.json': '',
      'empty/a.txt': SENTENCE,
    });
    const found = await klartext(['clean', 'a.txt'], { cwd: path.join(root, 'in/deep') });
    expect([found.status, found.stdout]).toEqual([0, '']);
    const note = 'note ../../klartext.config.yaml: sets out to ../../bodies; --no-config ignores the file\n';
    expect(found.stderr.slice(0, note.length)).toBe(note);
    expect(found.stderr.slice(note.length)).toMatch(/^1 document cleaned into \.\.\/\.\.\/bodies: /u);
    expect(filesIn(path.join(root, 'bodies'))).toEqual({ 'a.txt': BODY });
    expect((await klartext(['clean', 'a.txt'], { cwd: path.join(root, 'empty') })).stdout).toBe(BODY);
  });

  test.concurrent('in a folder above is named if it sets outputs that no flag overrides', async () => {
    const root = folderWith({
      'klartext.config.yaml': `${PLAIN}clean: { out: bodies, removed: r.jsonl }\nlearn: { out: learned.yaml }\n`,
      'in/a.txt': ARTICLE,
    });
    const cwd = path.join(root, 'in');
    const noteOf = async (...args: string[]) =>
      (await klartext(args, { cwd })).stderr.split('\n').find((line) => line.includes('.config.'));
    const note = 'note ../klartext.config.yaml: sets ';
    expect(await noteOf('clean', 'a.txt', '--quiet')).toBe(`${note}out to ../bodies, removed to ../r.jsonl; --no-config ignores the file`);
    expect(await noteOf('clean', 'a.txt', '--out', 'x')).toBe(`${note}removed to ../r.jsonl; --no-config ignores the file`);
    expect(await noteOf('learn', 'a.txt')).toBe(`${note}out to ../learned.yaml; --no-config ignores the file`);
    expect(JSON.parse((await noteOf('clean', 'a.txt', '--log', 'json')) ?? '')).toMatchObject({
      event: 'note',
      document: '../klartext.config.yaml',
      message: 'sets out to ../bodies, removed to ../r.jsonl; --no-config ignores the file',
    });
    // In the working folder or named explicitly it is no surprise; `explain` writes nothing.
    expect(await noteOf('explain', 'a.txt')).toBeUndefined();
    expect(await noteOf('clean', 'a.txt', '--config', '../klartext.config.yaml')).toBeUndefined();
    expect((await klartext(['clean', 'in'], { cwd: root })).stderr).not.toContain('.config.');
  });

  test.concurrent('applies to all commands at the top, and to one command under its name, which takes precedence', async () => {
    const cwd = folderWith({
      'klartext.config.yaml': `${PLAIN}to: json\nrules: rules.yaml\nclean:\n  to: md\nexplain:\n  removed: true\nlearn:\n  out: learned.yaml\n  site: path\n`,
      'rules.yaml': RULES,
      'in/a.txt': ARTICLE,
      'in/b.txt': ARTICLE,
      'in/c.txt': ARTICLE,
    });
    expect((await klartext(['clean', 'in/a.txt'], { cwd })).stdout).toMatch(/^---\n/u);
    const explained = await klartext(['explain', 'in/a.txt'], { cwd });
    expect(explained.stdout).toContain('Möbelstück');
    expect(explained.stdout).not.toContain(SENTENCE);
    const learned = await klartext(['learn', 'in'], { cwd });
    expect([learned.status, Object.keys(filesIn(cwd)).includes('learned.yaml')]).toEqual([0, true]);
    const unnamed = 'documents without a known site';
    expect(learned.stderr).not.toContain(unnamed);
    expect((await klartext(['learn', 'in', '--site', 'auto'], { cwd })).stderr).toContain(unnamed);
  });

  test.concurrent('is overridden by flags and overrides defaults', async () => {
    const config = `${PLAIN}rules: rules.yaml\nclean: { to: json, quiet: true, out: bodies }\n`;
    const cwd = folderWith({
      'in/a.txt': ARTICLE,
      'rules.yaml': RULES,
      'other.yaml': RULES.replace('Möbelstück', 'Sonst'),
      'c.yaml': config,
    });
    const run = (...args: string[]) => klartext(['clean', 'in', '--config', 'c.yaml', ...args], { cwd });
    expect(await run()).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await run('--to', 'txt', '--out', 'texts', '--no-quiet')).toMatchObject({ stderr: expect.stringMatching(/^1 document/u) });
    expect(await run('--to', 'txt', '--out', 'kept', '--rules', 'other.yaml')).toMatchObject({ status: 0 });
    const files = filesIn(cwd);
    expect(JSON.parse(files['bodies/a.json'])).toMatchObject({ body: SENTENCE });
    expect([files['texts/a.txt'], files['kept/a.txt']]).toEqual([BODY, ARTICLE]);
  });

  test.concurrent('is named by --config before or after the command, and ignored with --no-config or none', async () => {
    const cwd = folderWith({
      'a.txt': ARTICLE,
      'rules.yaml': RULES,
      'klartext.config.yaml': 'to: nonsense\n',
      'c/x.yaml': `${PLAIN}rules: ../rules.yaml\n`,
    });
    expect((await klartext(['clean', 'a.txt', '--config', 'c/x.yaml'], { cwd })).stdout).toBe(BODY);
    expect((await klartext(['--config=c/x.yaml', 'clean', 'a.txt'], { cwd })).stdout).toBe(BODY);
    const plain = ['--packs', 'none', '--model', 'none'];
    expect((await klartext(['clean', 'a.txt', '--no-config', ...plain], { cwd })).stdout).toBe(ARTICLE);
    expect((await klartext(['clean', 'a.txt', '--config', 'none', ...plain], { cwd })).stdout).toBe(ARTICLE);
    expect(await klartext(['clean', 'a.txt'], { cwd })).toMatchObject({ status: 2, stdout: '' });
  });

  test.concurrent('that is invalid does not prevent help or rules', async () => {
    const cwd = folderWith({ 'klartext.config.yaml': 'to: nonsense\n' });
    expect(await klartext(['clean', '--help'], { cwd })).toMatchObject({ status: 0, stderr: '' });
    expect(await klartext(['rules', 'list', 'nl'], { cwd })).toMatchObject({ status: 0 });
  });
});

describe('an invalid configuration', () => {
  test.concurrent.each([
    ['a misspelt key', 'packs: de\npakcs: de\n', '2: pakcs: no such option; did you mean “packs”?'],
    [
      'a key in another style',
      'clean:\n  no_quiet: true\n  Text: md\n',
      /^3: Text: no such option; did you mean “to”|^2: no_quiet: no such option/u,
    ],
    ['a misspelt command', 'explian:\n  removed: true\n', '1: explian: no such option; did you mean “explain”?'],
    ['a key like no other', 'clean:\n\n  zzzzzzzz:\n    a: 1\n', /^3: zzzzzzzz: no such option; available: packs, rules, /u],
    ['a key of JavaScript’s', '__proto__: { packs: de }\n', /^1: __proto__: no such option; available: /u],
    [
      'an option of another command',
      'learn:\n  resume: true\n',
      '2: resume: is not an option of “klartext learn”: write it under “clean:”',
    ],
    [
      'what each command means in its own way',
      'out: x\n',
      '1: out: a folder of bodies is not a rule file: write it under “clean:” or “learn:”',
    ],
    [
      'a flag with a command’s name',
      'learn: true\n',
      '1: learn: must contain the options of “klartext learn” as a map; found true; to set the option --learn, write it under “clean:”',
    ],
    ['a value that is none of the choices', 'to: pdf\n', '1: to: expected txt, md, json, jsonl or html, found “pdf”'],
    ['a layout that is none', 'layout: flowed\n', '1: layout: expected auto, lines, wrapped or pieces, found “flowed”'],
    ['yes for true', 'clean:\n  quiet: yes\n', '2: quiet: expected true or false, found “yes”'],
    ['a list for one value', 'site: [a, b]\n', '1: site: expected text, found a list'],
    ['a map for a list', 'rules:\n  a: b\n', '1: rules: expected text or a list of texts, found a map'],
    ['no value', '# to\nto:\n', '2: to: has no value: give it one or delete the line'],
    ['an empty value', 'site: ""\n', '1: site: must not be empty'],
    ['two of a key', 'to: md\nto: txt\n', '2: the key “to” is there twice'],
    ['an alias of nothing', 'to: md\nsite: *x\n', /^2: Unresolved alias/u],
    ['a list', '- packs: de\n', '1: expected one option per line, such as “packs: de”; found a list'],
    ['a word', 'packs\n', '1: expected one option per line, such as “packs: de”; found “packs”'],
    ['the first of two errors', 'site: a\nfavor: nobody\nzu: md\n', '2: favor: expected balanced, precision or recall, found “nobody”'],
  ])('is refused with file, line and remedy: %s', async (_what, config, message) => {
    const { status, stdout, stderr } = await cleanBeside(config);
    expect([status, stdout]).toEqual([2, '']);
    const said = /^klartext: klartext\.config\.yaml:(.*)\n$/su.exec(stderr)?.[1];
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  test.concurrent('in JSON is refused with its line, too', async () => {
    const { stderr } = await cleanBeside('{\n\t"to": "md",\n\t"pcks": "de"\n}\n', [], 'klartext.config.json');
    expect(stderr).toBe('klartext: klartext.config.json:3: pcks: no such option; did you mean “packs”?\n');
  });

  test.concurrent('that does not exist or is a folder is reported in one line', async () => {
    expect(await cleanBeside('', ['--config', 'none.yaml'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'klartext: --config: none.yaml cannot be read (ENOENT)\n',
    });
    const cwd = folderWith({ 'a.txt': ARTICLE });
    mkdirSync(path.join(cwd, 'klartext.config.yaml'));
    const { status, stderr } = await klartext(['clean', 'a.txt'], { cwd });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^klartext: a klartext\.config\.yaml cannot be read \(EISDIR.*\); --no-config ignores the file\n$/u),
    ]);
  });
});

describe('the suggestion for a misspelled word', () => {
  test.each([
    ['pakcs', 'packs'],
    ['pack', 'packs'],
    ['max_bytes', 'max-bytes'],
    ['maxBytes', 'max-bytes'],
    ['--quite', 'quiet'],
    ['verdict', 'verdicts'],
    ['zzz', undefined],
    ['', undefined],
  ])('%s is %s', (word, meant) => {
    expect(closest(word, ['to', 'packs', 'max-bytes', 'quiet', 'verdicts'])).toBe(meant);
  });
});
