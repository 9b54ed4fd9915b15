/** Hostile documents: they end without a crash, in time and memory that grow as they do, with the article's text kept. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { klartext, removeFolders } from './support/command.js';
import { ROOT } from './support/samples.js';

afterAll(removeFolders);

interface Told {
  readonly name: string;
  readonly size: number;
  readonly ms: number;
  /** The most that the process has used so far, in megabytes. */
  readonly memory: number;
  readonly kept: boolean;
  /** Whether kept and removed ranges together are the source. */
  readonly whole: boolean;
}

/** For a machine that does other things, too. */
const LIMIT_MS = 180_000;

/** Cleans documents in a process of their own (see support/hostile.mjs). */
async function hostile(...words: readonly string[]): Promise<Told[]> {
  const dist = path.join(process.env.KLARTEXT_BUILT as string, 'dist');
  // What hangs is ended before jest gives the test up, which would leave it running.
  const timeout = LIMIT_MS - 5000;
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(ROOT, 'test/support/hostile.mjs'), dist, ...words], {
    timeout,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told);
}

const SMALL = 250_000;
const LARGE = 1_000_000;
/** Four times as much takes four times as long; where it grew with the square it would be sixteen. */
const GROWTH = 9;
/** What a busy machine does to short times. */
const NOISE_MS = 1500;

test(
  'a megabyte of anything is read whole, its text kept, in linear time',
  async () => {
    const told = await hostile(String(SMALL), String(LARGE));
    expect(told.length).toBeGreaterThan(60);
    expect(told.filter(({ kept, whole }) => !kept || !whole)).toEqual([]);
    const half = told.length / 2;
    const slow = told.slice(half).filter(({ ms }, i) => ms > told[i].ms * GROWTH + NOISE_MS);
    expect(slow).toEqual([]);
  },
  LIMIT_MS,
);

describe('a page as large as they come', () => {
  test.each([
    // Ten million elements: five characters a tag, and six to end it.
    ['nested divs', 110_000_000, 2000],
    ['nested divs, none closed', 50_000_000, 2000],
    ['a long attribute', 100_000_000, 1000],
    ['a long attribute, not closed', 100_000_000, 1000],
  ])(
    '%s, %i characters',
    async (name, size, megabytes) => {
      const [told] = await hostile(`${name}=${size}`);
      expect(told).toMatchObject({ name, kept: true, whole: true });
      expect(told.memory).toBeLessThan(megabytes);
      expect(told.ms).toBeLessThan(LIMIT_MS / 3);
    },
    LIMIT_MS,
  );
});

describe('Readability', () => {
  test.each(['nested divs', 'nested spans, none closed', 'unclosed everything'])('is not asked about a page of %s', async (name) => {
    const [told] = await hostile(`${name}=100000`, '--engine', 'readability');
    expect(told).toMatchObject({ kept: true, whole: true });
    // It would take half a minute.
    expect(told.ms).toBeLessThan(8000);
  });
});

describe('the command', () => {
  const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
  const P = `<p>${SENTENCE}</p>`;

  test.concurrent.each([
    ['nested elements', `<!DOCTYPE html>${'<div>'.repeat(100_000)}${P}`],
    ['references', `<!DOCTYPE html>${P}<p>${'&amp;'.repeat(200_000)}</p>`],
    ['null characters', `<!DOCTYPE html>${P}<p>a\u0000b</p>`],
    ['UTF-16 without a mark', Buffer.from(`<!DOCTYPE html>${P}`, 'utf16le')],
    ['a text in UTF-16 without a mark', Buffer.from(`${SENTENCE}\n`, 'utf16le').swap16()],
    // What a scraper writes for half of a pair; it is no valid UTF-8.
    [
      'halves of pairs',
      Buffer.concat([Buffer.from(`<!DOCTYPE html><meta charset=utf-8>${P.repeat(40)}<p>x`), Buffer.from([0xed, 0xa0, 0xbd])]),
    ],
  ])('cleans a page of %s from standard input', async (_what, input) => {
    const { status, stdout } = await klartext(['clean', '-'], { input });
    expect([status, stdout]).toEqual([0, expect.stringContaining(SENTENCE)]);
  });
});
