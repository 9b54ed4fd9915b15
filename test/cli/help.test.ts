/** The examples in help work: each is run by a shell in an invented folder. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, type Run, removeFolders } from '../support/command.js';
import { headline, sentences } from '../support/site.js';

afterAll(removeFolders);

const COMMANDS = [
  [],
  ['clean'],
  ['explain'],
  ['learn'],
  ['restore'],
  ['init'],
  ['rules'],
  ...['list', 'show', 'check', 'test', 'merge', 'diff'].map((name) => ['rules', name]),
];

const rule = (id: string, text: string) =>
  `format: klartext-rules/1\nrules:\n  - { id: ${id}, category: teaser, remove: block, match: { text: ${text} } }\n`;

const page = (n: number) =>
  `<!DOCTYPE html><html><head><title>${headline(n)}</title></head><body><h1>${headline(n)}</h1>${sentences(n, 4)
    .map((words) => `<p>${words}</p>`)
    .join('')}<p>Empfohlen</p></body></html>`;

const article = (n: number) => `${headline(n)}\n\n${sentences(n, 4).join('\n\n')}\n\nEmpfohlen\n`;

/** A folder with folders for two hosts. */
const corpus = (folder: string, first: number) =>
  Object.fromEntries(
    [0, 1, 2, 3].flatMap((n) => [
      [`${folder}/bote.example/${n}.txt`, article(first + n)],
      [`${folder}/kurier.example/${n}.html`, page(first + 10 + n)],
    ]),
  );

/** All files that the examples name. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  ...corpus('scraped', 0),
  ...corpus('newer', 20),
  ...corpus('part1', 40),
  ...corpus('part2', 60),
  'page.html': page(1),
  'rules.yaml': rule('cookie-3fa2', 'Empfohlen'),
  'a.yaml': rule('a', 'Empfohlen'),
  'b.yaml': rule('b', 'Anzeige'),
  'old.yaml': rule('a', 'Empfohlen'),
  'new.yaml': rule('b', 'Anzeige'),
  'records.jsonl': `${JSON.stringify({ id: 'a', text: article(1) })}\n`,
  'records.jsonl.gz': gzipSync(`${JSON.stringify({ id: 'a', text: article(1) })}\n`),
  'crawl.warc.gz': gzipSync(warc(page(3))),
};

/** A crawl of one page. */
function warc(html: string): string {
  const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`;
  const head = [
    'WARC/1.0',
    'WARC-Type: response',
    'WARC-Record-ID: <urn:uuid:0>',
    'WARC-Date: 2025-01-01T00:00:00Z',
    'WARC-Target-URI: https://bote.example/3',
    'Content-Type: application/http; msgtype=response',
    `Content-Length: ${Buffer.byteLength(http)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${http}\r\n\r\n`;
}

/** The examples of a help text, as a user would copy them. */
function examplesOf(help: string): string[] {
  const [, below = ''] = help.split('\nExamples:\n');
  // A long explanation wraps in the second column; a long example could not be copied.
  const lines = below.split('\n').filter((line) => /^ {2}\S/u.test(line));
  return lines.map((line) => line.trim().split(/ {2,}/u)[0]);
}

/** Runs a line in a shell that knows `klartext`, and a `curl` without network. */
async function runLine(line: string, cwd: string): Promise<Run> {
  const bin = folderWith({
    klartext: `#!/bin/sh\nexec '${process.execPath}' '${process.env.KLARTEXT_COMMAND}' "$@"\n`,
    curl: '#!/bin/sh\ncat page.html\n',
  });
  for (const name of ['klartext', 'curl']) chmodSync(path.join(bin, name), 0o755);
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, HOME: cwd, SHELL: '/bin/bash' };
  const child = spawn('bash', ['-c', `set -o pipefail\n${line}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const status = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

const helps = await Promise.all(COMMANDS.map((command) => klartext([...command, '--help'])));
const examples = [...new Set(helps.flatMap(({ stdout }) => examplesOf(stdout)))];

describe('the examples of help', () => {
  test('exist for the program and for every command', () => {
    const without = COMMANDS.filter((_, i) => examplesOf(helps[i].stdout).length === 0).map((command) => command.join(' '));
    expect(without.filter((command) => !command.startsWith('rules '))).toEqual([]);
    expect(helps.map(({ status }) => status)).toEqual(COMMANDS.map(() => 0));
    expect(examples.length).toBeGreaterThan(15);
  });

  test.concurrent.each(examples)('%s', async (line) => {
    expect(line).toMatch(/^(?:(?:curl|cat) .*\| )?klartext /u);
    const cwd = folderWith(FILES);
    // Observations exist before they are merged.
    if (line.includes('--merge')) for (const part of [1, 2]) await runLine(`klartext learn part${part}/ --observe ${part}.obs`, cwd);
    // Cleaned documents exist before they are restored.
    if (line.includes('restore out/')) await runLine('klartext clean scraped/ --to html --out out/ --removed r.jsonl', cwd);
    // Existing rules would not be replaced.
    if (line.includes('--out rules.yaml')) rmSync(path.join(cwd, 'rules.yaml'));
    const { status, stdout, stderr } = await runLine(line, cwd);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/^(?:error|klartext:)/mu)]);
    const written = /(?:--(?:out|split|update|observe)|>>) (?:~\/)?(\S+)/u.exec(line)?.[1];
    if (written === undefined) expect(stdout + stderr).not.toBe('');
    else expect(existsSync(path.join(cwd, written))).toBe(true);
  });
});
