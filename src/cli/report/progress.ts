/** Shows progress: a bar on a terminal, occasional lines elsewhere. */
import type { SingleBar } from 'cli-progress';
import { shownSize } from '../../files/shownSize.js';
import { percent } from '../terminal/table.js';
import { type Colors, say } from '../terminal/terminal.js';
import type { RunTally } from './runTally.js';
import { count, duration } from './summary.js';

/** Shows progress and lets other lines through. */
export interface ProgressDisplay {
  /** May be called as often as convenient. */
  update(): void;
  /** Writes another line. */
  line(text: string): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly tally: RunTally;
  /** Size of all inputs in bytes; undefined while it is unknown, or if it cannot be known. */
  readonly total: () => number | undefined;
  readonly colors: Colors;
}

/** Milliseconds between redraws of the bar, before it first appears, and between lines. */
const REDRAW = 100;
const BAR_AFTER = 500;
const LINE_AFTER = 30_000;

export async function progressBar({ tally, total, colors }: ProgressOptions): Promise<ProgressDisplay> {
  const { SingleBar } = await import('cli-progress');
  const began = performance.now();
  let drawn = 0;
  let bar: SingleBar | undefined;
  const draw = (): void => {
    const whole = total();
    const seconds = (performance.now() - began) / 1000;
    const left = whole === undefined || tally.bytesIn === 0 ? undefined : (seconds * Math.max(0, whole - tally.bytesIn)) / tally.bytesIn;
    const state = { facts: facts(tally, seconds, colors), left: left === undefined ? '' : ` · ${duration(left)} left` };
    if (bar === undefined) {
      bar = new SingleBar({
        stream: process.stderr,
        format: whole === undefined ? '{facts}' : `${colors.cyan('{bar}')} {percentage} % · {facts}{left}`,
        barCompleteChar: '━',
        barIncompleteChar: '╌',
        barsize: 20,
        hideCursor: true,
        clearOnComplete: true,
        linewrap: false,
        noTTYOutput: false,
        gracefulExit: false,
      });
      bar.start(whole ?? 1, 0, state);
    }
    if (whole !== undefined) bar.setTotal(Math.max(whole, tally.bytesIn, 1));
    bar.update(whole === undefined ? 0 : tally.bytesIn, state);
    bar.render();
  };
  const clear = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update() {
      const now = performance.now();
      if (now - began < BAR_AFTER || now - drawn < REDRAW) return;
      drawn = now;
      draw();
    },
    line(text) {
      const wasShown = bar !== undefined;
      clear();
      say(text);
      if (wasShown) draw();
    },
    stop: clear,
  };
}

/** Lines, for standard error that is a file or a pipe. */
export function progressLines({ tally, total, colors }: ProgressOptions): ProgressDisplay {
  const began = performance.now();
  let lastLine = began;
  return {
    update() {
      const now = performance.now();
      if (now - lastLine < LINE_AFTER) return;
      lastLine = now;
      const whole = total();
      const share = whole === undefined ? shownSize(tally.bytesIn) : `${percent(tally.bytesIn, whole)} of ${shownSize(whole)}`;
      say(`${share} · ${facts(tally, (now - began) / 1000, colors)}`);
    },
    line: say,
    stop: () => undefined,
  };
}

function facts(tally: RunTally, seconds: number, colors: Colors): string {
  const failed = tally.failed > 0 ? ` · ${colors.red(`${count(tally.failed)} failed`)}` : '';
  const rate = `${count(Math.round(tally.documents / Math.max(seconds, 0.001)))}/s`;
  const removed = tally.shown > 0 ? ` · ${percent(tally.removed, tally.shown)} removed` : '';
  return `${count(tally.documents)} documents · ${rate}${removed}${failed}`;
}
