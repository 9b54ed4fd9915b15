/** The command and its threads run from the bundle, and the kept code of the bundle changes nothing but the time it takes. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, type Run, removeFolders } from '../support/command.js';
import { sentences } from '../support/site.js';

afterAll(removeFolders);

const page = `<!doctype html><title>Hafen</title><main>${sentences(1, 5)
  .map((sentence) => `<p>${sentence}</p>`)
  .join('')}<p>Empfohlen</p></main>`;
const FILES = { 'a.html': page, 'b.txt': sentences(2, 5).join('\n\n') };
const WITH_RULES = ['clean', 'a.html', 'b.txt', '--to', 'jsonl', '--verdicts', '--quiet'];
const CLEAN = [...WITH_RULES, '--packs', 'none', '--engine', 'fast', '--model', 'none'];
/** A limit below the default needs a thread that holds to it. */
const THREADS = ['--jobs', '2', '--timeout', '50'];

/** A copy of the built program in a folder whose name has what addresses escape. */
function installed(): string {
  const folder = folderWith({ 'a folder #1, 100%25/.keep': '' });
  const built = process.env.KLARTEXT_BUILT as string;
  const copy = path.join(folder, 'a folder #1, 100%25');
  for (const name of ['dist', 'package.json'])
    cpSync(path.join(built, name), path.join(copy, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(path.join(built, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

const bundleOf = (copy: string) => path.join(copy, 'dist/bundle/klartext.cjs');

/** The files with kept code in a folder. */
const codeIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.code/u.test(name))
        .map((name) => path.join(folder, name))
    : [];

const besideBundle = (copy: string): string[] => codeIn(path.dirname(bundleOf(copy)));

function clean(copy: string, args: readonly string[] = CLEAN, env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return klartext(args, {
    cwd: folderWith(FILES),
    command: path.join(copy, 'dist/cli/main.js'),
    env: { XDG_CACHE_HOME: path.join(copy, 'cache'), ...env },
  });
}

let expected: Run;
beforeAll(async () => {
  expected = await klartext(CLEAN, { cwd: folderWith(FILES) });
  expect(expected).toMatchObject({ status: 0, stderr: '' });
  expect(expected.stdout).toContain('Empfohlen');
});

describe('the bundle', () => {
  test('is all that the command and its threads load, apart from what starts it and its data', async () => {
    const copy = installed();
    const dist = path.join(copy, 'dist');
    const starting = /^(?:start|bundle)\/|^cli\/main\.js$|^batch\/run\/cleanWorker\.js$|^files\/\w+\.js$/u;
    for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.js') && !starting.test(name)) rmSync(path.join(dist, name));
    expect(existsSync(path.join(dist, 'judge/engine.js'))).toBe(false);
    const all = await klartext(WITH_RULES, { cwd: folderWith(FILES) });
    expect(all).toMatchObject({ status: 0, stderr: '' });
    expect(await clean(copy, WITH_RULES)).toEqual(all);
    expect(await clean(copy, [...WITH_RULES, ...THREADS])).toEqual(all);
  });

  /** Makes the command line fail in a way that nobody expects. */
  const FAIL = `--import data:text/javascript,${encodeURIComponent('process.stdout.on = undefined;')}`;

  test('knows the modules that it was made of when an error is unexpected', async () => {
    const { status, stderr } = await clean(installed(), CLEAN, { NODE_OPTIONS: `${FAIL} --enable-source-maps` });
    expect(status).toBe(1);
    const [, file, line] = /at watchStreams \(.*?(src\/[\w/]+\.ts):(\d+):\d+\)/u.exec(stderr) ?? [];
    expect(file).toBe('src/cli/commandLine.ts');
    const source = readFileSync(path.join(process.env.KLARTEXT_BUILT as string, file), 'utf8').split('\n');
    expect(source[Number(line) - 1]).toContain('process.stdout.on(');
  });

  test('shows a short part of itself if nobody asked for the modules', async () => {
    const { status, stderr } = await clean(installed(), CLEAN, { NODE_OPTIONS: FAIL });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^TypeError: process\.stdout\.on is not a function\n {4}at watchStreams \(.*klartext\.cjs:/mu);
    expect(stderr.length).toBeLessThan(2000);
  });
});

describe('kept code', () => {
  test('is made by the build for runs with and without threads', async () => {
    expect(besideBundle(process.env.KLARTEXT_BUILT as string)).toHaveLength(2);
  });

  test('is made by the first run, and used by the next', async () => {
    const copy = installed();
    for (const file of besideBundle(copy)) rmSync(file);
    expect(await clean(copy)).toEqual(expected);
    const [code, ...others] = besideBundle(copy);
    expect(others).toEqual([]);
    const before = readFileSync(code);
    utimesSync(code, 0, 0);
    expect(await clean(copy)).toEqual(expected);
    expect(readFileSync(code).equals(before)).toBe(true);
    expect(await clean(copy, [...CLEAN, ...THREADS])).toEqual(expected);
    expect(besideBundle(copy)).toHaveLength(2);
  });

  const damages: readonly [string, (code: string) => void][] = [
    ['is empty', (code) => truncateSync(code)],
    ['is cut off', (code) => truncateSync(code, 100_000)],
    [
      'has a wrong byte',
      (code) => {
        const bytes = readFileSync(code);
        bytes[bytes.length >> 1] ^= 0x40;
        writeFileSync(code, bytes);
      },
    ],
    [
      'is a folder',
      (code) => {
        rmSync(code);
        mkdirSync(code);
      },
    ],
  ];
  test.each(damages)('that %s does no harm', async (_what, damage) => {
    const copy = installed();
    const codes = besideBundle(copy);
    expect(codes).toHaveLength(2);
    for (const code of codes) damage(code);
    expect(await clean(copy)).toEqual(expected);
    expect(await clean(copy, [...CLEAN, ...THREADS])).toEqual(expected);
  });

  test('is not used for a bundle that has been edited since', async () => {
    const copy = installed();
    const asked = async () => (await clean(copy, ['restore'])).stderr;
    expect(await asked()).toContain('too few arguments');
    const bundle = readFileSync(bundleOf(copy), 'utf8');
    writeFileSync(bundleOf(copy), bundle.replace('too few arguments', 'too few ARGUMENTS'));
    utimesSync(bundleOf(copy), 1e9, 1e9);
    expect(await asked()).toContain('too few ARGUMENTS');
  });

  test('is in the user’s cache if the program’s folder cannot be written to, and nowhere if neither can', async () => {
    const copy = installed();
    const folder = path.dirname(bundleOf(copy));
    for (const file of besideBundle(copy)) rmSync(file);
    const cache = folderWith({ 'closed/.keep': '' });
    const closed = path.join(cache, 'closed');
    for (const each of [folder, closed]) chmodSync(each, 0o555);
    const run = (XDG_CACHE_HOME: string) => unprivileged(copy, { XDG_CACHE_HOME });
    expect(run(closed)).toEqual(expected);
    expect(run(path.join(cache, 'open'))).toEqual(expected);
    const [code, ...others] = codeIn(path.join(cache, 'open/klartext/code'));
    expect(others).toEqual([]);
    const before = readFileSync(code);
    expect(run(path.join(cache, 'open'))).toEqual(expected);
    expect(readFileSync(code).equals(before)).toBe(true);
    expect([besideBundle(copy), readdirSync(closed)]).toEqual([[], ['.keep']]);
    chmodSync(folder, 0o755);
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot('of someone who could not change the bundle is not run', async () => {
    const copy = installed();
    const codes = besideBundle(copy);
    for (const code of codes) chownSync(code, 12345, 12345);
    expect(await clean(copy)).toEqual(expected);
    expect(codes.map((code) => statSync(code).uid).sort()).toEqual([0, 12345]);
  });

  test('may be made by several processes at once', async () => {
    const copy = installed();
    for (const file of besideBundle(copy)) rmSync(file);
    expect(await Promise.all([1, 2, 3].map(() => clean(copy)))).toEqual([expected, expected, expected]);
    expect(besideBundle(copy).map((file) => path.extname(file))).toEqual(['.code']);
    expect(await clean(copy)).toEqual(expected);
  });
});

/** Runs the command without the right of root to write anywhere. */
function unprivileged(copy: string, env: Readonly<Record<string, string>>): Run {
  const as = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : ['env'];
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const [program, ...args] = [...as, process.execPath, path.join(copy, 'dist/cli/main.js'), ...CLEAN];
  const stdout = execFileSync(program, args, { cwd: folderWith(FILES), env: { ...inherited, ...env }, encoding: 'utf8' });
  return { status: 0, stdout, stderr: '' };
}

describe('the package', () => {
  test('works where it is installed: the command through a link, and the library', async () => {
    const project = folderWith({ 'package.json': '{"name":"user","version":"9.9.9"}', 'node_modules/.bin/.keep': '' });
    const built = process.env.KLARTEXT_BUILT as string;
    const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
      cwd: built,
      encoding: 'utf8',
    });
    execFileSync('tar', ['-xzf', packed.trim()], { cwd: project });
    const home = path.join(project, 'node_modules/klartext');
    cpSync(path.join(project, 'package'), home, { recursive: true });
    expect(besideBundle(home)).toEqual([]);
    symlinkSync(path.join(built, 'node_modules'), path.join(home, 'node_modules'));
    const link = path.join(project, 'node_modules/.bin/klartext');
    symlinkSync('../klartext/dist/cli/main.js', link);
    const { version } = JSON.parse(readFileSync(path.join(built, 'package.json'), 'utf8')) as { version: string };
    expect((await klartext(['--version'], { cwd: project, command: link })).stdout).toBe(`${version}\n`);
    expect(await klartext(CLEAN, { cwd: folderWith(FILES), command: link })).toEqual(expected);
    const script = `import { readText } from 'klartext'; console.log(readText('Ein Satz.').source);`;
    const options = { cwd: project, encoding: 'utf8' } as const;
    expect(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)).toBe('Ein Satz.\n');
  });
});
