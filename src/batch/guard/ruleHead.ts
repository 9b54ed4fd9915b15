/** The head of a rule file that this program has made: it tells whether anybody has worked on the file since. */
import { createHash } from 'node:crypto';

/** The commands that make rule files. */
export type RuleMaker = 'learn' | 'rules merge';

const HEAD = /^# Made by “klartext ([a-z ]+)”, print ([0-9a-f]{20}): [^\n]*\n/u;

/** Puts the head above a rule file's text. */
export function withRuleHead(yaml: string, maker: RuleMaker): string {
  return `# Made by “klartext ${maker}”, print ${printOf(yaml)}: edited by hand it is not replaced without --force.\n${yaml}`;
}

/** The command that has made a rule file, where the file is still as it was made. */
export function makerOf(text: string): string | undefined {
  // Some tools write a file's lines with other ends; that is no edit.
  const plain = text.replaceAll('\r\n', '\n');
  const [head, maker, print] = HEAD.exec(plain) ?? [];
  return head !== undefined && print === printOf(plain.slice(head.length)) ? maker : undefined;
}

function printOf(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex').slice(0, 20);
}
