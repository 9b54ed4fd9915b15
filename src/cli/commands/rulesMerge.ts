/** `klartext rules merge`: merges rule files, each rule once. */
import type { Argv } from 'yargs';
import { ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import { withRuleHead } from '../../batch/guard/ruleHead.js';
import { writeWhole } from '../../files/wholeFile.js';
import { mergeRules } from '../../learn/update/mergeRules.js';
import { dumpRules } from '../../rules/file/dump.js';
import { plural } from '../../text/plural.js';
import { ruleFileToWrite, UsageError } from '../options.js';
import { say, sayNote } from '../terminal/terminal.js';
import { filesRead, refuseLosses, type WriteOptions, withOutputs, withWriteOptions } from './outputClaim.js';
import { type FileArguments, setsOf, withFiles } from './ruleSources.js';

type MergeArguments = FileArguments & WriteOptions & { out: string };

export function mergeOptions(yargs: Argv): Argv<MergeArguments> {
  return withWriteOptions(withFiles(yargs)).option('out', {
    type: 'string',
    demandOption: true,
    describe: 'Write the merged rules to this file',
  }) as unknown as Argv<MergeArguments>;
}

/** @returns the exit status */
export async function runMerge(args: MergeArguments): Promise<number> {
  const { files: names = [], out } = args;
  const sets = setsOf(names);
  if (sets.length < 2) throw new UsageError('name at least two rule files to merge');
  const outputs = [{ option: '--out', file: ruleFileToWrite('--out', out), kind: 'rules' as const }];
  return withOutputs(outputs, args, async (claim) => {
    await refuseLosses(claim, new ProtectedFiles(filesRead({ rules: names })), 'rules merge');
    const { rules, conflicts } = mergeRules(sets, out);
    await writeWhole(out, withRuleHead(dumpRules(rules), 'rules merge'));
    for (const { kept, reason } of conflicts) sayNote(kept.id, reason);
    const given = sets.reduce((total, set) => total + set.rules.length, 0);
    say(`${plural(rules.rules.length, 'rule')} of ${given} written to ${out}`);
    return 0;
  });
}
