/** `klartext learn --list-sites`: which documents each site holds. */
import type { PlannedOutput } from '../../batch/guard/plannedOutput.js';
import { sitesByName } from '../../batch/learn/learnAll.js';
import { STDIN } from '../../files/findInputs.js';
import { writeWhole } from '../../files/wholeFile.js';
import type { Observations } from '../../learn/observe/observations.js';
import { visible } from '../../text/visible.js';
import { fileToWrite } from '../options.js';
import { print } from '../terminal/terminal.js';

/** Whether a list goes to standard output: a dash, which as a word of its own has become the name of standard input. */
export function isDash(file: string | undefined): boolean {
  return file === '-' || file === STDIN;
}

/** The list among the outputs of a command, if it goes to a file. */
export function plannedList(file: string | undefined): PlannedOutput[] {
  if (file === undefined || isDash(file)) return [];
  return [{ option: '--list-sites', file: fileToWrite('--list-sites', file), kind: 'list' }];
}

/** Writes a line for each document of the sample, ordered by site: the site, a tab and the document's name. */
export async function writeSiteList(file: string, observations: Observations): Promise<void> {
  // Control characters become visible, so a tab or a line end is never part of a name.
  const lines = [...sitesByName(observations)].map(([name, site]) => `${visible(site)}\t${visible(name)}\n`).sort();
  await (isDash(file) ? print(lines.join('')) : writeWhole(file, lines.join('')));
}
