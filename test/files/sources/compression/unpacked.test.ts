/** Compressed files: several members, damage, truncation, bombs, two files at the same time. */
import { gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readItems } from '../../../../src/files/sources/readItems.js';
import { BZIP2, decoded, LINES, XZ } from '../../../support/compressed.js';
import { inputOf, itemsOf, SETTINGS, summary } from '../../../support/sources.js';

/** `head -c 300000000 /dev/zero | bzip2 -9` */
const BZIP2_BOMB =
  'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWXcjn6wAvHRAIMAAEAAACCAAMMwJqmmqQqC2pSFQXi7kinChIQEEDIg=';

/** The same lines by `zstd`, which adds a checksum. */
const ZSTD = [
  'KLUv/QRYUQEAeyJ0ZXh0IjoiRGVyIGVyc3RlIEJ1cyBmw6RocnQgdW0gZsO8bmYuIn0K29dw9g==',
  'KLUv/QRYEQEAeyJ0ZXh0IjoiRGVyIHp3ZWl0ZSBmw6RsbHQgYXVzLiJ9CuWzpnY=',
];
/** `head -c 5000000 /dev/zero | bzip2 -9` */
const BZIP2_ZEROS = 'QlpoOTFBWSZTWabi8/QAJkvAAsAACAAACCAAMMwFKaapEUbAoijxdyRThQkKbi8/QA==';
/** `yes '{"text":"Enten"}' | head -n 20000 | xz -9` */
const XZ_MANY =
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM5TAfAIldAD2IioaUiBPg84kzqvEhFh7N2K4IJ/ycgxFYxkxv5dR1SfjeifX3qCuCQPz/niwBuWQJlfOGY5GvICNmOhJEImAsW5FGbt4q8MLkt5kkAK3zIw4UOsOhRLqZehMlAVzG1ubL4iODt5Ru0v6s3QCdE1sg4FgrxV5Roue71Xjl9AF93J2/+boD7wAAAAAAAK/maW2OfNyHAAGlAaDgFADAY8N9scRn+wIAAAAABFla';

let zstd: Zstd;
/** The two lines as separate members, by ending. */
let members: Record<string, readonly Uint8Array[]>;

beforeAll(async () => {
  zstd = await Zstd.load();
  members = {
    gz: LINES.map((line) => gzipSync(line)),
    zst: LINES.map((line) => zstd.compress(Buffer.from(line))),
    bz2: decoded(BZIP2),
    xz: decoded(XZ),
  };
});

const TWO = ['#1 Der erste Bus fährt um fünf.', '#2 Der zweite fällt aus.'];

describe.each([
  ['gz', 12],
  ['zst', 1],
  ['bz2', 12],
  ['xz', 30],
])('.%s', (ending, at) => {
  test('is unpacked with one member or two', async () => {
    expect(summary(await itemsOf(inputOf(`eins.jsonl.${ending}`, members[ending][0])))).toEqual(TWO.slice(0, 1));
    expect(summary(await itemsOf(inputOf(`zwei.jsonl.${ending}`, Buffer.concat(members[ending]))))).toEqual(TWO);
    // Recognised by content under any name.
    expect(summary(await itemsOf(inputOf(`zwei-${ending}.jsonl`, Buffer.concat(members[ending]))))).toEqual(TWO);
  });

  test('that is truncated yields what came before, then an error', async () => {
    const bytes = Buffer.concat(members[ending]);
    for (const length of [bytes.length - 30, bytes.length - 9]) {
      const found = summary(await itemsOf(inputOf(`kurz.jsonl.${ending}`, bytes.subarray(0, length))));
      expect(found[0]).toBe(TWO[0]);
      expect(found.at(-1)).toMatch(/^! the (compressed )?data ends too early: the file was cut short$/u);
    }
  });

  test('that is damaged yields what came before, then an error', async () => {
    const bytes = Buffer.concat(members[ending]);
    bytes[members[ending][0].length + at] ^= 0xff;
    const found = summary(await itemsOf(inputOf(`kaputt.jsonl.${ending}`, bytes)));
    expect(found).toEqual([TWO[0], expect.stringMatching(/^! the compressed data.* is damaged/u)]);
  });

  test('can be read twice at the same time', async () => {
    const input = inputOf(`zweimal.jsonl.${ending}`, Buffer.concat(members[ending]));
    const one = readItems(input, SETTINGS);
    const other = readItems(input, SETTINGS);
    expect([(await one.next()).value, (await other.next()).value, (await one.next()).value, (await other.next()).value]).toMatchObject(
      [0, 0, 1, 1].map((i) => ({ content: TWO[i].slice(3) })),
    );
    await one.return(undefined);
    expect((await other.next()).done).toBe(true);
  });
});

describe('Zstandard', () => {
  test('may have all kinds of blocks and headers', async () => {
    // Several blocks, with runs, noise and text; with and without the size in the header.
    let seed = 7;
    const next = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return 32 + ((seed >> 16) % 90);
    };
    const noise = Buffer.from(Array.from({ length: 200_000 }, next));
    const text = Buffer.concat([noise, Buffer.alloc(300_000, 'x'), Buffer.alloc(300_000, 'Der Bus kommt nicht. '), noise]);
    zstd.reset();
    const streamed = Buffer.concat([
      zstd.compressChunk(text.subarray(0, 250_000)),
      zstd.compressChunk(text.subarray(250_000)),
      zstd.compressEnd(),
    ]);
    for (const bytes of [zstd.compress(text), zstd.compress(text, 19), streamed]) {
      const [item] = await itemsOf(inputOf('bloecke.txt.zst', bytes));
      expect(Buffer.compare((item as { content: Uint8Array }).content, text)).toBe(0);
    }
    // With a skippable frame before and after.
    const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    expect(summary(await itemsOf(inputOf('sprung.jsonl', Buffer.concat([skipped, ...members.zst, skipped]))))).toEqual(TWO);
  });
});

test('Zstandard with checksums is unpacked, and a wrong checksum is damage', async () => {
  const bytes = Buffer.concat(decoded(ZSTD));
  expect(summary(await itemsOf(inputOf('summe.jsonl.zst', bytes)))).toEqual(TWO);
  bytes[bytes.length - 1] ^= 0xff;
  expect(summary(await itemsOf(inputOf('summe.jsonl.zst', bytes)))).toEqual([
    TWO[0],
    expect.stringMatching(/^! the compressed data \(zstd\) is damaged/u),
  ]);
});

test('bzip2 with long runs is unpacked', async () => {
  const [item] = await itemsOf(inputOf('nullen.txt', decoded([BZIP2_ZEROS])[0]), { maxBytes: 1 << 24 });
  expect(Buffer.compare((item as { content: Uint8Array }).content, Buffer.alloc(5_000_000))).toBe(0);
});

test('xz can be abandoned in the middle without blocking other files', async () => {
  const input = inputOf('viele.jsonl.xz', decoded([XZ_MANY])[0]);
  const left = readItems(input, SETTINGS);
  await left.next();
  expect(await itemsOf(input)).toHaveLength(20_000);
  await left.return(undefined);
});

describe('bombs', () => {
  test('in Zstandard and bzip2 stop at the limit without delay', async () => {
    const zeros = zstd.compress(Buffer.alloc(200 << 20));
    for (const [name, member] of [
      ['b.txt.zst', zeros],
      ['b.txt.bz2', decoded([BZIP2_BOMB])[0]],
    ] as const) {
      const bomb = Buffer.concat(Array.from({ length: 100 }, () => member));
      const begun = performance.now();
      expect(summary(await itemsOf(inputOf(name, bomb)))).toEqual(['! larger than 1 MB (--max-bytes)']);
      expect(performance.now() - begun).toBeLessThan(10_000);
    }
  });

  test('that unpack to a long line are skipped', async () => {
    const zeros = zstd.compress(Buffer.alloc(50 << 20, 'x'));
    const lines = Buffer.concat([members.zst[0], zeros, zstd.compress(Buffer.from('\n')), members.zst[1]]);
    expect(summary(await itemsOf(inputOf('b.jsonl.zst', lines)))).toEqual([
      TWO[0],
      expect.stringMatching(/^#2 ! a line of more/u),
      '#3 Der zweite fällt aus.',
    ]);
  });
});
