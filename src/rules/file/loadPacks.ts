/** The shipped packs as rule sets. */
import { expectArgument } from '../../model/argument.js';
import type { RuleSet } from '../../model/rule.js';
import { builtPacks, PACK_NAMES, type PackName, packFiles } from '../../packs/packs.js';
import { storedSets } from '../compiled/storedRules.js';
import { parseRuleFiles } from './load.js';

/**
 * Loads shipped packs.
 * @param choice `all`, `none`, or names of packs. Default: `all`
 * @throws RangeError for an unknown pack
 *
 * @example
 * ```ts
 * import { loadPacks } from 'klartext';
 *
 * loadPacks(['html', 'common', 'de']).map(({ name }) => name); // => ['html', 'common', 'de']
 * loadPacks('none'); // => []
 * ```
 */
export function loadPacks(choice: 'all' | 'none' | readonly string[] = 'all'): RuleSet[] {
  if (choice === 'none') return [];
  expectArgument(choice === 'all' || Array.isArray(choice), 'choice', '“all”, “none” or a list of packs', choice);
  const names = choice === 'all' ? PACK_NAMES : choice;
  const known = built();
  return names.map((name) => {
    const number = PACK_NAMES.indexOf(name as PackName);
    if (number < 0) throw new RangeError(`unknown pack “${name}”; known packs are ${PACK_NAMES.join(', ')}`);
    return known?.[number] ?? { ...parseRuleFiles(packFiles(name as PackName), name), pack: name };
  });
}

let packs: readonly RuleSet[] | undefined;

/** The packs as they were compiled by the build, in the order of `PACK_NAMES`, if there was one. */
function built(): readonly RuleSet[] | undefined {
  if (packs === undefined) {
    const bytes = builtPacks();
    packs = bytes && storedSets(bytes);
  }
  return packs;
}
