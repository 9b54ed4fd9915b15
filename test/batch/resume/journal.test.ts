/** Journals hold any number of documents, and no run fails because of a damaged one. */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Output } from '../../../src/batch/output/output.js';
import { History } from '../../../src/batch/resume/history.js';
import { Journal, journalFile } from '../../../src/batch/resume/journal.js';
import { journalLinesIn, LineReader } from '../../../src/batch/resume/journalReader.js';
import type { CleanedDocument } from '../../../src/batch/run/cleanSettings.js';
import { cleaner } from '../../../src/batch/run/cleanTask.js';
import type { Handler } from '../../../src/batch/run/job.js';
import { DEFAULT_READ } from '../../../src/files/readTasks.js';
import { filesIn, folderWith } from '../../support/command.js';
import { keepJournalsApart, rerun } from '../../support/resuming.js';
import { WORK } from '../../support/run.js';

keepJournalsApart();

const sentence = (n: number) => `Der Gemeinderat von Hohenwiek hat zum ${n}. Mal lange über den neuen Steg beraten.`;
const files = Object.fromEntries([1, 2, 3].map((n) => [`in/${n}.txt`, sentence(n)]));
const places = () => {
  const cwd = folderWith(files);
  return { input: path.join(cwd, 'in'), out: path.join(cwd, 'out'), records: path.join(cwd, 'out.jsonl'), cwd };
};
const HEAD = '{"format":"klartext-journal/2"}\n';

describe('an unusable journal', () => {
  const entry = '{"name":"in/1.txt","print":"x","out":"1.txt","size":1}\n';
  test.each([
    ['empty', ''],
    ['null', 'null\n'],
    ['a number', '5\n'],
    ['of another version', '{"format":"klartext-journal/1"}\n{"begin":"x"}\n'],
    ['of null', `${HEAD}{"begin":"x"}\nnull\n${entry}`],
    ['of a number', `${HEAD}{"begin":"x"}\n5\n`],
    ['of a list', `${HEAD}[]\n`],
    ['damaged in its middle', `${HEAD}{"begin":"x"}\n${entry}{"name":"in/2.t\n${entry}`],
    ['of fields of other types', `${HEAD}{"begin":"x"}\n{"name":"in/1.txt","print":"x","out":5}\n`],
    ['of sizes of other types', `${HEAD}{"begin":"x"}\n{"ends":{"out":null}}\n`],
    ['no text', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)],
    ['of nothing but zeros', new Uint8Array(3_000_000)],
  ])('is reported and replaced: one that is %s', async (_, content) => {
    for (const where of ['out', 'records'] as const) {
      const { input, [where]: out } = places();
      mkdirSync(path.dirname(journalFile(out)), { recursive: true });
      writeFileSync(journalFile(out), content);
      const { cleaned, failures, notes } = await rerun(input, out);
      expect([cleaned.length, failures]).toEqual([3, []]);
      expect(notes).toEqual([expect.stringMatching(/^cannot tell what earlier runs have done, so everything is done again; .*: it is /u)]);
      expect(await rerun(input, out)).toEqual({ cleaned: [], failures: [], notes: [] });
    }
  });

  test('does no harm: a folder in its place', async () => {
    const { input, out } = places();
    mkdirSync(journalFile(out), { recursive: true });
    const { cleaned, failures, notes } = await rerun(input, out);
    expect([cleaned.length, failures]).toEqual([3, []]);
    expect(notes).toEqual([
      expect.stringMatching(/^cannot tell what earlier .*EISDIR/u),
      expect.stringMatching(/^no journal is kept.*EISDIR/u),
    ]);
    expect(readdirSync(path.dirname(journalFile(out))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('is used up to a partial line left by a killed process', async () => {
    const { input, out } = places();
    await rerun(input, out);
    writeFileSync(journalFile(out), '{"name":"in/1.txt","pri', { flag: 'a' });
    expect(await rerun(input, out)).toEqual({ cleaned: [], failures: [], notes: [] });
    expect(await rerun(input, out)).toEqual({ cleaned: [], failures: [], notes: [] });
  });
});

describe('a journal that can no longer be written', () => {
  /** Simulates a full disk. */
  const fill = (output: Output) => {
    const { journal } = (output as unknown as { resumeState: { journal: { handle: number } } }).resumeState;
    closeSync(journal.handle);
    expect(openSync('/dev/full', 'a')).toBe(journal.handle);
  };
  test.each(['out', 'records'] as const)('is reported once, and the run continues: %s', async (where) => {
    const { input, [where]: out } = places();
    const { cleaned, failures, notes } = await rerun(input, out, { opened: fill });
    expect([cleaned.length, failures]).toEqual([3, []]);
    expect(notes).toEqual([expect.stringMatching(/^no journal is kept, so the next run will start over: ENOSPC/u)]);
    expect((await rerun(input, out)).cleaned).toHaveLength(3);
    expect(await rerun(input, out)).toEqual({ cleaned: [], failures: [], notes: [] });
  });

  test('does not vouch for outputs that have been overwritten since', async () => {
    const { input, out } = places();
    await rerun(input, out);
    writeFileSync(path.join(input, '1.txt'), sentence(7));
    await rerun(input, out, { opened: fill });
    expect(filesIn(out)['1.txt']).toContain(sentence(7));
    // The old text has the same length as the new one, so its size does not give it away.
    writeFileSync(path.join(input, '1.txt'), sentence(1));
    await rerun(input, out);
    expect(filesIn(out)['1.txt']).toContain(sentence(1));
  });
});

describe('a process that dies between an output and its entry', () => {
  test('leaves nothing that a later run mistakes for the old output', async () => {
    const { input, out } = places();
    await rerun(input, out);
    writeFileSync(path.join(input, '1.txt'), sentence(7));
    const opened = (output: Output) => {
      const { resumeState } = output as unknown as { resumeState: { commit: () => void } };
      resumeState.commit = () => {
        throw new Error('tot');
      };
    };
    await rerun(input, out, { opened }).catch(() => undefined);
    expect(filesIn(out)['1.txt']).toContain(sentence(7));
    writeFileSync(path.join(input, '1.txt'), sentence(1));
    await rerun(input, out);
    expect(filesIn(out)['1.txt']).toContain(sentence(1));
  });
});

describe('the lines of a journal', () => {
  const file = () => path.join(folderWith({}), 'journal');
  test('are read across block boundaries, and found by position', async () => {
    await fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string({ unit: 'grapheme' }), length: fc.nat(3) }), { maxLength: 30 }), (made) => {
        const name = file();
        const entries = made.map(({ name, length }, i) => ({ name: name + 'x'.repeat(3 ** (length * 4)), print: `${i}` }));
        const journal = Journal.begin(name, 'b');
        journal.add(entries);
        journal.close();
        const handle = openSync(name, 'r');
        const found = [...journalLinesIn(handle)];
        expect(found.map(({ line }) => line)).toEqual([{ begin: 'b' }, ...entries]);
        const reader = new LineReader(handle);
        for (const { line, at } of found.toReversed()) expect(reader.at(at)).toEqual(line);
        for (const { line, at } of found) expect(reader.at(at)).toEqual(line);
        closeSync(handle);
      }),
      { numRuns: 20 },
    );
  });

  test('are compacted once most of them are superseded', async () => {
    const { input, out } = places();
    await rerun(input, out);
    const journal = Journal.goOn(journalFile(out));
    for (let n = 0; n < 3000; n++) journal.add([{ name: `weg/${n % 2}`, print: `${n}`, out: `weg${n % 2}.txt`, size: n }, { gone: 'nie' }]);
    journal.close();
    const before = readFileSync(journalFile(out)).length;
    // All lines of the last run are kept, since line files are followed by them.
    for (let i = 0; i < 2; i++) expect((await rerun(input, out)).cleaned).toEqual([]);
    expect(readFileSync(journalFile(out)).length).toBeLessThan(before / 20);
    const history = History.read(journalFile(out), '');
    expect(history.size).toBe(3);
    history.close();
  });
});

describe('a setting that requires cleaning again', () => {
  const redone = async (where: 'out' | 'records', ...how: readonly Parameters<typeof rerun>[2][]) => {
    const { input, [where]: out } = places();
    const counts: number[] = [];
    for (const one of how) counts.push((await rerun(input, out, one)).cleaned.length);
    return counts;
  };
  const read = { ...DEFAULT_READ, from: 'text' as const };
  test.each([
    ['what inputs are (--from)', { run: { read } }],
    ['the names of fields', { run: { read: { ...DEFAULT_READ, fields: { text: 'body' } } } }],
    ['how lines make paragraphs', { work: { layout: 'lines' as const } }],
    ['which body', { work: { body: 'declared' as const } }],
    ['the engine', { work: { engine: 'auto' as const } }],
  ])('is %s', async (_, other) => {
    expect(await redone('out', {}, {}, other, other, {})).toEqual([3, 0, 3, 0, 3]);
    expect(await redone('records', {}, {}, other, other, {})).toEqual([3, 0, 3, 0, 3]);
  });
});

describe('a document that fails at a limit', () => {
  const clean = cleaner({ ...WORK, model: 'none', engine: 'fast', ruleSets: [], to: 'jsonl' });
  const hangs =
    (name: string): Handler<CleanedDocument> =>
    async (task) =>
      task.relative === name ? { error: 'took longer than 60 s (--timeout)', atLimit: true } : clean(task);
  const work = { to: 'jsonl' as const };

  test('is tried again by the next run, with all after it, and the file is as if it had never failed', async () => {
    const { input, records: out, cwd } = places();
    await rerun(input, path.join(cwd, 'whole.jsonl'), { work, clean });
    expect((await rerun(input, out, { work, clean: hangs('2.txt') })).failures).toHaveLength(1);
    const again = await rerun(input, out, { work, clean });
    expect([again.failures, again.notes]).toEqual([[], [expect.stringMatching(/ran out of time or memory are tried again/u)]]);
    expect(filesIn(cwd)['out.jsonl']).toBe(filesIn(cwd)['whole.jsonl']);
    expect(await rerun(input, out, { work, clean })).toEqual({ cleaned: [], failures: [], notes: [] });
  });

  test('is tried twice, and again after every change of its limit', async () => {
    const { input, records: out } = places();
    const tried = async (timeout: number) => {
      const { cleaned, failures } = await rerun(input, out, { work, clean: hangs('2.txt'), run: { timeout } });
      expect(failures).toHaveLength(1);
      return cleaned.length > 0;
    };
    const runs: boolean[] = [];
    for (const timeout of [60_000, 60_000, 60_000, 60_000, 70_000, 70_000, 70_000, 60_000]) runs.push(await tried(timeout));
    expect(runs).toEqual([true, true, false, false, true, true, false, true]);
  });

  test('does not cost a killed run what it had done before the document', async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`in/${n}.txt`, sentence(n)])));
    const [input, out] = ['in', 'out.jsonl'].map((name) => path.join(cwd, name));
    // One block per document, so that the journal records where each ends.
    const settings = { errors: path.join(cwd, 'errors.jsonl') };
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 2000));
    let now = 0;
    await rerun(input, out, { work, settings, clean: hangs('5.txt'), until: 7 }).finally(() => clock.mockRestore());
    const { cleaned } = await rerun(input, out, { work, settings, clean });
    expect(cleaned.map((name) => path.basename(name))).toEqual(['5.txt', '6.txt', '7.txt', '8.txt']);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(10);
    expect(readFileSync(settings.errors, 'utf8')).toBe('');
  });

  test('is tried every time if it is written to a file of its own', async () => {
    const { input, out } = places();
    await rerun(input, out, { clean: hangs('2.txt') });
    expect((await rerun(input, out, { clean: hangs('2.txt') })).cleaned).toHaveLength(1);
    expect((await rerun(input, out)).cleaned).toHaveLength(1);
  });
});

describe.each(['gz', 'zst'])('equal runs into a record file compressed as .%s', (ending) => {
  test('write equal bytes, however slowly documents arrive', async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`in/${n}.txt`, sentence(n)])));
    const [fast, slow] = ['fast', 'slow'].map((name) => path.join(cwd, `${name}.jsonl.${ending}`));
    const work = { to: 'jsonl' as const };
    await rerun(path.join(cwd, 'in'), fast, { work });
    let now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 700));
    await rerun(path.join(cwd, 'in'), slow, { work }).finally(() => clock.mockRestore());
    expect(readFileSync(slow).equals(readFileSync(fast))).toBe(true);
  });
});
