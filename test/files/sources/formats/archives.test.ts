/** Tar and zip archives: which entries are documents, paths that climb, bombs, damage. */
import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readItems } from '../../../../src/files/sources/readItems.js';
import { type Entry, tar, zip } from '../../../support/archives.js';
import { inputOf, itemsOf, SETTINGS, summary } from '../../../support/sources.js';

const PAGES: readonly Entry[] = [
  ['2011/a.html', '<p>Der See trägt.'],
  ['2011/b.txt.gz', gzipSync('Der See taut.')],
  ['bild.png', 'PNG'],
  ['2011/c.xhtml', ''],
  ['liste.jsonl', '{"text":"x"}'],
  ['__MACOSX/2011/._a.html', 'x'],
  ['2011/a.html', '<p>Noch einmal.'],
  ['notiz.md', 'Eis'],
];
const EXPECTED = [
  '#2011/a.html <p>Der See trägt.',
  '#2011/b.txt.gz Der See taut.',
  '#2011/c.xhtml ! the file is empty',
  '#2011/a.html#2 <p>Noch einmal.',
  '#notiz.md Eis',
];
const CLIMBING: readonly Entry[] = [
  '../../x.html',
  '/etc/y.html',
  'C:\\z.html',
  'a/../../w.html',
  'CON.html',
  'a\u0000b.html',
  '.klartext/v.html',
  `${'lang'.repeat(70)}.html`,
].map((name) => [name, 'Eis']);
const SAFE = [
  'x.html',
  'etc/y.html',
  'z.html',
  'a/w.html',
  '_CON.html',
  'a_b.html',
  '_klartext/v.html',
  expect.stringMatching(/^(?:lang)+l?a?n?~[0-9a-f]{12}\.html$/u),
];

describe.each([
  ['tar', tar],
  ['zip', async (entries: readonly Entry[]) => zip(entries)],
])('a %s archive', (ending, make) => {
  test('contains a document for each page and text', async () => {
    const found = await itemsOf(inputOf(`alt/archiv.${ending}`, await make(PAGES)));
    expect(summary(found)).toEqual(EXPECTED);
    expect(found.slice(0, 3).map(({ relative }) => relative)).toEqual([
      'alt/archiv/2011/a.html',
      'alt/archiv/2011/b.txt',
      'alt/archiv/2011/c.xhtml',
    ]);
    expect(found[0]).toMatchObject({
      format: 'html',
      name: expect.stringMatching(new RegExp(`alt/archiv\\.${ending}#2011/a\\.html$`, 'u')),
    });
    expect(summary(await itemsOf(inputOf('ohne-endung', await make(PAGES))))).toEqual(EXPECTED);
  });

  test('puts no document outside its folder', async () => {
    // Names in a tar end at a zero.
    const entries = ending === 'tar' ? CLIMBING.filter(([name]) => !name.includes('\u0000')) : CLIMBING;
    const found = await itemsOf(inputOf(`k.${ending}`, await make(entries)));
    const places = found.map(({ relative }) => relative);
    const safe = ending === 'tar' ? SAFE.filter((place) => place !== 'a_b.html') : SAFE;
    expect(places.map((place) => place.replace(/^k\//u, ''))).toEqual(safe);
    expect(places.every((place) => place.startsWith('k/') && Buffer.byteLength(place.split('/').at(-1) as string) <= 255)).toBe(true);
  });

  test('with a bomb or a large document yields the others', async () => {
    const bomb = gzipSync(Buffer.alloc(50 << 20));
    const archive = await make([
      ['a.html', 'Eis'],
      ['b.html.gz', bomb],
      ['c.html', Buffer.alloc(2 << 20)],
      ['d.html', 'Tau'],
    ]);
    const large = '! larger than 1 MB (--max-bytes)';
    expect(summary(await itemsOf(inputOf(`bombe.${ending}`, archive)))).toEqual([
      '#a.html Eis',
      `#b.html.gz ${large}`,
      `#c.html ${large}`,
      '#d.html Tau',
    ]);
  });

  test('reports the bytes read from the file', async () => {
    const archive = await make([
      ['a.html', 'Eis'.repeat(90_000)],
      ['b.html', Buffer.from(Array.from({ length: 99_999 }, (_, i) => (i * i) % 251))],
    ]);
    let read = 0;
    await itemsOf(inputOf(`z.${ending}`, archive), { onBytes: (count) => (read += count) });
    expect(read).toBe(archive.length);
  });

  test('that is empty contains no documents', async () => {
    expect(await itemsOf(inputOf(`leer.${ending}`, await make([])))).toEqual([]);
  });

  test('can be abandoned early', async () => {
    const items = readItems(inputOf(`frueh.${ending}`, await make(PAGES)), SETTINGS);
    await items.next();
    expect(await items.return(undefined)).toMatchObject({ done: true });
  });
});

describe('a tar archive', () => {
  test('may be compressed, and entries that are not files are skipped', async () => {
    const archive = await tar([
      ['ordner.html', '', { type: 'directory' }],
      ['verweis.html', '', { type: 'symlink', linkname: '/etc/passwd' }],
      ...PAGES,
    ]);
    expect(summary(await itemsOf(inputOf('a.tar.gz', gzipSync(archive))))).toEqual(EXPECTED);
    const [item] = await itemsOf(inputOf('b/a.tgz', gzipSync(archive)));
    expect(item.relative).toBe('b/a/2011/a.html');
  });

  test('that is truncated or damaged yields what came before', async () => {
    const archive = await tar(PAGES);
    const short = summary(await itemsOf(inputOf('kurz.tar', archive.subarray(0, 1024 + 512 + 20))));
    expect(short).toEqual([EXPECTED[0], '! the archive ends too early: it was cut short']);
    const broken = Buffer.from(archive);
    broken.fill('x', 1024, 1536);
    expect(summary(await itemsOf(inputOf('kaputt.tar', broken)))).toEqual([
      EXPECTED[0],
      '! the archive is damaged; nothing after the damage was read',
    ]);
    const zipped = gzipSync(
      await tar([
        ['a.html', 'Eis'],
        ['b.html', Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i * 31) % 251))],
      ]),
    );
    expect(summary(await itemsOf(inputOf('kurz.tar.gz', zipped.subarray(0, -200))))).toEqual([
      '#a.html Eis',
      '! the compressed data ends too early: the file was cut short',
    ]);
  });
});

describe('a zip archive', () => {
  test('that is an Office document is refused by its name; a book is read', async () => {
    const page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Der See taut.</p></body></html>';
    const found = async (entries: readonly Entry[]) => summary(await itemsOf(inputOf('a.zip', zip(entries))));
    expect(await found([['word/document.xml', '<w/>']])).toEqual([expect.stringMatching(/a Word document, which is not read: “pandoc/u)]);
    expect(await found([['xl/workbook.xml', '<w/>']])).toEqual([expect.stringMatching(/an Office document, which is not read/u)]);
    const odt: Entry[] = [
      ['mimetype', 'application/vnd.oasis.opendocument.text'],
      ['content.xml', '<x/>'],
    ];
    expect(await found(odt)).toEqual([expect.stringMatching(/an OpenDocument text, which is not read/u)]);
    expect(
      await itemsOf(
        inputOf(
          'b.epub',
          zip([
            ['mimetype', 'application/epub+zip'],
            ['OEBPS/1.xhtml', page],
          ]),
        ),
      ),
    ).toMatchObject([{ format: 'html', content: Buffer.from(page) }]);
    expect(
      await itemsOf(
        inputOf(
          'c.zip',
          zip([
            ['content.xml', '<x/>'],
            ['a.html', page],
          ]),
        ),
      ),
    ).toMatchObject([{ format: 'html' }]);
  });

  test('with false sizes, encryption or unknown methods is reported entry by entry', async () => {
    expect(summary(await itemsOf(inputOf('l.zip', zip([['a.html', Buffer.alloc(90 << 20)]], { size: 10 }))))).toEqual([
      expect.stringMatching(/^#a\.html ! (?:too many bytes|larger)/u),
    ]);
    expect(summary(await itemsOf(inputOf('e.zip', zip([['a.html', 'Eis']], { flags: 1 }))))).toEqual([
      '#a.html ! is encrypted: unpack the archive with its password first',
    ]);
    expect(summary(await itemsOf(inputOf('m.zip', zip([['a.html', 'Eis']], { method: 99 }))))).toEqual([
      '#a.html ! is compressed with a method that is not supported (99): unpack the archive first',
    ]);
  });

  test('that is damaged or truncated is an error', async () => {
    const archive = zip(PAGES);
    const directory = 'the archive is damaged or was cut short: the directory at its end cannot be read';
    expect(summary(await itemsOf(inputOf('kurz.zip', archive.subarray(0, -100))))).toEqual([`! ${directory}`]);
    const broken = Buffer.from(archive);
    broken.fill(0xff, 42, 50);
    const found = summary(await itemsOf(inputOf('kaputt.zip', broken)));
    expect(found[0]).toMatch(/^#2011\/a\.html ! /u);
    expect(found.slice(1)).toEqual(EXPECTED.slice(1));
  });

  test('that refers to an offset no file has is an error like any other', async () => {
    const archive = zip(PAGES);
    const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
    const locator = Buffer.alloc(20);
    locator.write('PK\u0006\u0007');
    locator.writeBigUInt64LE(2n ** 63n, 8);
    const trailer = Buffer.from(archive.subarray(end));
    // A directory at 0xffffffff is looked up where the locator says.
    trailer.writeUInt32LE(0xffffffff, 16);
    const found = summary(await itemsOf(inputOf('fern.zip', Buffer.concat([archive.subarray(0, end), locator, trailer]))));
    expect(found).toEqual([expect.stringMatching(/^! the archive is damaged/u)]);
  });

  (existsSync('/proc/self/fd') ? test : test.skip)('that is damaged does not stay open', async () => {
    const filesOpen = () => readdirSync('/proc/self/fd').length;
    const input = inputOf('kurz.zip', zip(PAGES).subarray(0, -100));
    await itemsOf(input);
    const before = filesOpen();
    for (let i = 0; i < 20; i++) await itemsOf(input);
    await new Promise(setImmediate);
    expect(filesOpen()).toBeLessThan(before + 20);
  });

  test('must be a file, not a stream', async () => {
    expect(summary(await itemsOf(inputOf('a.zip.gz', gzipSync(zip(PAGES)))))).toEqual([
      '! a zip archive that has been compressed again cannot be read: unpack it first (“gunzip”, “unxz” …)',
    ]);
  });
});
