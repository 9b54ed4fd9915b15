/** Runs over changing inputs give the same outputs as a first run: no document gets another one's output. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tar, zip } from '../../support/archives.js';
import { filesIn, folderWith } from '../../support/command.js';
import { bury, keepJournalsApart, rerun } from '../../support/resuming.js';

keepJournalsApart();

/** An input file: its kind, and for each document in it a name and a version of the text. */
interface Source {
  readonly kind: 'txt' | 'html' | 'jsonl' | 'zip' | 'tar';
  readonly documents: readonly { readonly name: string; readonly version: number }[];
}

/** The inputs by path. */
type Tree = Readonly<Record<string, Source>>;

// Few names, so that folders, files, records and entries collide.
const stem = fc.constantFrom('a', 'b', 'a.txt', '1');
const place = fc.constantFrom('', '', 'a/', 'b/', 'a.txt/', '1/');
const source: fc.Arbitrary<Source> = fc.record({
  kind: fc.constantFrom<Source['kind']>('txt', 'txt', 'html', 'jsonl', 'jsonl', 'zip', 'tar'),
  documents: fc.array(fc.record({ name: fc.tuple(place, stem).map((parts) => parts.join('')), version: fc.constantFrom(1, 2) }), {
    minLength: 1,
    maxLength: 4,
  }),
});
const files = fc.array(fc.tuple(place, stem, source), { minLength: 1, maxLength: 5 });
const tree: fc.Arbitrary<Tree> = files.map((all) =>
  Object.fromEntries(all.map(([above, name, one]) => [`${above}${name}.${one.kind}`, one])),
);
/** Successive trees: each contains most of the previous one. */
const history = fc.array(fc.tuple(tree, fc.infiniteStream(fc.integer({ min: 0, max: 3 }))), { minLength: 2, maxLength: 4 }).map((all) => {
  const states: Tree[] = [];
  for (const [fresh, dice] of all) {
    const kept = Object.entries(states.at(-1) ?? {}).filter(() => dice.next().value !== 0);
    const next = { ...Object.fromEntries(kept), ...fresh };
    // A path cannot be both a folder and a file.
    const isFolder = (name: string) => Object.keys(next).some((other) => other.startsWith(`${name}/`));
    states.push(Object.fromEntries(Object.entries(next).filter(([name]) => !isFolder(name))));
  }
  return states;
});

/** The text of a document, which identifies it; all have the same length, so that sizes do not give changes away. */
const textOf = (of: string, version: number) => `Dokument ${of} in der ${version}. Fassung.`.padEnd(90, '.');

async function write(folder: string, inputs: Tree): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, { kind, documents }] of Object.entries(inputs)) {
    const isArchive = kind === 'zip' || kind === 'tar';
    const texts = documents.map(({ name: inside, version }, i) => {
      // Document names: line numbers in record files, paths in archives.
      const before = documents.slice(0, i).filter((other) => other.name === inside).length;
      return [inside, textOf(`${name}#${isArchive ? `${inside}#${before}` : i}`, version)] as const;
    });
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const [[, first]] = texts;
    if (kind === 'txt') writeFileSync(file, `${first}\n`);
    else if (kind === 'html') writeFileSync(file, `<!doctype html><html><body><p>${first}</p></body></html>`);
    else if (kind === 'jsonl') writeFileSync(file, texts.map(([id, text]) => `${JSON.stringify({ id, text })}\n`).join(''));
    else {
      const entries = texts.map(([inside, text]) => [`${inside}.txt`, `${text}\n`] as const);
      writeFileSync(file, kind === 'zip' ? zip(entries) : await tar(entries));
    }
  }
}

/** Files without the line ends that cleaning adds. */
const trimmed = (found: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(found).map(([name, text]) => [name, text.trimEnd()]));

/** The document whose text a file contains: `a.zip#1`. */
const ownerOf = (text: string) => /Dokument (\S+) in der/u.exec(text)?.[1] ?? '';

/** The folder contains what a first run writes, plus only outputs of documents that are gone. */
function expectAsFresh(found: Readonly<Record<string, string>>, fresh: Readonly<Record<string, string>>): void {
  expect(found).toEqual({ ...found, ...fresh });
  const present = new Set(Object.values(fresh).map(ownerOf));
  for (const [name, text] of Object.entries(found)) if (!(name in fresh)) expect(present).not.toContain(ownerOf(text));
}

describe('a run over changed inputs', () => {
  test.each([
    ['a folder', false],
    ['a folder with a file of removals', true],
  ])('writes to %s what a first run would write, plus outputs of documents that are gone', async (_, removed) => {
    const settingsOf = (out: string) => (removed ? { settings: { removed: `${out}.removed.jsonl` } } : {});
    const dies = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
    await fc.assert(
      fc
        .asyncProperty(history, fc.infiniteStream(dies), async (states, deaths) => {
          const box = folderWith({});
          const [folder, out] = ['in', 'out'].map((name) => path.join(box, name));
          for (const [i, state] of states.entries()) {
            await write(folder, state);
            const fresh = path.join(box, `fresh${i}`);
            // If one name is a folder of the other, one of the two documents fails; either is fine.
            if ((await rerun(folder, fresh, settingsOf(fresh))).failures.length > 0) return;
            const { value: death } = deaths.next();
            if (death !== undefined) await rerun(folder, out, { ...settingsOf(out), until: death });
            expect((await rerun(folder, out, settingsOf(out))).failures).toEqual([]);
            expectAsFresh(filesIn(out), filesIn(fresh));
            if (removed) expect(filesIn(box)['out.removed.jsonl']).toBe(filesIn(box)[`fresh${i}.removed.jsonl`]);
          }
        })
        .afterEach(bury),
      { numRuns: 25 },
    );
  });

  const same = (name: string) => ({ kind: 'txt' as const, documents: [{ name, version: 1 }] });
  const records = (...names: readonly string[]) => ({ kind: 'jsonl' as const, documents: names.map((name) => ({ name, version: 1 })) });

  test('reports renamed outputs: a record file next to a folder of the same stem', async () => {
    const box = folderWith({});
    const [folder, out] = ['in', 'out'].map((name) => path.join(box, name));
    await write(folder, { 'a/1.txt': same('') });
    await rerun(folder, out);
    const before = { 'a/1.txt': textOf('a/1.txt#0', 1) };
    expect(trimmed(filesIn(out))).toEqual(before);
    // Records sort first, so the folder's file is the second of that name.
    await write(folder, { 'a/1.txt': same(''), 'a.jsonl': records('1', '2') });
    const { cleaned, notes } = await rerun(folder, out);
    expect([cleaned.length, notes]).toEqual([3, []]);
    expect(trimmed(filesIn(out))).toEqual({
      'a/1.txt': textOf('a.jsonl#0', 1),
      'a/2.txt': textOf('a.jsonl#1', 1),
      'a/1.txt.txt': textOf('a/1.txt#0', 1),
    });
    expect(await rerun(folder, out)).toEqual({ cleaned: [], failures: [], notes: [] });
    await write(folder, { 'a/1.txt': same('') });
    expect((await rerun(folder, out)).notes).toEqual([
      expect.stringMatching(/^1 file removed from .*out: .*other file names/u),
      expect.stringMatching(/^1 file of earlier runs left in .*out: they belong to no document/u),
    ]);
    expect(trimmed(filesIn(out))).toEqual({ ...before, 'a/2.txt': textOf('a.jsonl#1', 1) });
    rmSync(path.join(out, 'a/2.txt'));
    expect((await rerun(folder, out)).notes).toEqual([]);
  });

  test('removes no output that someone has changed since', async () => {
    const box = folderWith({});
    const [folder, out] = ['in', 'out'].map((name) => path.join(box, name));
    await write(folder, { 'a/1.txt': same(''), 'a.jsonl': records('1') });
    await rerun(folder, out);
    writeFileSync(path.join(out, 'a/1.txt.txt'), 'Von Hand.');
    await write(folder, { 'a/1.txt': same('') });
    await rerun(folder, out);
    expect(filesIn(out)['a/1.txt.txt']).toBe('Von Hand.');
    // Nor a file in place of a folder.
    writeFileSync(path.join(out, 'b'), 'Von Hand.');
    await write(folder, { 'b/1.txt': same('') });
    expect((await rerun(folder, out)).failures).toHaveLength(1);
    expect(filesIn(out).b).toBe('Von Hand.');
  });
});
