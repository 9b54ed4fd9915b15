/**
 * The seed of hash tables: another one in each process, so that nobody can write a document or choose names that all
 * fall into one place of a table, which would make each of them search through all others.
 */

/** An odd 32-bit number. What depends on it is never written down. */
export const TABLE_SEED = (Math.floor(Math.random() * 2 ** 32) | 1) >>> 0;
