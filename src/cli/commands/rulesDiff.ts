/** `klartext rules diff`: compares what two rule files remove. */
import type { Argv } from 'yargs';
import { readTask } from '../../batch/readTask.js';
import { findInputs } from '../../files/findInputs.js';
import { DEFAULT_READ, tasksOf } from '../../files/readTasks.js';
import { type Difference, diffRemovals } from '../../review/diffRemovals.js';
import { compileRules } from '../../rules/match/compile.js';
import { plural } from '../../text/plural.js';
import { visible } from '../../text/visible.js';
import { packsOf, readRuleSet, siteChoiceOf } from '../options.js';
import { percent } from '../terminal/table.js';
import { colorsFor, present, say, sayError, sayNote } from '../terminal/terminal.js';
import { withoutStandardOutput } from './standardOutput.js';

interface DiffArguments {
  first: string;
  second: string;
  paths: string[];
  packs: string;
  site: string;
}

export function diffOptions(yargs: Argv): Argv<DiffArguments> {
  return yargs
    .positional('first', { type: 'string', describe: 'A rule file' })
    .positional('second', { type: 'string', describe: 'Another rule file' })
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders or globs to compare them on' })
    .option('packs', { type: 'string', default: 'none', describe: 'Shipped rule packs to apply with both: all, none, or names (de,en,…)' })
    .option('site', {
      type: 'string',
      default: 'auto',
      describe: 'What names the site of a document: path, url, auto, or the name itself',
    }) as unknown as Argv<DiffArguments>;
}

/** @returns the exit status: 0 all read, 1 some documents failed */
export async function diff({ first, second, paths, packs, site }: DiffArguments): Promise<number> {
  const shipped = packsOf(packs);
  const files = [readRuleSet(first), readRuleSet(second)];
  const [a, b] = files.map((file) => compileRules([file, ...shipped]));
  // The rules of both files together determine the site, so that it is the same for both.
  const both = compileRules([...files, ...shipped]);
  const colors = colorsFor(process.stdout);
  const paint = { first: (line: string) => colors.red(`- ${line}`), second: (line: string) => colors.green(`+ ${line}`) };
  const only = { first: { blocks: 0, characters: 0 }, second: { blocks: 0, characters: 0 } };
  let documents = 0;
  let differing = 0;
  let failed = 0;
  let shown = 0;
  for await (const one of tasksOf(withoutStandardOutput(await findInputs(paths)), DEFAULT_READ)) {
    let found: Difference[];
    try {
      if ('error' in one) {
        if (!one.leftOut) throw one.error;
        sayNote(one.name, one.error.message);
        continue;
      }
      const { document } = readTask(one, { site: siteChoiceOf({ site }) }, both);
      found = diffRemovals(document, a, b);
      for (const { text } of document.blocks) shown += text.length;
      documents++;
    } catch (error) {
      failed++;
      sayError(one.name, (error as Error).message);
      continue;
    }
    if (found.length === 0) continue;
    differing++;
    await present(`${colors.bold(visible(one.name))}\n`);
    for (const difference of found) {
      only[difference.only].blocks++;
      only[difference.only].characters += difference.text.length;
      const { category, ruleId = '' } = difference.reason;
      await present(`${paint[difference.only](`${visible(difference.text)} ${colors.dim(`[${category} ${visible(ruleId)}]`)}`)}\n`);
    }
  }
  const sum = ({ blocks, characters }: (typeof only)['first'], file: string) =>
    `only ${file} removes ${plural(blocks, 'piece')}, ${percent(characters, shown)} of the text`;
  say(`${differing} of ${plural(documents, 'document')} differ: ${sum(only.first, first)} (-); ${sum(only.second, second)} (+)`);
  return failed > 0 ? 1 : 0;
}
