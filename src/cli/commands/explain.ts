/** `klartext explain`: shows every block of a document, kept or struck out, with the rule and the reason. */
import wrapAnsi from 'wrap-ansi';
import type { Argv } from 'yargs';
import { readTask } from '../../batch/readTask.js';
import { findInputs } from '../../files/findInputs.js';
import { tasksOf } from '../../files/readTasks.js';
import { cleanWith } from '../../judge/engine.js';
import type { Document } from '../../model/document.js';
import type { CleanArticle, Reason, Verdict } from '../../model/verdict.js';
import { sourceRange } from '../../read/sourceRange.js';
import { compileRules } from '../../rules/match/compile.js';
import { splitLines } from '../../text/splitLines.js';
import { visible, visibleLines } from '../../text/visible.js';
import {
  type InputOptions,
  type RuleOptions,
  readSettingsOf,
  ruleSetsOf,
  siteChoiceOf,
  splitPaths,
  withInputOptions,
  withRuleOptions,
} from '../options.js';
import { type Colors, colorsFor, present, sayError, sayNote, textWidth } from '../terminal/terminal.js';
import { withoutStandardOutput } from './standardOutput.js';

interface ExplainArguments extends RuleOptions, InputOptions {
  paths: string[];
  removed: boolean;
}

export function explainOptions(yargs: Argv): Argv<ExplainArguments> {
  return withInputOptions(withRuleOptions(yargs))
    .positional('paths', { type: 'string', array: true, describe: 'Pages or texts, or - for standard input' })
    .option('removed', { type: 'boolean', default: false, describe: 'Show only removed blocks' })
    .example('$0 explain page.html', 'what is removed, what is kept, and why') as unknown as Argv<ExplainArguments>;
}

/** @returns the exit status */
export async function runExplain(args: ExplainArguments): Promise<number> {
  const { paths, rules: files } = splitPaths(args);
  const rules = compileRules(ruleSetsOf({ packs: args.packs, rules: files }));
  const site = siteChoiceOf(args);
  const view = { colors: colorsFor(process.stdout), width: textWidth(process.stdout), removedOnly: args.removed };
  let status = 0;
  for await (const found of tasksOf(withoutStandardOutput(await findInputs(paths)), readSettingsOf(args))) {
    try {
      if ('error' in found) {
        if (!found.leftOut) throw found.error;
        sayNote(found.name, found.error.message);
        continue;
      }
      const { document, article } = await cleanWith(readTask(found, { site, layout: args.layout }, rules).document, rules, args);
      await present(explain(document, article, view));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
      sayError(found.name, (error as Error).message);
      status = 1;
    }
  }
  return status;
}

interface DisplayOptions {
  readonly colors: Colors;
  readonly width: number;
  readonly removedOnly: boolean;
}

/** Columns for line number, mark and category. */
const GUTTER = 20;

function explain(document: Document, article: CleanArticle, view: DisplayOptions): string {
  const { colors } = view;
  const lines = lineNumbers(document);
  const out: string[] = [...header(document, article, colors), ''];
  for (const verdict of article.verdicts) {
    const { text } = document.blocks[verdict.block];
    if (text === '' || (view.removedOnly && verdict.action === 'keep' && verdict.spans === undefined)) continue;
    out.push(...entry(text, verdict, lines[verdict.block], view));
  }
  return `${out.join('\n')}\n`;
}

function header(document: Document, article: CleanArticle, colors: Colors): string[] {
  const { meta } = document;
  const judged = article.verdicts.filter((verdict) => document.blocks[verdict.block].text !== '');
  const removed = judged.filter((verdict) => verdict.action === 'remove').length;
  const facts = [
    document.format === 'html' ? 'page' : 'text',
    document.layout === 'lines' ? undefined : document.layout,
    meta.charset,
    document.site,
    meta.language,
  ].filter((fact) => fact !== undefined);
  const known = [meta.title === undefined ? undefined : `“${meta.title}”`, meta.author, meta.date, meta.siteName].filter(
    (fact) => fact !== undefined,
  );
  return [
    `${colors.bold(visible(document.id))}  ${colors.dim(visible(facts.join(' · ')))}`,
    ...(known.length > 0 ? [known.map(visible).join(colors.dim(' · '))] : []),
    `${judged.length - removed} of ${judged.length} blocks kept, ${colors.red(`${removed} removed`)}`,
    ...[...(document.warnings ?? []), ...article.notes].map((note) => colors.yellow(`note: ${visible(note)}`)),
  ];
}

/** A block with its source line: kept text plain, removed text struck out, followed by the reason. */
function entry(text: string, verdict: Verdict, line: number, { colors, width }: DisplayOptions): string[] {
  const removed = verdict.action === 'remove';
  const [reason] = verdict.reasons;
  const label = removed
    ? reason.category
    : verdict.spans !== undefined
      ? verdict.spans[0].reason.category
      : reason === undefined
        ? ''
        : 'kept';
  const mark = removed ? '✗' : verdict.spans !== undefined ? '✂' : ' ';
  const paint = (words: string) => (removed ? colors.dim(colors.strikethrough(words)) : words);
  const shown = verdict.spans === undefined ? visibleLines(text) : withSpans(text, verdict, colors);
  const body = wrapAnsi(shown, width - GUTTER)
    .split('\n')
    .map(paint);
  const number = String(line).padStart(4);
  const first = `${colors.dim(number)} ${removed ? colors.red(mark) : colors.yellow(mark)} ${removed ? colors.red(label.padEnd(GUTTER - 8)) : colors.yellow(label.padEnd(GUTTER - 8))} `;
  return [
    first + body[0],
    ...body.slice(1).map((rest) => ' '.repeat(GUTTER) + rest),
    ...verdict.reasons.slice(0, 1).flatMap((why) => hanging('↳ ', visible(because(why)), width).map(colors.cyan)),
    ...witnesses(verdict).flatMap((line) => hanging('  ', visible(line), width).map(colors.dim)),
  ];
}

/** Text below an entry, with a hanging indent. */
function hanging(mark: string, text: string, width: number): string[] {
  return wrapAnsi(text, width - GUTTER - mark.length)
    .split('\n')
    .map((part, i) => `${' '.repeat(GUTTER)}${i === 0 ? mark : ' '.repeat(mark.length)}${part}`);
}

/** The other witnesses: first those that agree, then those that were overruled. */
function witnesses({ action, reasons, overruled = [] }: Verdict): string[] {
  const list = (all: readonly Reason[]) => all.map(({ witness, message }) => `${witness}: ${message}`).join(' · ');
  const [same, other] = action === 'remove' ? ['also against', 'for'] : ['also for', 'against'];
  return [
    ...(reasons.length > 1 ? [`${same} · ${list(reasons.slice(1))}`] : []),
    ...(overruled.length > 0 ? [`${other} · ${list(overruled)}`] : []),
  ];
}

function because({ ruleId, model, confidence, message }: Reason): string {
  return `${ruleId ?? model} ${confidence.toFixed(2)}: ${message}`;
}

function withSpans(text: string, verdict: Verdict, colors: Colors): string {
  let shown = '';
  let at = 0;
  for (const span of verdict.spans ?? []) {
    shown += `${visibleLines(text.slice(at, span.textStart))}${colors.red(`⟦${colors.strikethrough(visibleLines(text.slice(span.textStart, span.textEnd)))}⟧`)}`;
    at = span.textEnd;
  }
  return shown + visibleLines(text.slice(at));
}

/** The source line of each block, counted from 1: the line of its first visible character. */
function lineNumbers(document: Document): number[] {
  const lines = splitLines(document.source);
  let line = 0;
  return document.blocks.map((block) => {
    const at = block.text === '' ? block.start : sourceRange(document, block, 0, 1)[0];
    while (line + 1 < lines.length && lines[line].end <= at) line++;
    return line + 1;
  });
}
