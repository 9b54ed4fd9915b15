/** Parses and checks a line of JSON with a stand-off record. */
import * as v from 'valibot';
import { expectString } from '../../model/argument.js';
import { OUTPUT_FORMATS } from '../write.js';
import { RestoreError } from './restore.js';
import { STANDOFF_FORMAT, type Standoff } from './standoff.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Patch = v.array(v.tuple([count, count, v.string()]));

const RecipeLine = v.object({
  sha256: v.string(),
  kept: count,
  layout: v.array(v.union([v.pipe(v.number(), v.integer()), v.string()])),
  bytes: v.optional(v.union([v.object({ charset: v.string(), patch: v.optional(Patch) }), v.object({ base64: v.string() })])),
});

const Shape = v.object({
  field: v.string(),
  keys: v.array(v.string()),
  replaced: v.optional(v.record(v.string(), v.unknown())),
});

/** Only what restoring needs is checked; other fields are passed through. */
const StandoffLine = v.looseObject({
  format: v.literal(STANDOFF_FORMAT),
  name: v.string(),
  source: v.string(),
  output: v.optional(v.string()),
  to: v.picklist(OUTPUT_FORMATS),
  record: v.optional(Shape),
  removals: v.array(v.looseObject({ text: v.string() })),
  restore: v.union([v.string(), RecipeLine]),
});

/**
 * Parses a stand-off record.
 * @param line the JSON of a record made by `standoffOf`
 * @param parse default `JSON.parse`; pass another parser if numbers are longer than JavaScript's
 * @throws RestoreError for any other line
 *
 *
 * @example
 * ```ts
 * import { clean, compileRules, loadPacks, parseStandoff, readText, standoffOf } from 'klartext';
 *
 * const source = 'Der Rat tagt.\r\n\r\nTextgröße ändern:\r\n';
 * const text = readText(source);
 * const article = clean(text, compileRules(loadPacks()));
 * const original = { name: 'a.txt', relative: 'a.txt', content: source };
 * const line = JSON.stringify(standoffOf(text, article, 'txt', original));
 * parseStandoff(line).removals.length; // => 1
 * ```
 */
export function parseStandoff(line: string, parse: (line: string) => unknown = JSON.parse): Standoff {
  expectString(line, 'line');
  let data: unknown;
  try {
    data = parse(line);
  } catch {
    throw new RestoreError('is not a line of JSON: the file was damaged, cut short, or not written by “klartext clean --removed”');
  }
  const parsed = v.safeParse(StandoffLine, data, { abortEarly: true });
  if (parsed.success) return parsed.output as unknown as Standoff;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  throw new RestoreError(
    `is not a record of “klartext clean --removed”: ${where === null ? 'expected an object' : `${where}: expected ${issue.expected}`}`,
  );
}
