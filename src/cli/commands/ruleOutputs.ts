/** The rule files that `klartext learn` writes: one for all sites, a folder with one for each, or what it updates. */

import type { PlannedOutput } from '../../batch/guard/plannedOutput.js';
import { makerOf, withRuleHead } from '../../batch/guard/ruleHead.js';
import { isFolder, ruleFilesIn, writeRuleFolder } from '../../batch/ruleFolder.js';
import { writeWhole } from '../../files/wholeFile.js';
import { RULES_FORMAT, type Rule } from '../../model/rule.js';
import { dumpRules } from '../../rules/file/dump.js';
import type { SiteHead } from '../../rules/file/siteHead.js';
import { plural } from '../../text/plural.js';
import { readNamedFile } from '../options.js';
import { colorsFor, say } from '../terminal/terminal.js';

/** Where rules are written. */
interface RuleTargets {
  readonly out: string | undefined;
  readonly split: string | undefined;
  readonly update: string | undefined;
}

/** The files that an output may replace: of a folder of rules, those that are in it. */
export function filesOf(output: PlannedOutput): PlannedOutput[] {
  return output.kind === 'folder' ? ruleFilesIn(output.file).map((file) => ({ ...output, file, kind: 'rules' })) : [output];
}

/** Whether somebody may have edited a rule file, or one of a folder, since it was written. */
export function isEdited(name: string): boolean {
  return ruleFilesIn(name).some((file) => makerOf(readNamedFile(file)) === undefined);
}

/**
 * Writes rules to the named outputs, or to what is updated if there are none.
 * @param heads what the documents of each site show
 * @returns the outputs in words
 * @throws OutputError
 */
export async function writeRuleOutputs(
  rules: readonly Rule[],
  { out, split, update }: RuleTargets,
  heads: ReadonlyMap<string, SiteHead>,
): Promise<string> {
  const dump = (some: readonly Rule[]) => withRuleHead(dumpRules({ format: RULES_FORMAT, name: 'rules', rules: some }, { heads }), 'learn');
  const toFile = async (file: string) => {
    await writeWhole(file, dump(rules));
    return file;
  };
  const toFolder = async (folder: string, isUpdated: boolean) => {
    const { files, others } = await writeRuleFolder(folder, rules, isUpdated, dump);
    if (others > 0) say(`${colorsFor(process.stderr).yellow('note')} ${folder} keeps ${plural(others, 'file')} of other sites`);
    return `${plural(files, 'file')} in ${folder}`;
  };
  if (out === undefined && split === undefined)
    return isFolder(update as string) ? toFolder(update as string, true) : toFile(update as string);
  const written = [...(out === undefined ? [] : [await toFile(out)]), ...(split === undefined ? [] : [await toFolder(split, false)])];
  return written.join(' and ');
}
