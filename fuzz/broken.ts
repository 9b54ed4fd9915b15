/** Thrown where a promise of the library is broken. */
export class Broken extends Error {
  override readonly name = 'Broken';
}
