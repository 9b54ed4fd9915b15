/** Klartext accesses no network, starts no process, runs no script, and touches only inputs, outputs and its own files. */
import { execFile } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, removeFolders } from './support/command.js';
import { ROOT } from './support/samples.js';
import { headline, sentences } from './support/site.js';

afterAll(removeFolders);

const WATCH = pathToFileURL(path.join(ROOT, 'build/test/support/watch.js')).href;

interface Deed {
  readonly what: 'forbidden' | 'read' | 'write' | 'started';
  readonly about: readonly string[];
}

const deedsOf = (log: string): Deed[] =>
  readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Deed);

/** The cache in which the command keeps state about earlier runs. */
const cache = realpathSync(folderWith({}));

/** Files in which the system describes the process itself, by which stale locks are recognised. */
const ABOUT_ITSELF = /^\/proc\/(?:\d+\/stat|self\/ns\/pid|sys\/kernel\/random\/boot_id)$/u;

/** Runs the command under observation. */
async function watched(args: readonly string[], cwd: string): Promise<{ status: number | null; stdout: string; deeds: Deed[] }> {
  const log = path.join(folderWith({}), 'deeds.jsonl');
  const { status, stdout } = await klartext(args, {
    cwd,
    env: { NODE_OPTIONS: `--import ${WATCH}`, KLARTEXT_WATCH: log, XDG_CACHE_HOME: cache },
  });
  return { status, stdout, deeds: deedsOf(log) };
}

let asked = 0;
const server = createServer((socket) => {
  asked++;
  socket.end();
});
let address = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A page that would fetch, run, write and read whatever it could. */
function page(n: number): string {
  const write = 'globalThis.hohenwiek = 1; require("node:fs").writeFileSync("run.txt", "ran"); document.body.textContent = "Verändert";';
  return `<!DOCTYPE html [<!ENTITY local SYSTEM "file:///etc/hostname">]>
<html><head><title>${headline(n)}</title><base href="http://${address}/">
<link rel="stylesheet" href="/a.css"><link rel="preload" as="script" href="http://${address}/b.js"><link rel="dns-prefetch" href="//fern.example">
<link rel="canonical" href="http://${address}/steg"><meta http-equiv="refresh" content="0; url=http://${address}/">
<style>@import url("http://${address}/c.css"); body { background: url(http://${address}/d.png) }</style>
<script src="http://${address}/e.js"></script><script type="module">import "http://${address}/f.js";</script><script>${write}</script></head>
<body onload='${write}'><h1>${headline(n)}</h1><img src="http://${address}/g.png" onerror='${write}'><img srcset="h.png 2x">
${sentences(n, 5)
  .map((text) => `<p>${text} &local;</p>`)
  .join('\n')}
<iframe src="http://${address}/i"></iframe><iframe src="file:///etc/hostname"></iframe><iframe srcdoc="&lt;script src=/j.js&gt;&lt;/script&gt;"></iframe>
<object data="/k"></object><embed src="/l"><video src="/m" autoplay></video><audio src="/n"></audio><svg><image href="/o"/><script>${write}</script></svg>
<form action="/p"><input type="image" src="/q"></form><script>fetch("http://${address}/r"); new WebSocket("ws://${address}/s");</script></body></html>`;
}

const text = (n: number) => `${headline(n)}\n\n${sentences(n, 5).join('\n\n')}\n\nhttp://${address}/steg\n`;

function corpus(): string {
  const documents = [0, 1, 2, 3].flatMap((n) => [
    [`in/bote.example/${n}.html`, page(n)],
    [`in/bote.example/${n}.txt`, text(n + 10)],
  ]);
  const rules = (text: string) => `format: klartext-rules/1\nrules:\n  - { category: ad, remove: block, match: { text: ${text} } }\n`;
  return folderWith({ ...Object.fromEntries(documents), 'in/a.yaml': rules('Anzeige'), 'in/b.yaml': rules('Werbung') });
}

describe('the command', () => {
  test.each([
    ['clean', ['clean', 'in', '--out', 'out', '--engine', 'readability']],
    ['clean, with rules learned first', ['clean', 'in', '--out', 'out', '--learn', '--to', 'md']],
    ['explain', ['explain', 'in']],
    ['learn', ['learn', 'in', '--out', 'out/rules.yaml']],
    ['rules diff', ['rules', 'diff', 'in/a.yaml', 'in/b.yaml', 'in']],
    ['init', ['init']],
  ])('accesses only its own files: %s', async (_what, args) => {
    const cwd = realpathSync(corpus());
    const before = filesIn(cwd);
    const { status, deeds } = await watched(args, cwd);
    expect(status).toBe(0);
    expect(deeds.filter(({ what }) => what === 'forbidden')).toEqual([]);
    expect(asked).toBe(0);
    const within = (file: string, ...folders: readonly string[]) =>
      folders.some((folder) => file === folder || file.startsWith(folder + path.sep));
    const files = (kind: string) => [...new Set(deeds.filter(({ what }) => what === kind).flatMap(({ about }) => about))];
    const written = args[0] === 'init' ? cwd : path.join(cwd, 'out');
    expect(files('write').filter((file) => !within(file, written, cache))).toEqual([]);
    const own = [process.env.KLARTEXT_BUILT as string, ROOT.replace(/\/$/u, '')].flatMap((folder) => [folder, realpathSync(folder)]);
    const read = files('read').filter((file) => !ABOUT_ITSELF.test(file));
    expect(read.filter((file) => !within(file, ...own, path.join(cwd, 'in'), written, cache))).toEqual([]);
    // Only files seen by the watch have changed: no script has written a file.
    const after = filesIn(cwd);
    const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
    expect(changed.filter((name) => !/^(?:out\/.*|klartext\.config\.yaml)$/u.test(name))).toEqual([]);
    expect(Object.keys(before).filter((name) => !(name in after))).toEqual([]);
  });

  test('leaves pages as they were without their scripts', async () => {
    const cwd = corpus();
    expect((await watched(['clean', 'in', '--out', 'out', '--engine', 'readability'], cwd)).status).toBe(0);
    const bodies = filesIn(path.join(cwd, 'out'));
    expect(Object.keys(bodies)).toHaveLength(8);
    expect(bodies['bote.example/1.html.txt']).toContain(sentences(1, 1)[0]);
    expect(Object.values(bodies).join('')).not.toMatch(/Verändert|hohenwiek/u);
  });
});

describe('the watch', () => {
  const run = async (code: string) => {
    const worker = "import { readFileSync } from 'node:fs'; readFileSync('a.txt')";
    const cwd = realpathSync(folderWith({ 'a.txt': 'a', 'run.mjs': code, 'worker.mjs': worker }));
    const log = path.join(cwd, 'deeds.jsonl');
    const env = { ...process.env, KLARTEXT_WATCH: log, NODE_OPTIONS: '' };
    await promisify(execFile)(process.execPath, ['--import', WATCH, 'run.mjs'], { cwd, env }).catch(() => undefined);
    return deedsOf(log).map(({ what, about }) => [what, about[0].replace(`${cwd}/`, '')]);
  };

  test.concurrent.each([
    ["await fetch('http://127.0.0.1:1/')", ['forbidden', 'fetch']],
    ["import { get } from 'node:http'; get('http://127.0.0.1:1/')", ['forbidden', 'get']],
    ["import net from 'node:net'; new net.Socket().connect(1)", ['forbidden', 'connect']],
    ["import { lookup } from 'node:dns/promises'; await lookup('bote.example')", ['forbidden', 'lookup']],
    ["import { exec } from 'node:child_process'; exec('true')", ['forbidden', 'exec']],
    ["import { writeFile } from 'node:fs/promises'; await writeFile('b.txt', '')", ['write', 'b.txt']],
    ["import { createWriteStream } from 'node:fs'; createWriteStream('b.txt').end('')", ['write', 'b.txt']],
    ["import { renameSync } from 'node:fs'; renameSync('a.txt', 'b.txt')", ['write', 'b.txt']],
    ["import { readFileSync } from 'node:fs'; readFileSync('a.txt')", ['read', 'a.txt']],
    ["import { createReadStream } from 'node:fs'; for await (const _ of createReadStream('a.txt'));", ['read', 'a.txt']],
    ["import { Worker } from 'node:worker_threads'; new Worker('./worker.mjs')", ['read', 'a.txt']],
  ])('sees %s', async (code, deed) => {
    const deeds = await run(code);
    expect(deeds).toContainEqual(deed);
  });
});
