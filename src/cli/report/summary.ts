/** The summary of a run: what it did, how fast, and by which rules. */
import { shownSize } from '../../files/shownSize.js';
import { plural } from '../../text/plural.js';
import { visible } from '../../text/visible.js';
import { percent } from '../terminal/table.js';
import type { Colors } from '../terminal/terminal.js';
import type { RunTally } from './runTally.js';

/** Number of categories and rules in the summary; more would not fit on a line. */
const CATEGORIES = 6;
const RULES = 5;

/** From this many documents on, the summary also shows speed and rules. */
const MANY = 20;

/**
 * The number of documents, how many of them a guard protected from removal rules, and how much was removed per category;
 * for many documents also bytes, speed and rules.
 * @param out where the documents were written, as named by the user
 */
export function summary(tally: RunTally, seconds: number, colors: Colors, out?: string): string {
  const lines = [headline(tally, colors, out)];
  if (tally.cleaned >= MANY) {
    lines.push(`  ${amounts(tally, seconds)}`);
    if (tally.byRule.length > 0) lines.push(`  ${rules(tally)}`);
  }
  return lines.join('\n');
}

function headline(tally: RunTally, colors: Colors, out: string | undefined): string {
  const documents = `${count(tally.cleaned)} ${tally.cleaned === 1 ? 'document' : 'documents'} cleaned${out === undefined ? '' : ` into ${visible(out)}`}`;
  const unchanged = tally.unchanged > 0 ? `, ${count(tally.unchanged)} unchanged` : '';
  const quarantined = tally.quarantined > 0 ? `, ${colors.yellow(`${count(tally.quarantined)} quarantined`)}` : '';
  const passed = tally.passedOver > 0 ? `, ${count(tally.passedOver)} passed over` : '';
  const failures = tally.failed > 0 ? `, ${colors.red(`${count(tally.failed)} failed`)}` : '';
  const head = `${colors.bold(documents)}${unchanged}${quarantined}${passed}${failures}`;
  if (tally.cleaned === 0 && tally.unchanged > 0) return head;
  const named = tally.byCategory.slice(0, CATEGORIES).map(([category, characters]) => `${category} ${percent(characters, tally.shown)}`);
  if (tally.byCategory.length > CATEGORIES) named.push('…');
  const categories = named.length > 0 ? colors.dim(` (${named.join(', ')})`) : '';
  return `${head}: ${percent(tally.removed, tally.shown)} of the text removed${categories}`;
}

function amounts({ bytesIn, bytesOut, documents }: RunTally, seconds: number): string {
  const rate = `${count(Math.round(documents / seconds))} documents and ${shownSize(bytesIn / seconds)} a second`;
  return `${shownSize(bytesIn)} read and ${shownSize(bytesOut)} written in ${duration(seconds)}: ${rate}`;
}

function rules({ byRule }: RunTally): string {
  const named = byRule.slice(0, RULES).map(([rule, blocks]) => `${visible(rule)} ${count(blocks)}`);
  const others = byRule.length - named.length;
  return `blocks by rule: ${named.join(', ')}${others > 0 ? ` and ${plural(others, 'other')}` : ''}`;
}

/** `1,234`. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** `3.4 s`, `2 min 05 s`, `1 h 02 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
