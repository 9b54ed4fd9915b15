/** Nothing in documents, rules and names controls a terminal, whichever command shows it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RULES_FORMAT } from '../../src/model/rule.js';
import { folderWith, klartext, type Run, removeFolders } from '../support/command.js';

afterAll(removeFolders);

/**
 * Sets the clipboard, clears the screen, moves back, hides, reverses direction, ends the line; a colour that is not used
 * here.
 */
const EVIL = '\u001b]52;c;ZWNobw==\u0007\u001b[2J\r\u0008\u001b[35m\u009b8m\u202e\u2066\u2028\u0085\u007f\nklartext: gelogen';
/** The same, as far as a file name allows. */
const EVIL_NAME = EVIL.replaceAll('/', '');

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg am Hafen beraten.';
/** The same, as far as a rule id allows. */
const EVIL_ID = EVIL.replaceAll(/\s/gu, '');

const ruleOf = (id: string, text: string, category: string, more: object = {}) => ({
  id,
  site: `ort${EVIL}`,
  remove: 'block',
  category,
  confidence: 0.9,
  match: { text: [text] },
  examples: [`${text} nicht`],
  note: EVIL,
  ...more,
});
const rulesOf = (...rules: ReturnType<typeof ruleOf>[]) => JSON.stringify({ format: RULES_FORMAT, rules });

let cwd: string;

beforeAll(async () => {
  const article = `<p>${SENTENCE}</p>`.repeat(8);
  const page = `<!DOCTYPE html><title>${EVIL}</title><meta name=author content="${EVIL}">${article}<p>Fort ${EVIL}</p><p>${SENTENCE}</p>`;
  const records = ['a', 'b', 'c', 'd'].map((id) =>
    JSON.stringify({ id: `${id}${EVIL}`, site: `ort${EVIL}`, title: EVIL, text: `${SENTENCE} ${id}\n\nFort ${EVIL}\n\n${SENTENCE}${id}` }),
  );
  cwd = folderWith({
    'in/seite.html': page,
    'in/r.jsonl': `${records.join('\n')}\nkein JSON \u001b]52;c;ZWNobw==\u0007\n`,
    'regeln.json': rulesOf(ruleOf(`eins${EVIL_ID}`, `Fort ${EVIL}`, 'other', { status: 'approved' })),
    'andere.json': rulesOf(
      ruleOf(`zwei${EVIL_ID}`, `Weg ${EVIL}`, 'other'),
      ruleOf(`eins${EVIL_ID}`, `Fort ${EVIL}`, 'teaser', { status: 'vetoed' }),
    ),
    'kaputt.json': JSON.stringify({ format: RULES_FORMAT, rules: [{ [EVIL]: EVIL }] }),
  });
  mkdirSync(path.join(cwd, `in/o${EVIL_NAME}`));
  writeFileSync(path.join(cwd, `in/o${EVIL_NAME}/x${EVIL_NAME}.html`), page);
  writeFileSync(path.join(cwd, `in/leer${EVIL_NAME}.txt`), '');
  await klartext(['clean', 'in', '--out', 'gereinigt', '--removed', 'weg.jsonl'], { cwd });
  for (const name of readdirSync(path.join(cwd, 'gereinigt'))) rmSync(path.join(cwd, 'gereinigt', name), { recursive: true });
});

/** Everything that a terminal interprets, except line ends and, where enabled, our own colours. */
function steering(text: string, colours: boolean): string[] {
  const plain = colours ? text.replaceAll(/\u001b\[(?:[0-9]|2[1-9]|3[0-46-9])m/gu, '') : text;
  return plain.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu) ?? [];
}

function expectSafe({ stdout, stderr }: Run, colours: boolean): void {
  expect(steering(stdout, colours)).toEqual([]);
  expect(steering(stderr, colours)).toEqual([]);
  // A line end in an id or a name does not start a new line.
  expect(`${stdout}\n${stderr}`).not.toMatch(/^(?:\u001b\[\d+m)*klartext: gelogen/mu);
}

const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['clean, to a folder', ['clean', 'in', '--out', 'o', '--rules', 'regeln.json']],
  ['clean, told as JSON', ['clean', 'in', '--out', 'p', '--log', 'json', '--rules', 'regeln.json']],
  ['clean, many learned first', ['clean', 'in', '--learn', '--out', 'q.jsonl']],
  ['clean, of what is not there', ['clean', `fehlt${EVIL_NAME}`]],
  ['clean, a wrong option', ['clean', 'in', '--layout', EVIL_NAME]],
  ['clean, an unknown option', ['clean', 'in', `--${EVIL_NAME}`]],
  ['explain', ['explain', 'in', '--rules', 'regeln.json']],
  ['learn', ['learn', 'in', '--out', 'gelernt.yaml', '--packs', 'none']],
  ['rules list', ['rules', 'list', 'regeln.json', 'andere.json']],
  ['rules list of a site', ['rules', 'list', 'regeln.json', '--site', 'ort']],
  ['rules show', ['rules', 'show', 'eins', 'regeln.json']],
  ['rules show, several', ['rules', 'show', '', 'regeln.json', 'andere.json']],
  ['rules check', ['rules', 'check', 'regeln.json', 'kaputt.json']],
  ['rules test', ['rules', 'test', 'regeln.json']],
  ['rules merge', ['rules', 'merge', 'regeln.json', 'andere.json', '--out', 'beide.yaml']],
  ['rules diff', ['rules', 'diff', 'regeln.json', 'andere.json', 'in']],
  ['restore', ['restore', 'gereinigt', '--removed', 'weg.jsonl', '--out', 'z']],
  ['an unknown command', [EVIL_NAME]],
];

describe.each([
  ['without colours', {}, false],
  ['with colours', { FORCE_COLOR: '1' }, true],
] as const)('%s', (_what, env, colours) => {
  test.concurrent.each(COMMANDS)('%s', async (_name, args) => {
    const run = await klartext(args, { cwd, env });
    expect(run.stdout + run.stderr).toMatch(/\\(?:x|u00)1b\]52;c;/u);
    expectSafe(run, colours);
  });

  test('the headings between documents on standard output', async () => {
    const { stdout } = await klartext(['clean', 'in/r.jsonl'], { cwd, env });
    const headers = stdout.split('\n').filter((line) => line.startsWith('==> '));
    expect(headers).toHaveLength(4);
    expect(headers.flatMap((line) => steering(line, false))).toEqual([]);
  });
});

test('JSON on standard error contains the original text', async () => {
  const { stderr } = await klartext(['clean', 'in', '--out', 'j', '--log', 'json'], { cwd });
  const events = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; document?: string; message?: string });
  expect(events.some(({ event, document }) => event === 'error' && document === `in/leer${EVIL_NAME}.txt`)).toBe(true);
  expect(events.at(-1)).toMatchObject({ event: 'summary', failed: 2 });
});

const HAS_TERMINAL = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

(HAS_TERMINAL ? test : test.skip)('cleaned text on a terminal is shown, and as it is in a pipe', async () => {
  const text = `${SENTENCE} \u001b]52;c;ZWNobw==\u0007 Mehr davon steht hier noch.\n`;
  const folder = folderWith({ 'a.txt': text });
  expect((await klartext(['clean', 'a.txt', '--model', 'none', '--packs', 'none'], { cwd: folder })).stdout).toContain('\u001b]52;');
  const command = `'${process.execPath}' '${process.env.KLARTEXT_COMMAND}' clean a.txt --model none --packs none`;
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toContain('\\x1b]52;c;ZWNobw==\\x07 Mehr');
  expect(steering(stdout.replaceAll('\r\n', '\n'), false)).toEqual([]);
});
