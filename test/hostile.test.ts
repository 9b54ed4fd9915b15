/** Hostile documents are read without a crash, in linear time and memory, with the article's text kept. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { klartext, removeFolders } from './support/command.js';
import { ROOT } from './support/samples.js';

afterAll(removeFolders);

interface Report {
  readonly name: string;
  readonly size: number;
  readonly ms: number;
  /** The peak memory of the process, in megabytes. */
  readonly memory: number;
  readonly kept: boolean;
  /** Whether kept and removed ranges concatenate to the source. */
  readonly whole: boolean;
}

/** Generous, for a machine that is busy with other things. */
const LIMIT_MS = 180_000;

/** Cleans documents in a separate process (see support/hostile.ts). */
async function hostile(...words: readonly string[]): Promise<Report[]> {
  const dist = path.join(process.env.KLARTEXT_BUILT as string, 'dist');
  // Kills a process that hangs before jest gives up on the test, which would leave it running.
  const timeout = LIMIT_MS - 5000;
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(ROOT, 'build/test/support/hostile.js'), dist, ...words], {
    timeout,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Report);
}

const SMALL = 250_000;
const LARGE = 1_000_000;
/** Four times the input takes four times as long; quadratic growth would make it sixteen. */
const GROWTH = 9;
/** How much a busy machine adds to short times. */
const NOISE_MS = 1500;

test(
  'a megabyte of anything is read whole, with its text, in linear time',
  async () => {
    const reports = await hostile(String(SMALL), String(LARGE));
    expect(reports.length).toBeGreaterThan(60);
    expect(reports.filter(({ kept, whole }) => !kept || !whole)).toEqual([]);
    const half = reports.length / 2;
    const slow = reports.slice(half).filter(({ ms }, i) => ms > reports[i].ms * GROWTH + NOISE_MS);
    expect(slow).toEqual([]);
  },
  LIMIT_MS,
);

describe('the largest pages', () => {
  test.each([
    // Ten million elements: five characters for each opening tag, six for the closing one.
    ['nested divs', 110_000_000, 2000],
    ['nested divs, none closed', 50_000_000, 2000],
    ['a long attribute', 100_000_000, 1000],
    ['a long attribute, not closed', 100_000_000, 1000],
  ])(
    'a page is read whole: %s, %i characters',
    async (name, size, megabytes) => {
      const [report] = await hostile(`${name}=${size}`);
      expect(report).toMatchObject({ name, kept: true, whole: true });
      expect(report.memory).toBeLessThan(megabytes);
      expect(report.ms).toBeLessThan(LIMIT_MS / 3);
    },
    LIMIT_MS,
  );
});

describe('Readability', () => {
  test.each(['nested divs', 'nested spans, none closed', 'unclosed everything'])('is not run on a page of %s', async (name) => {
    const [report] = await hostile(`${name}=100000`, '--engine', 'readability');
    expect(report).toMatchObject({ kept: true, whole: true });
    // Otherwise it takes half a minute.
    expect(report.ms).toBeLessThan(8000);
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
    // Scrapers write this for a lone surrogate; it is not valid UTF-8.
    [
      'halves of pairs',
      Buffer.concat([Buffer.from(`<!DOCTYPE html><meta charset=utf-8>${P.repeat(40)}<p>x`), Buffer.from([0xed, 0xa0, 0xbd])]),
    ],
  ])('cleans a page of %s from standard input', async (_what, input) => {
    const { status, stdout } = await klartext(['clean', '-'], { input });
    expect([status, stdout]).toEqual([0, expect.stringContaining(SENTENCE)]);
  });
});
