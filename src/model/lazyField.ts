/** Fields of plain data that are made when somebody first reads them. */

/**
 * Replaces a field of an object by one that is made when it is first read, and only once. JSON, structured clones and
 * spreading read it, so copies are plain data; the object may be frozen. The field keeps its place among the others.
 */
export function lazyField<O extends object, K extends keyof O>(object: O, name: K, make: () => O[K]): O {
  let unmade: (() => O[K]) | undefined = make;
  let value: O[K];
  return Object.defineProperty(object, name, {
    configurable: true,
    enumerable: true,
    get(): O[K] {
      if (unmade !== undefined) value = unmade();
      unmade = undefined;
      return value;
    },
  });
}
