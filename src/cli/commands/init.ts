/** `klartext init`: writes a configuration file that explains every option and sets none. */
import { existsSync } from 'node:fs';
import wrapAnsi from 'wrap-ansi';
import { stringify } from 'yaml';
import type { Argv, Options } from 'yargs';
import { whyUnwritable } from '../../batch/guard/writable.js';
import { writeWhole } from '../../files/wholeFile.js';
import { CONFIG_FILES, type Configurable, definitionsOfAll } from '../config/config.js';
import { type Commands, sharedOptions } from '../config/configSchema.js';
import { UsageError } from '../options.js';
import { say } from '../terminal/terminal.js';

interface InitArguments {
  force: boolean;
}

export function initOptions(yargs: Argv): Argv<InitArguments> {
  return yargs
    .option('force', { type: 'boolean', default: false, describe: 'Replace an existing file; its content is lost' })
    .example('$0 init', `write ${CONFIG_FILES[0]} to this folder`) as unknown as Argv<InitArguments>;
}

/** @returns the exit status */
export async function runInit({ force }: InitArguments, all: Configurable): Promise<number> {
  const there = CONFIG_FILES.find((file) => existsSync(file));
  // Two configuration files in a folder: only one of them would apply.
  if (there !== undefined && (there !== CONFIG_FILES[0] || !force)) {
    const way = there === CONFIG_FILES[0] ? '--force replaces it' : 'edit that one';
    throw new UsageError(`${there} already exists here; ${way}`);
  }
  const why = whyUnwritable({ option: '', file: CONFIG_FILES[0], kind: 'rules' });
  if (why !== undefined) throw new UsageError(why);
  await writeWhole(CONFIG_FILES[0], initialConfig(await definitionsOfAll(all)));
  say(`${CONFIG_FILES[0]} written; it lists all options and sets none`);
  return 0;
}

/** Width of comments. */
const WIDTH = 100;

const INTRO = `\
# Options of klartext for this folder and those below it. The command line takes precedence.
# To set an option, remove the “# ” before its name. Paths are relative to this file.
`;

/** The text of a configuration file that changes nothing. */
export function initialConfig(commands: Commands): string {
  const shared = new Set(sharedOptions(commands));
  const seen = new Set<string>();
  const top: [string, Options][] = [];
  for (const [name, options] of Object.values(commands).flatMap((definitions) => [...definitions])) {
    if (shared.has(name) && !seen.has(name)) top.push([name, options]);
    seen.add(name);
  }
  const below = Object.entries(commands).map(([command, definitions]) => {
    const own = [...definitions].filter(([name]) => !shared.has(name));
    return `\n# Only for “klartext ${command}”. Options from above may also be set here.\n${command}:\n${explained(own, '  ')}`;
  });
  return `${INTRO}\n${explained(top, '')}${below.join('')}`;
}

/** Each option with its description and default. */
function explained(options: readonly [string, Options][], indent: string): string {
  return options
    .map(([name, option]) => {
      const { describe, choices } = option;
      const about = wrapAnsi(describe || '', WIDTH - indent.length).split('\n');
      if (choices !== undefined) about.push(`One of ${choices.join(', ')}.`);
      return [...about, `${name}: ${exampleOf(option)}`].map((line) => `${indent}# ${line}\n`).join('');
    })
    .join('\n');
}

/** The default of an option, or a placeholder that shows the kind of value. */
function exampleOf({ default: usual, boolean, type, array }: Options): string {
  if (usual !== undefined) return stringify(usual, { lineWidth: 0 }).trim();
  if (array || type === 'array') return '[…]';
  return boolean || type === 'boolean' ? 'true' : '…';
}
