/** Whole runs are restored from folders, record files and Parquet; outputs that were tampered with are refused. */

import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { withOutput } from '../../../src/batch/output/removedLine.js';
import { type RestoreResult, type RestoreSettings, restoreAll } from '../../../src/batch/restore/restoreAll.js';
import { compressed } from '../../../src/files/sinks/compress.js';
import { parquetFromLines } from '../../../src/files/sinks/parquet.js';
import { SENTENCES } from '../../support/arbitraries.js';
import { cleaned, cleanedRecord } from '../../support/cleanedOutputs.js';
import { filesIn, folderWith, removeFolders } from '../../support/command.js';
import { bytesOf, encode } from '../../support/encode.js';

afterAll(removeFolders);

async function restored(settings: Partial<RestoreSettings> & Pick<RestoreSettings, 'cleaned' | 'removed'>): Promise<RestoreResult[]> {
  const found: RestoreResult[] = [];
  for await (const one of restoreAll({ to: 'files', out: undefined, print: async () => {}, ...settings })) found.push(one);
  return found;
}

const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join('');
const errors = (all: readonly RestoreResult[]) => all.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));

const TEXT = bytesOf([0xef, 0xbb, 0xbf], `Anzeige\r\n${SENTENCES[0]} (kd)\r\n\r\n\u00a0Wie  es weitergeht`);
const PAGE = encode('windows-1252', `<meta charset=windows-1252><p>Anzeige</p>\n<p >„${SENTENCES[1]}“ – Schluß`);

describe('a folder', () => {
  const one = cleaned('a/steg.txt', TEXT, 'html', 'a/steg.html');
  const other = cleaned('b.html', PAGE, 'html', 'b.html');
  const folder = folderWith({
    'out/a/steg.html': one.text,
    'out/b.html': other.text,
    'removed.jsonl': lines(one.line, other.line),
  });
  const at = (name: string) => path.join(folder, name);

  test('becomes the originals, at their original paths', async () => {
    expect(await restored({ cleaned: at('out'), removed: at('removed.jsonl'), out: at('again') })).toEqual([
      { name: 'in/a/steg.txt' },
      { name: 'in/b.html' },
    ]);
    expect(readFileSync(at('again/a/steg.txt')).equals(TEXT)).toBe(true);
    expect(readFileSync(at('again/b.html')).equals(PAGE)).toBe(true);
    expect(Object.keys(filesIn(at('again')))).toEqual(['a/steg.txt', 'b.html']);
  });

  test.each(['gz', 'zst'] as const)('that is compressed (%s) becomes the originals', async (how) => {
    writeFileSync(
      at(`removed.${how}`),
      await compressed(Buffer.from(lines(withOutput(cleaned('a/steg.txt', TEXT, 'txt').line, `x.txt.${how}`))), how),
    );
    writeFileSync(at(`out/x.txt.${how}`), await compressed(Buffer.from(cleaned('a/steg.txt', TEXT, 'txt').text), how));
    expect(await restored({ cleaned: at('out'), removed: at(`removed.${how}`), out: at(`again-${how}`) })).toEqual([
      { name: 'in/a/steg.txt' },
    ]);
    expect(readFileSync(at(`again-${how}/a/steg.txt`)).equals(TEXT)).toBe(true);
  });

  test('of JSON becomes the originals', async () => {
    const made = cleaned('a/steg.txt', TEXT, 'json', 'x.json');
    writeFileSync(at('out/x.json'), made.text);
    writeFileSync(at('json.jsonl'), lines(made.line));
    expect(await restored({ cleaned: at('out'), removed: at('json.jsonl'), out: at('again-json') })).toEqual([{ name: 'in/a/steg.txt' }]);
    expect(readFileSync(at('again-json/a/steg.txt')).equals(TEXT)).toBe(true);
  });

  test('reports documents that are missing, changed or not restorable, and restores the others', async () => {
    const changed = cleaned('c.txt', TEXT, 'txt', 'c.txt');
    const gone = cleaned('d.txt', TEXT, 'txt', 'd.txt');
    const page = cleaned('e.html', PAGE, 'txt', 'e.txt');
    const nowhere = cleaned('f.txt', TEXT, 'txt');
    writeFileSync(at('out/c.txt'), changed.text.replace('lange', 'nie'));
    writeFileSync(at('out/e.txt'), page.text);
    writeFileSync(at('bad.jsonl'), lines(changed.line, gone.line, 'nope', page.line, nowhere.line, other.line));
    const all = await restored({ cleaned: at('out'), removed: at('bad.jsonl'), out: at('again-bad') });
    expect(errors(all)).toEqual([
      expect.stringMatching(/^in\/c\.txt: the cleaned text is not the one that was written/u),
      expect.stringMatching(/^in\/d\.txt: .*out\/d\.txt: no such file/u),
      expect.stringMatching(/bad\.jsonl:3: is not a line of JSON/u),
      'in/e.html: a page is restored from --to html',
      expect.stringMatching(/^in\/f\.txt: was not written to a folder/u),
    ]);
    expect(Object.keys(filesIn(at('again-bad')))).toEqual(['b.html']);
  });

  test.each(['../x.txt', 'a/../../x.txt', '/tmp/klartext-x.txt', '..', '', '.', 'a\0b'])(
    'is never left: not for a source called %j, nor for such an output',
    async (name) => {
      const record = JSON.parse(one.line) as object;
      const source = JSON.stringify({ ...record, source: name });
      const output = JSON.stringify({ ...record, output: name });
      writeFileSync(at('climbs.jsonl'), lines(source, output));
      const all = await restored({ cleaned: at('out'), removed: at('climbs.jsonl'), out: at('deep/again') });
      expect(errors(all)).toEqual([expect.stringContaining('not below'), expect.stringContaining('not below')]);
      expect(existsSync(at('deep')) ? Object.keys(filesIn(at('deep'))) : []).toEqual([]);
    },
  );

  test('with several sources of one name has them numbered', async () => {
    writeFileSync(at('twice.jsonl'), lines(one.line, one.line, one.line));
    await restored({ cleaned: at('out'), removed: at('twice.jsonl'), out: at('again-twice') });
    expect(Object.keys(filesIn(at('again-twice')))).toEqual(['a/steg-2.txt', 'a/steg-3.txt', 'a/steg.txt']);
  });

  test('with a document whose path is taken by a folder restores the others', async () => {
    mkdirSync(at('again-taken/b.html/x'), { recursive: true });
    const all = await restored({ cleaned: at('out'), removed: at('removed.jsonl'), out: at('again-taken') });
    expect(errors(all)).toEqual([expect.stringMatching(/^in\/b\.html: cannot be written/u)]);
    expect(readFileSync(at('again-taken/a/steg.txt')).equals(TEXT)).toBe(true);
  });

  test('with a loop of links is reported', async () => {
    symlinkSync('loop', at('out/loop'));
    writeFileSync(at('loop.jsonl'), lines(withOutput(cleaned('a/steg.txt', TEXT, 'txt').line, 'loop')));
    expect(errors(await restored({ cleaned: at('out'), removed: at('loop.jsonl'), out: at('again-loop') }))).toEqual([
      expect.stringContaining('symbolic link'),
    ]);
  });
});

describe('a record file', () => {
  const SOURCES = [
    `{"id":17,"text":"Anzeige\\r\\n${SENTENCES[0]} (kd)","url":"u","notes":"mine","n":123456789012345678901234567890}`,
    `{"text":"${SENTENCES[2]}\\nAnzeige","body":null}`,
    '{"verdicts":[1],"id":"x","text":"Steg \\ud800\\nAnzeige"}',
  ];
  const made = SOURCES.map((line, i) => cleanedRecord(line, 'text', i + 1));
  const failed = '{"id":"in.jsonl#9","error":"its field “text” holds no text"}';
  const folder = folderWith({
    'clean.jsonl': lines(made[0].text, failed, made[1].text, made[2].text),
    'removed.jsonl': lines(...made.map(({ line }) => line)),
  });
  const at = (name: string) => path.join(folder, name);

  test('becomes the original records, byte for byte and in order', async () => {
    const all = await restored({ cleaned: at('clean.jsonl'), removed: at('removed.jsonl'), to: 'jsonl', out: at('again.jsonl') });
    expect(errors(all)).toEqual([expect.stringMatching(/clean\.jsonl:2: was not cleaned: its field “text” holds no text$/u)]);
    expect(readFileSync(at('again.jsonl'), 'utf8')).toBe(lines(SOURCES[0], failed, SOURCES[1], SOURCES[2]));
  });

  test.each(['{"body":"Steg","error":"zu lang"}', '{"notes":[],"error":"zu lang"}', '{"body":null,"notes":[]}'])(
    'may hold records that were not cleaned, whatever their own fields are: %s',
    async (line) => {
      writeFileSync(at('own.jsonl'), lines(line, made[0].text));
      writeFileSync(at('own-removed.jsonl'), lines(made[0].line));
      await restored({ cleaned: at('own.jsonl'), removed: at('own-removed.jsonl'), to: 'jsonl', out: at('own-again.jsonl') });
      expect(readFileSync(at('own-again.jsonl'), 'utf8')).toBe(lines(line, SOURCES[0]));
    },
  );

  test('is printed if no file is named', async () => {
    let printed = '';
    const print = async (text: string) => {
      printed += text;
    };
    await restored({ cleaned: at('clean.jsonl'), removed: at('removed.jsonl'), to: 'jsonl', print });
    expect(printed).toBe(lines(SOURCES[0], failed, SOURCES[1], SOURCES[2]));
  });

  test('becomes files, except for text with half a surrogate pair', async () => {
    const all = await restored({ cleaned: at('clean.jsonl'), removed: at('removed.jsonl'), out: at('again') });
    expect(errors(all).slice(1)).toEqual([expect.stringMatching(/in\.jsonl#3: its text contains half a surrogate pair/u)]);
    expect(filesIn(at('again'))).toEqual({ 'in/1.txt': `Anzeige\r\n${SENTENCES[0]} (kd)`, 'in/2.txt': `${SENTENCES[2]}\nAnzeige` });
  });

  test('is read and written compressed', async () => {
    const blocks = made.map(({ text }) => compressed(Buffer.from(`${text}\n`), 'zst'));
    writeFileSync(at('clean.jsonl.zst'), Buffer.concat(await Promise.all(blocks)));
    const settings = { cleaned: at('clean.jsonl.zst'), removed: at('removed.jsonl'), to: 'jsonl', out: at('again.jsonl.gz') } as const;
    expect(errors(await restored(settings))).toEqual([]);
    expect(gunzipSync(readFileSync(at('again.jsonl.gz'))).toString()).toBe(lines(...SOURCES));
  });

  test('as Parquet becomes the original records, as far as its types allow', async () => {
    const plain = SOURCES.slice(1, 2).concat('{"n":5,"gone":null,"text":"Steg\\nAnzeige","tags":["a",{"b":1.5}],"id":"y"}');
    const rows = plain.map((line, i) => cleanedRecord(line, 'text', i + 1));
    writeFileSync(at('spool'), lines(...rows.map(({ text }) => text)));
    writeFileSync(at('rows.jsonl'), lines(...rows.map(({ line }) => line)));
    await parquetFromLines(at('spool'), at('clean.parquet'));
    const all = await restored({ cleaned: at('clean.parquet'), removed: at('rows.jsonl'), to: 'jsonl', out: at('rows-again.jsonl') });
    expect(errors(all)).toEqual([]);
    expect(readFileSync(at('rows-again.jsonl'), 'utf8')).toBe(lines(...plain));
    const damaged = readFileSync(at('clean.parquet')).fill(0xff, 4, 60);
    writeFileSync(at('damaged.parquet'), damaged);
    await expect(restored({ cleaned: at('damaged.parquet'), removed: at('rows.jsonl'), to: 'jsonl', out: at('x.jsonl') })).rejects.toThrow(
      /damaged\.parquet: .* is damaged: rows 1 to 2 cannot be read/u,
    );
  });

  test('reports records without a removals line, and lines without a record', async () => {
    writeFileSync(at('short.jsonl'), lines(made[0].line));
    expect(errors(await restored({ cleaned: at('clean.jsonl'), removed: at('short.jsonl'), to: 'jsonl' })).slice(1)).toEqual([
      expect.stringMatching(/clean\.jsonl:3: .*short\.jsonl has no line for it/u),
      expect.stringMatching(/clean\.jsonl:4: .*short\.jsonl has no line for it/u),
    ]);
    writeFileSync(at('first.jsonl'), lines(made[0].text));
    expect(errors(await restored({ cleaned: at('first.jsonl'), removed: at('removed.jsonl'), to: 'jsonl' }))).toEqual([
      expect.stringMatching(/^in\.jsonl#2: .*first\.jsonl has no record of it/u),
      expect.stringMatching(/^in\.jsonl#3: .*first\.jsonl has no record of it/u),
    ]);
  });

  test('has an error record in place of one that was changed', async () => {
    writeFileSync(at('changed.jsonl'), lines(made[0].text.replace('lange', 'nie'), 'nope', made[1].text, made[2].text));
    await restored({ cleaned: at('changed.jsonl'), removed: at('removed.jsonl'), to: 'jsonl', out: at('changed-again.jsonl') });
    const records = readFileSync(at('changed-again.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(records[0])).toEqual({ id: '17', error: expect.stringContaining('is not the one that was written') });
    expect(JSON.parse(records[1])).toEqual({ error: expect.stringContaining('is not a record') });
    expect(records.slice(2)).toEqual([SOURCES[1], SOURCES[2], '']);
  });

  test('that was cut short ends with an error and leaves no partial file', async () => {
    const whole = await compressed(readFileSync(at('removed.jsonl')), 'gz');
    writeFileSync(at('cut.gz'), whole.subarray(0, whole.length - 20));
    await expect(restored({ cleaned: at('clean.jsonl'), removed: at('cut.gz'), to: 'jsonl', out: at('cut.jsonl') })).rejects.toThrow(
      /cut\.gz: .*(?:cut short|damaged)/u,
    );
    expect(Object.keys(filesIn(folder)).filter((name) => name.startsWith('cut.jsonl'))).toEqual([]);
  });

  test.each([
    ['no such file', 'nowhere', 'removed.jsonl', /nowhere: no such file or folder/u],
    ['no such removals', 'clean.jsonl', 'nowhere', /nowhere: no such file or folder/u],
    ['a folder of removals', 'clean.jsonl', '.', /is a folder/u],
    ['no Parquet', 'fake.parquet', 'removed.jsonl', /fake\.parquet: is not a Parquet file/u],
  ])('that is %s', async (_name, one, removed, message) => {
    writeFileSync(at('fake.parquet'), 'nope');
    await expect(restored({ cleaned: at(one), removed: at(removed), out: at('x') })).rejects.toThrow(message);
  });
});

describe('a single file', () => {
  test('is the output of one document', async () => {
    const made = cleaned('b.html', PAGE, 'html');
    const folder = folderWith({ 'clean.html': made.text, 'removed.jsonl': lines(made.line), 'two.jsonl': lines(made.line, made.line) });
    const at = (name: string) => path.join(folder, name);
    expect(await restored({ cleaned: at('clean.html'), removed: at('removed.jsonl'), out: at('again') })).toEqual([{ name: 'in/b.html' }]);
    expect(readFileSync(at('again/b.html')).equals(PAGE)).toBe(true);
    await expect(restored({ cleaned: at('clean.html'), removed: at('two.jsonl'), out: at('again') })).rejects.toThrow(/several documents/u);
  });
});

test('a long record file is restored line by line, not all at once', async () => {
  const folder = folderWith({});
  const at = (name: string) => path.join(folder, name);
  const made = cleanedRecord(`{"text":"${SENTENCES.join(' ')}\\nAnzeige"}`, 'text', 1);
  const count = 40_000;
  await Promise.all(
    [
      ['clean.jsonl', made.text],
      ['removed.jsonl', made.line],
    ].map(async ([name, line]) => {
      const stream = createWriteStream(at(name));
      const block = `${line}\n`.repeat(1000);
      for (let i = 0; i < count; i += 1000) if (!stream.write(block)) await once(stream, 'drain');
      await new Promise<void>((resolve) => stream.end(() => resolve()));
    }),
  );
  let seen = 0;
  let most = 0;
  const before = process.memoryUsage().rss;
  for await (const { error } of restoreAll({
    cleaned: at('clean.jsonl'),
    removed: at('removed.jsonl'),
    to: 'jsonl',
    out: undefined,
    print: async () => {},
  })) {
    expect(error).toBeUndefined();
    if (++seen % 1000 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  expect(seen).toBe(count);
  expect((most - before) / 1e6).toBeLessThan(250);
});
