/** The shipped packs as rule sets. */
import { expectArgument } from '../../model/argument.js';
import type { RuleSet } from '../../model/rule.js';
import { builtPack, PACK_NAMES, type PackName, packFiles } from '../../packs/packs.js';
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
  return names.map((name) => {
    if (!PACK_NAMES.includes(name as PackName)) throw new RangeError(`unknown pack “${name}”; known packs are ${PACK_NAMES.join(', ')}`);
    // Loading the built form takes a tenth of the time that checking the YAML again takes.
    const set = (builtPack(name as PackName) as RuleSet | undefined) ?? parseRuleFiles(packFiles(name as PackName), name);
    return { ...set, pack: name };
  });
}
