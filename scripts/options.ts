// What the tools' command lines share: choices, and what goes on to another program.

/** Ends the tool with a sentence for people. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

/** An option's value, which must be one of the choices. @param name as it is given, without dashes */
export function oneOf<T extends string>(name: string, value: string | undefined, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value);
  return chosen ?? refuse(`--${name} must be one of ${choices.join(', ')}${value === undefined ? '' : `, and is ${value}`}`);
}

/** An option that has no default. */
export function required(name: string, value: string | undefined): string {
  return value ?? refuse(`--${name} is missing`);
}

/** Arguments before `--`, and those after it, which are for another program. */
export function splitArguments(): { readonly own: string[]; readonly others: string[] } {
  const args = process.argv.slice(2);
  const dashes = args.indexOf('--');
  return dashes < 0 ? { own: args, others: [] } : { own: args.slice(0, dashes), others: args.slice(dashes + 1) };
}
