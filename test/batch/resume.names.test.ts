/** Runs over inputs that change between them give what a run from nothing gives: no document gets another one's output. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findInputs } from '../../src/batch/inputs.js';
import { type Outcome, Output } from '../../src/batch/output.js';
import { ChangedInputError } from '../../src/batch/resume/past.js';
import { cleaner } from '../../src/batch/run/cleanTask.js';
import { DEFAULT_RUN } from '../../src/batch/run/spread.js';
import { DEFAULT_READ, tasksOf } from '../../src/batch/tasks.js';
import { tar, zip } from '../support/archives.js';
import { filesIn, folderWith, removeFolders } from '../support/command.js';
import { WORK } from '../support/run.js';

const cache = process.env.XDG_CACHE_HOME;
beforeAll(() => {
  process.env.XDG_CACHE_HOME = folderWith({});
});
afterAll(() => {
  process.env.XDG_CACHE_HOME = cache;
  removeFolders();
});

/** A file of the inputs: its kind, and for each document in it a name and which text of that name it has. */
interface Source {
  readonly kind: 'txt' | 'html' | 'jsonl' | 'zip' | 'tar';
  readonly documents: readonly { readonly name: string; readonly version: number }[];
}

/** The inputs by their paths. */
type Tree = Readonly<Record<string, Source>>;

// Few names, so that they meet: as folders, files, records and entries.
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
/** Trees that follow each other: most of one is in the next. */
const history = fc.array(fc.tuple(tree, fc.infiniteStream(fc.integer({ min: 0, max: 3 }))), { minLength: 2, maxLength: 4 }).map((all) => {
  const states: Tree[] = [];
  for (const [fresh, dice] of all) {
    const kept = Object.entries(states.at(-1) ?? {}).filter(() => dice.next().value !== 0);
    const next = { ...Object.fromEntries(kept), ...fresh };
    // What is a folder is no file.
    const isFolder = (name: string) => Object.keys(next).some((other) => other.startsWith(`${name}/`));
    states.push(Object.fromEntries(Object.entries(next).filter(([name]) => !isFolder(name))));
  }
  return states;
});

/** The text of a document, which says whose it is; all are of one length, so that no size tells them apart. */
const textOf = (of: string, version: number) => `Dokument ${of} in der ${version}. Fassung.`.padEnd(90, '.');

async function write(folder: string, inputs: Tree): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, { kind, documents }] of Object.entries(inputs)) {
    const texts = documents.map(({ name: inside, version }, i) => [inside, textOf(`${name}#${i}`, version)] as const);
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

/** Outputs of processes that have died: nothing of them is written any more, until all is over. */
const dead: Output[] = [];

/** Cleans the folder as the command does. @param until after so many documents the process dies @returns why documents failed */
async function run(folder: string, out: string, removed: boolean, until = Number.POSITIVE_INFINITY, follow = true): Promise<string[]> {
  const inputs = await findInputs([folder]);
  const work = { ...WORK, model: 'none' as const, engine: 'fast' as const, ruleSets: [], removed };
  const settings = { out, resume: true, print: async () => undefined, headed: (text: string) => text };
  const clean = cleaner(work);
  let output: Output | undefined;
  try {
    const how = { run: DEFAULT_RUN, follow, tell: () => undefined };
    output = new Output(inputs, work, removed ? { ...settings, removed: `${out}.removed.jsonl` } : settings, how);
    await output.open();
    const outcomes: Outcome[] = [];
    // All are known before the first is written: the run reads ahead.
    for await (const found of tasksOf(inputs, DEFAULT_READ)) {
      const unchanged = 'leftOut' in found ? undefined : output.known(found);
      if (unchanged !== undefined) outcomes.push({ unchanged, found });
      else outcomes.push('error' in found ? { bad: found } : { task: found, result: await clean(found) });
    }
    const failures: string[] = [];
    for (const outcome of outcomes.slice(0, until)) failures.push(...[(await output.put(outcome)) ?? []].flat());
    if (outcomes.length > until) {
      dead.push(output);
      return failures;
    }
    const ending = output;
    output = undefined;
    await ending.finish();
    return failures;
  } catch (error) {
    if (!(error instanceof ChangedInputError)) throw error;
    await output?.leave();
    return run(folder, out, removed, until, false);
  }
}

/** Whose text a file has: `a.zip#1`. */
const ownerOf = (text: string) => /Dokument (\S+) in der/u.exec(text)?.[1] ?? '';

describe('a run over inputs that have changed', () => {
  test.each([
    ['a folder', false],
    ['a folder with a file of removals', true],
  ])('gives in %s what one from nothing gives, and beside that only what belonged to documents that are gone', async (_, removed) => {
    const dies = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
    await fc.assert(
      fc
        .asyncProperty(history, fc.infiniteStream(dies), async (states, deaths) => {
          const box = folderWith({});
          const folder = path.join(box, 'in');
          for (const [i, state] of states.entries()) {
            await write(folder, state);
            const fresh = path.join(box, `fresh${i}`);
            // Of two names of which one is a folder for the other one document fails: which, is another matter.
            if ((await run(folder, fresh, removed)).length > 0) return;
            const { value: death } = deaths.next();
            if (death !== undefined) await run(folder, path.join(box, 'out'), removed, death);
            expect(await run(folder, path.join(box, 'out'), removed)).toEqual([]);
            const [expected, found] = [fresh, path.join(box, 'out')].map(filesIn);
            expect(found).toEqual({ ...found, ...expected });
            const present = new Set(Object.values(expected).map(ownerOf));
            const others = Object.entries(found).filter(([name]) => !(name in expected));
            for (const [, text] of others) expect(present).not.toContain(ownerOf(text));
            if (removed) expect(filesIn(box)['out.removed.jsonl']).toBe(filesIn(box)[`fresh${i}.removed.jsonl`]);
          }
        })
        .afterEach(async () => {
          for (const output of dead.splice(0)) await output.leave();
        }),
      { numRuns: 15 },
    );
  });
});
