/** A command's options as data, taken from where they are defined, so that nothing is listed twice. */
import type { Argv, Options } from 'yargs';

/** What yargs is told of each option, by its long name. */
export type Definitions = ReadonlyMap<string, Options>;

/** A function that adds a command's options to yargs. */
export type Define = (yargs: Argv) => unknown;

/** The options that a command defines, in their order; positional arguments are none. */
export function definitionsOf(define: Define): Definitions {
  const found = new Map<string, Options>();
  const note = (key: string | Record<string, Options>, options: Options = {}) => {
    if (typeof key === 'string') found.set(key, options);
    else for (const [name, each] of Object.entries(key)) found.set(name, each);
  };
  // Stands in for yargs: takes every call, and remembers those that define an option.
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
