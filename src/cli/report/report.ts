/** Reports of a run on standard error: text for people or JSON for programs. */
import type { Input } from '../../files/findInputs.js';
import { totalSize } from '../../files/totalSize.js';
import { colorsFor, errorLine, noteLine, say } from '../terminal/terminal.js';
import type { LogFormat } from './logFormat.js';
import { type ProgressOptions, progressBar, progressLines } from './progress.js';
import type { RunTally } from './runTally.js';
import { summary } from './summary.js';

export interface Report {
  /** A message about a document. */
  note(document: string, message: string): void;
  error(document: string, message: string): void;
  /** A message about the run. */
  info(message: string): void;
  /** Must be called after each document. */
  update(): void;
  /** Shows the summary. */
  end(seconds: number, out: string | undefined): void;
  /** Ends without a summary. */
  stop(): void;
}

interface ReportOptions extends ProgressOptions {
  readonly log: LogFormat;
  /** Only errors and notes. */
  readonly quiet: boolean;
}

/** @param inputs whose sizes show the progress */
export async function startReport(
  inputs: readonly Input[],
  tally: RunTally,
  { log, quiet }: Pick<ReportOptions, 'log' | 'quiet'>,
): Promise<Report> {
  const total = quiet ? () => undefined : totalSize(inputs);
  const options = { tally, total, colors: colorsFor(process.stderr), log, quiet };
  return options.log === 'json' ? jsonReport(options) : textReport(options);
}

async function textReport(options: ReportOptions): Promise<Report> {
  const { tally, colors, quiet } = options;
  const progress = quiet ? undefined : process.stderr.isTTY ? await progressBar(options) : progressLines(options);
  const line = (text: string) => (progress === undefined ? say(text) : progress.line(text));
  return {
    note: (document, message) => line(noteLine(document, message, colors)),
    error: (document, message) => line(errorLine(document, message, colors)),
    info: (message) => {
      if (!quiet) line(message);
    },
    update: () => progress?.update(),
    end(seconds, out) {
      progress?.stop();
      if (!quiet) say(summary(tally, seconds, colors, out));
    },
    stop: () => progress?.stop(),
  };
}

/** Milliseconds between progress events. */
const PROGRESS_AFTER = 10_000;

function jsonReport({ tally, total, quiet }: ReportOptions): Report {
  const event = (name: string, data: object) => say(JSON.stringify({ time: new Date().toISOString(), event: name, ...data }));
  let lastEvent = performance.now();
  return {
    note: (document, message) => event('note', { document, message }),
    error: (document, message) => event('error', { document, message }),
    info: (message) => {
      if (!quiet) event('info', { message });
    },
    update() {
      if (quiet || performance.now() - lastEvent < PROGRESS_AFTER) return;
      lastEvent = performance.now();
      event('progress', { ...figures(tally), bytesTotal: total() ?? null });
    },
    end(seconds, out) {
      if (quiet) return;
      const { byCategory, byRule } = tally;
      event('summary', {
        ...figures(tally),
        seconds: Math.round(seconds * 1000) / 1000,
        ...(out === undefined ? {} : { out }),
        removedByCategory: Object.fromEntries(byCategory),
        blocksByRule: Object.fromEntries(byRule.slice(0, 20)),
      });
    },
    stop: () => undefined,
  };
}

function figures({ cleaned, unchanged, failed, quarantined, passedOver, bytesIn, bytesOut, shown, removed }: RunTally): object {
  return {
    cleaned,
    unchanged,
    failed,
    quarantined,
    passedOver,
    bytesIn,
    bytesOut,
    removedShare: Math.round((10_000 * removed) / Math.max(1, shown)) / 10_000,
  };
}
