/** Flags of V8 for runs with worker threads. The command sets them; a process that uses the library keeps its own. */
import { setFlagsFromString } from 'node:v8';

const RUN_FLAGS: readonly string[] = [
  // V8 lets the heap grow fourfold before a major collection; with this setting it collects at twice the live size, which
  // keeps long runs small. (A larger young generation would be faster, but what it moves at once may exceed the reserve
  // that lets a worker that is out of memory die without taking the process along.)
  '--heap-growing-percent=100',
  // Each thread compiles its own code, and V8's helper threads take more than half as much time for that as the thread
  // takes for pages: time that other threads need. With twice the default budget a function is optimised later, and
  // with a fifth of the default less is inlined into it; that halves the helpers' time, while the thread itself is some 3 %
  // slower (`npm run bench:speed -- --only threads`). A budget of 400,000 costs the thread what it saves the helpers.
  '--interrupt-budget=130000',
  '--max-inlined-bytecode-size-cumulative=200',
];

/**
 * Sets the flags for this process and for the threads that it starts from now on. Compiled code is kept for each state
 * of the flags (`compiledCode.ts`).
 */
export function setRunFlags(): void {
  for (const flag of RUN_FLAGS) setFlagsFromString(flag);
}
