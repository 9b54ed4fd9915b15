/** What a scan must know of a UTF-16 code unit, in one number from one table. */
import { classOf, isSurrogate, lowerOf, UPPER } from '../chars.js';
import { foldedUnit } from '../foldedWord.js';

/** The lower 16 bits are the unit in lower case; the four above them its class (`text/chars.ts`). */
export const CLASS_SHIFT = 16;
/** The unit folds to something else than its lower case, or together with its neighbours. */
export const FOLDS_ELSE = 1 << 20;
/** Half of a character beyond the first 65,536. */
export const SURROGATE = 1 << 21;
/** A capital. */
export const CAPITAL = 1 << 22;

/** Indexed by unit; 0 if not computed yet. */
export const units = new Uint32Array(65536);

/** Computes the entry of a unit. Callers look into `units` first. */
export function fillUnit(code: number): number {
  const kind = classOf(code);
  const lower = lowerOf(code);
  units[code] =
    lower |
    (kind << CLASS_SHIFT) |
    (foldedUnit(code) === lower ? 0 : FOLDS_ELSE) |
    (isSurrogate(code) ? SURROGATE : 0) |
    (kind === UPPER ? CAPITAL : 0);
  return units[code];
}
