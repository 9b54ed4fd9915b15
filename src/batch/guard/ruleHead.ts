/** The header of generated rule files; its fingerprint shows whether the file has been edited since. */
import { createHash } from 'node:crypto';

/** Commands that generate rule files. */
export type RuleMaker = 'learn' | 'rules merge';

const HEAD = /^# Made by “klartext ([a-z ]+)”, print ([0-9a-f]{20}): [^\n]*\n/u;

/** Adds the header to the text of a rule file. */
export function withRuleHead(yaml: string, maker: RuleMaker): string {
  return `# Made by “klartext ${maker}”, print ${printOf(yaml)}: edited by hand it is not replaced without --force.\n${yaml}`;
}

/** The command that generated a rule file; undefined if the file was edited since. */
export function makerOf(text: string): string | undefined {
  // Converted line endings do not count as an edit.
  const plain = text.replaceAll('\r\n', '\n');
  const [head, maker, print] = HEAD.exec(plain) ?? [];
  return head !== undefined && print === printOf(plain.slice(head.length)) ? maker : undefined;
}

function printOf(yaml: string): string {
  return createHash('sha256').update(yaml).digest('hex').slice(0, 20);
}
