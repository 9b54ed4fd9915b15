// Counts steps: how much code runs, not how long it takes, so that a count is the same on every machine.
//
// V8 counts how often each block of code runs (precise coverage). A step is one character of source code that runs once:
// the sum over all blocks of their length times their count. Work inside V8's own functions does not show there, so
// those whose time depends on what they are given are counted by what they look at.
import { type Profiler, Session } from 'node:inspector/promises';

/** Steps by function: its script and name. */
export type Steps = ReadonlyMap<string, number>;

/** The steps of one element or character that a function of V8 looks at. */
const LOOK = 1;

export class StepMeter {
  readonly #session = new Session();
  readonly #below: string;
  readonly #builtIn = new Map<string, number>();
  #isCounting = false;

  private constructor(below: string) {
    this.#below = below;
  }

  /**
   * Begins to count; to be awaited before anything is loaded whose code is to be counted.
   * @param below the beginning of the addresses of scripts whose code counts
   */
  static async start(below: string): Promise<StepMeter> {
    const meter = new StepMeter(below);
    meter.#session.connect();
    await meter.#session.post('Profiler.enable');
    await meter.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    meter.#watchBuiltIns();
    return meter;
  }

  /** The steps that some work takes. */
  async count(work: () => unknown): Promise<Steps> {
    await this.#session.post('Profiler.takePreciseCoverage');
    this.#builtIn.clear();
    this.#isCounting = true;
    await work();
    this.#isCounting = false;
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    const steps = new Map(this.#builtIn);
    for (const { url, functions } of result) if (url.startsWith(this.#below)) addSteps(url.slice(this.#below.length), functions, steps);
    return steps;
  }

  #add(name: string, looks: number): void {
    if (this.#isCounting) this.#builtIn.set(name, (this.#builtIn.get(name) ?? 0) + looks * LOOK);
  }

  /** Wraps what V8 does by itself and takes longer the more it is given. */
  #watchBuiltIns(): void {
    const add = (name: string, looks: number) => this.#add(name, looks);
    for (const name of ['concat', 'splice', 'toSpliced', 'shift', 'unshift', 'reverse', 'toReversed', 'join', 'sort', 'toSorted', 'flat'])
      wrap(Array.prototype, name, (list: unknown[]) => add(`Array.${name}`, list.length));
    for (const prototype of [Array.prototype, Object.getPrototypeOf(Uint8Array.prototype) as object]) {
      wrap(prototype, 'slice', (_, copy) => add('slice', (copy as unknown[]).length));
      wrap(prototype, 'fill', (list: unknown[], _, [, from = 0, to = list.length]) => add('fill', Number(to) - Number(from)));
    }
    for (const name of ['includes', 'indexOf', 'lastIndexOf'])
      wrap(Array.prototype, name, (list: unknown[], found) =>
        add(`Array.${name}`, typeof found === 'number' && found >= 0 ? found : list.length),
      );
    for (const name of ['toLowerCase', 'toUpperCase', 'normalize', 'trim', 'replaceAll', 'split', 'match', 'matchAll', 'replace'])
      wrap(String.prototype, name, (text: string) => add(`String.${name}`, text.length));
    for (const name of ['includes', 'indexOf'])
      wrap(String.prototype, name, (text: string, found, args) => {
        const from = typeof args[1] === 'number' ? args[1] : 0;
        add(`String.${name}`, typeof found === 'number' && found >= 0 ? found - from : Math.max(0, text.length - from));
      });
    wrap(Object.getPrototypeOf(Uint8Array.prototype) as object, 'set', (_, __, [from]) => add('set', (from as unknown[]).length));
    // Everything that searches by an expression calls this one once it is not V8's own.
    wrap(RegExp.prototype, 'exec', (expression: RegExp, found, [text]) => {
      const match = found as RegExpExecArray | null;
      const isAnchored = expression.sticky || expression.source.startsWith('^');
      if (isAnchored) add('RegExp.exec', match === null ? 1 : match[0].length);
      else if (match === null) add('RegExp.exec', String(text).length);
      else if (!expression.global) add('RegExp.exec', match.index + match[0].length);
      else add('RegExp.exec', match[0].length + 1);
    });
  }
}

type Method = (...args: unknown[]) => unknown;

/** Has a method report each of its calls. */
function wrap<T>(owner: object, name: string, report: (self: T, result: unknown, args: readonly unknown[]) => void): void {
  const methods = owner as Record<string, Method>;
  const own = methods[name];
  Object.defineProperty(owner, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      const result = own.apply(this, args);
      report(this as T, result, args);
      return result;
    },
  });
}

/** Adds the steps of each function of a script. A block's steps are its own: those of blocks inside it count there. */
function addSteps(script: string, functions: readonly Profiler.FunctionCoverage[], steps: Map<string, number>): void {
  for (const { functionName, ranges } of functions) {
    const [{ startOffset }] = ranges;
    const name = `${script} ${functionName === '' ? '(anonymous)' : functionName}@${startOffset}`;
    let sum = 0;
    // Blocks come with those around them first.
    const open: { end: number; count: number }[] = [];
    for (const range of ranges) {
      while (open.length > 0 && (open.at(-1) as { end: number }).end <= range.startOffset) open.pop();
      const length = range.endOffset - range.startOffset;
      sum += length * (range.count - (open.at(-1)?.count ?? 0));
      open.push({ end: range.endOffset, count: range.count });
    }
    if (sum > 0) steps.set(name, (steps.get(name) ?? 0) + sum);
  }
}

/** All steps. */
export function totalOf(steps: Steps): number {
  let sum = 0;
  for (const count of steps.values()) sum += count;
  return sum;
}
