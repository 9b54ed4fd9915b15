/**
 * Leaves the texts of options and examples out. yargs renders the help of every command that it runs, whether or not
 * somebody asks for it, which takes longer than cleaning a small page; it leaves little to render.
 */
import type { Argv } from 'yargs';

type Method = (...args: unknown[]) => unknown;
type Builder = (yargs: Argv, help: boolean) => unknown;

/** Methods that define something that the help shows, under the name that is their first argument. */
const SHOWN = new Set<string | symbol>(['option', 'positional']);

/** Passes every call on to `yargs`, but hides what it defines. For commands that are run, not for their help. */
export function withoutHelp(yargs: Argv): Argv {
  // The types do not know that null turns the first lines off.
  yargs
    .usage(null as unknown as string)
    .hide('help')
    .hide('version');
  const quiet: Argv = new Proxy(yargs, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        if (name === 'example') return quiet;
        const result = (method as Method).apply(target, name === 'command' ? withBuilder(args) : args);
        if (SHOWN.has(name)) target.hide(args[0] as string);
        return result === target ? quiet : result;
      };
    },
  });
  return quiet;
}

/** The arguments of `command`, with a builder that leaves out the same texts unless the help is asked for. */
function withBuilder([command, description, build, ...rest]: unknown[]): unknown[] {
  const builder: Builder = (yargs, help) => {
    (build as Builder)(help ? yargs : withoutHelp(yargs), help);
    return yargs;
  };
  return [command, description, builder, ...rest];
}
