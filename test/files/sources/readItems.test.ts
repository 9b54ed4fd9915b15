/** What all formats have in common: single documents, recognition, gzip, errors, stopping early. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { text as streamText } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readItems } from '../../../src/files/sources/readItems.js';
import { BOX, inputOf, itemsOf, SETTINGS, summary } from '../../support/sources.js';

const PAGE = '<!doctype html><title>Teich</title><p>Der Dorfteich ist zugefroren.';
const LINES = '{"text":"Der Bus kam nicht."}\n{"text":"Die Fähre schon."}\n';

describe('a single document', () => {
  test('has the name of its file, and a format recognised by name or content', async () => {
    expect(await itemsOf(inputOf('a/seite.html', 'Der Dorfteich'))).toMatchObject([{ relative: 'a/seite.html', format: 'html' }]);
    expect(await itemsOf(inputOf('a/seite.txt', PAGE))).toMatchObject([{ format: 'html' }]);
    expect(await itemsOf(inputOf('a/seite', Buffer.from(`\ufeff${PAGE}`, 'utf16le')))).toMatchObject([{ format: 'html' }]);
    const input = inputOf('a/text.md', 'Der Dorfteich');
    expect(await itemsOf(input)).toEqual([
      { name: input.file, relative: 'a/text.md', format: 'text', content: Buffer.from('Der Dorfteich') },
    ]);
  });

  test('has the format given by --from', async () => {
    expect(await itemsOf(inputOf('b.txt', 'Der Dorfteich'), { from: 'html' })).toMatchObject([{ format: 'html' }]);
    expect(await itemsOf(inputOf('b.jsonl', LINES), { from: 'text' })).toMatchObject([{ format: 'text', content: Buffer.from(LINES) }]);
  });

  test('may be compressed under any name', async () => {
    expect(await itemsOf(inputOf('c.html.gz', gzipSync('Der Teich')))).toMatchObject([
      { relative: 'c.html', format: 'html', content: Buffer.from('Der Teich') },
    ]);
    expect(await itemsOf(inputOf('c.txt', gzipSync(gzipSync('Der Teich'))))).toMatchObject([{ relative: 'c.txt', format: 'text' }]);
    const members = Buffer.concat([gzipSync('Der '), gzipSync('Teich')]);
    expect(summary(await itemsOf(inputOf('c.txt.gz', members)))).toEqual(['Der Teich']);
  });

  test('is rejected if it is empty or too large', async () => {
    expect(summary(await itemsOf(inputOf('d.txt', '')))).toEqual(['! the file is empty']);
    expect(summary(await itemsOf(inputOf('d.txt.gz', gzipSync(''))))).toEqual(['! the file is empty']);
    expect(summary(await itemsOf(inputOf('e.txt', 'x'.repeat(2000)), { maxBytes: 2000 }))).toEqual(['x'.repeat(2000)]);
    expect(summary(await itemsOf(inputOf('f.txt', 'x'.repeat(2049)), { maxBytes: 2048 }))).toEqual(['! larger than 2 kB (--max-bytes)']);
  });

  test('that is a bomb is not read beyond the limit', async () => {
    let read = 0;
    const member = gzipSync(Buffer.alloc(10 << 20));
    const bomb = Buffer.concat(Array.from({ length: 100 }, () => member));
    const found = await itemsOf(inputOf('bombe.html.gz', bomb), { onBytes: (count) => (read += count) });
    expect(summary(found)).toEqual(['! larger than 1 MB (--max-bytes)']);
    expect(bomb.length).toBeGreaterThan(1_000_000);
    expect(read).toBeLessThan(400_000);
  });
});

describe('kinds', () => {
  test('are recognised by magic number, then by name, then by first line', async () => {
    expect(summary(await itemsOf(inputOf('k.jsonl', LINES)))).toHaveLength(2);
    expect(summary(await itemsOf(inputOf('k.ndjson.gz', gzipSync(LINES))))).toHaveLength(2);
    expect(summary(await itemsOf(inputOf('k', LINES)))).toHaveLength(2);
    expect(summary(await itemsOf(inputOf('k.json', LINES)))).toHaveLength(2);
    expect(summary(await itemsOf(inputOf('k.txt', LINES)))).toHaveLength(1);
    expect(summary(await itemsOf(inputOf('geschweift', '{ "Zitat" steht hier\nin Klammern }')))).toHaveLength(1);
  });

  test('given by --from are not questioned', async () => {
    expect(summary(await itemsOf(inputOf('k.txt', LINES), { from: 'jsonl' }))).toEqual(['#1 Der Bus kam nicht.', '#2 Die Fähre schon.']);
  });

  test('do not include JSON other than JSON Lines', async () => {
    const list = JSON.stringify([{ text: 'Der Bus' }], null, 2);
    expect(summary(await itemsOf(inputOf('liste.json', list)))).toEqual([expect.stringContaining('! JSON, but not JSON Lines')]);
  });
});

describe('what cannot be read', () => {
  test('is reported with a reason', async () => {
    mkdirSync(path.join(BOX, 'ordner'));
    symlinkSync('kreis', path.join(BOX, 'kreis'));
    for (const [name, reason] of [
      ['fehlt.html', 'no longer exists'],
      ['ordner', 'is a folder'],
      ['kreis', 'is a symbolic link to itself'],
    ]) {
      const input = { file: path.join(BOX, name), relative: name };
      expect(await itemsOf(input)).toEqual([{ name: input.file, relative: name, error: expect.objectContaining({ message: reason }) }]);
    }
  });

  (process.getuid?.() === 0 ? test.skip : test)('includes files without permission', async () => {
    const input = inputOf('geheim.txt', 'Der Bus');
    chmodSync(input.file, 0);
    expect(summary(await itemsOf(input))).toEqual(['! cannot be read: permission denied']);
  });

  test('does not include what precedes the end of a truncated gzip', async () => {
    const whole = Array.from({ length: 5000 }, (_, i) => JSON.stringify({ text: `${Math.sin(i)} Enten` })).join('\n');
    const zipped = gzipSync(whole);
    const input = inputOf('halb.jsonl.gz', zipped.subarray(0, zipped.length / 2));
    const found = summary(await itemsOf(input));
    expect(found[0]).toBe('#1 0 Enten');
    expect(found.length).toBeGreaterThan(1000);
    expect(found.length).toBeLessThan(4000);
    expect(found.at(-1)).toBe('! the compressed data ends too early: the file was cut short');
    expect((await itemsOf(input)).at(-1)).toMatchObject({ name: input.file });
  });
});

describe('an input', () => {
  test('reports the bytes read from the file', async () => {
    const zipped = gzipSync(LINES);
    let read = 0;
    await itemsOf(inputOf('z.jsonl.gz', zipped), { onBytes: (count) => (read += count) });
    expect(read).toBe(zipped.length);
  });

  test('is read on demand, and closed when the reader stops', async () => {
    const line = `${JSON.stringify({ text: 'Enten '.repeat(2000) })}\n`;
    for (const [name, content] of [
      ['lang.jsonl', line.repeat(1000)],
      ['lang.jsonl.gz', gzipSync(line.repeat(1000), { level: 0 })],
    ] as const) {
      let read = 0;
      const input = inputOf(name, content);
      const items = readItems(input, { ...SETTINGS, onBytes: (count) => (read += count) });
      await items.next();
      await items.next();
      expect(open(input.file)).toBe(true);
      await setTimeout(50);
      expect(read).toBeLessThan(600_000);
      await items.return(undefined);
      expect(open(input.file)).toBe(false);
    }
  });
});

describe('standard input', () => {
  test('may contain one document or many, but no format that needs random access', async () => {
    expect(await fromPipe(PAGE)).toEqual([{ name: '<stdin>', relative: 'stdin', id: 'stdin', format: 'html', content: PAGE }]);
    expect(await fromPipe(gzipSync(LINES))).toMatchObject([
      { name: '<stdin>#1', relative: 'stdin/1.txt', content: 'Der Bus kam nicht.' },
      { name: '<stdin>#2', relative: 'stdin/2.txt', content: 'Die Fähre schon.' },
    ]);
    expect(
      await fromPipe('WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nEis\r\n'),
    ).toMatchObject([{ name: '<stdin>#1', content: 'Eis' }]);
    expect(await fromPipe('')).toMatchObject([{ error: 'the file is empty' }]);
    for (const [start, what] of [
      ['PK\u0003\u0004', 'a zip archive'],
      ['PAR1', 'a Parquet file'],
    ])
      expect(await fromPipe(start.padEnd(100))).toEqual([
        {
          name: '<stdin>',
          relative: 'stdin',
          error: `${what} cannot be read from standard input, since its directory is at its end: save it as a file first`,
        },
      ]);
  });

  test('is read as it arrives, and the reader may stop early', async () => {
    const child = reading(`
      for await (const item of readItems({ file: '<stdin>', relative: 'stdin' }, { from: 'jsonl', fields: {}, maxBytes: 1e6 })) {
        console.log(item.content);
        if (item.content.startsWith('Die Fähre')) break;
      }
      console.log('verlassen');
      process.exit();`);
    // Not “close”, which waits until all output has been read.
    const ended = once(child, 'exit');
    const out = child.stdout[Symbol.asyncIterator]();
    const [bus, ferry] = LINES.split('\n');
    child.stdin.write(`${bus}\n`);
    expect(String((await out.next()).value)).toBe('Der Bus kam nicht.\n');
    child.stdin.write(`${ferry}\n`);
    expect(String((await out.next()).value)).toMatch(/^Die Fähre schon\./u);
    await ended;
  });
});

/** A process that runs code with `readItems` of the built command. */
function reading(code: string) {
  const file = path.join(process.env.KLARTEXT_BUILT as string, 'dist/files/sources/readItems.js');
  const whole = `import { readItems } from ${JSON.stringify(pathToFileURL(file).href)};\n${code}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', whole], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function fromPipe(content: string | Uint8Array): Promise<unknown[]> {
  const child = reading(`
    const found = [];
    for await (const item of readItems({ file: '<stdin>', relative: 'stdin' }, { from: 'auto', fields: {}, maxBytes: 1e6 }))
      found.push('error' in item ? { ...item, error: item.error.message } : { ...item, content: String(item.content) });
    console.log(JSON.stringify(found));`);
  child.stdin.end(content);
  return JSON.parse(await streamText(child.stdout));
}

/** Whether this process has a file open. */
function open(file: string): boolean {
  return readdirSync('/proc/self/fd').some((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === file;
    } catch {
      return false;
    }
  });
}
