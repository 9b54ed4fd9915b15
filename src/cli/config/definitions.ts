/** The options of a command as data, recorded from their definition so that nothing is listed twice. */
import type { Argv, Options } from 'yargs';

/** The definition of each option, by its long name. */
export type Definitions = ReadonlyMap<string, Options>;

/** A function that adds the options of a command to yargs. */
export type Define = (yargs: Argv) => unknown;

/** The options that a command defines, in order; positional arguments are not included. */
export function definitionsOf(define: Define): Definitions {
  const found = new Map<string, Options>();
  const note = (key: string | Record<string, Options>, options: Options = {}) => {
    if (typeof key === 'string') found.set(key, options);
    else for (const [name, each] of Object.entries(key)) found.set(name, each);
  };
  // A stand-in for yargs that accepts any call and records option definitions.
  const recorder: unknown = new Proxy(
    {},
    {
      get:
        (_, method) =>
        (...args: unknown[]) => {
          if (method === 'option' || method === 'options') note(...(args as Parameters<typeof note>));
          return recorder;
        },
    },
  );
  define(recorder as Argv);
  return found;
}
