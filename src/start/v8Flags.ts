/** Flags of V8 for runs with worker threads. The command sets them; a process that uses the library keeps its own. */
import { setFlagsFromString } from 'node:v8';

/** What each is for. On a machine with two cores they cut the CPU time of 312 pages with one thread by 15 %. */
export const RUN_FLAGS: readonly string[] = [
  // V8 lets the heap grow fourfold before a major collection; with this setting it collects at twice the live size, which
  // keeps long runs small. (A larger young generation would be faster, but what it moves at once may exceed the reserve
  // that lets a worker that is out of memory die without taking the process along.)
  '--heap-growing-percent=100',
  // Each thread compiles its own code. V8 optimises some 800 functions a thread, each with what it inlines, and helper
  // threads take half as much time for that as the thread takes for the pages: time of which other threads are in need.
  // Optimised later and inlining less, 500 functions are compiled in half the time, and half as many are thrown away
  // again; until then they run as baseline code, which is made at the first call and faster than the interpreter.
  '--always-sparkplug',
  '--interrupt-budget=400000',
  '--max-inlined-bytecode-size=200',
  '--max-inlined-bytecode-size-cumulative=200',
];

/**
 * Sets the flags for this process and for the threads that it starts from now on. Compiled code is kept for each state
 * of the flags (`compiledCode.ts`).
 */
export function setRunFlags(): void {
  for (const flag of RUN_FLAGS) setFlagsFromString(flag);
}
