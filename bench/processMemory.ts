// The memory of another process, where the system tells it: Linux does.
import { readFileSync } from 'node:fs';

/** Resident memory in MB, with the most that it has been. @param pid a process that runs; undefined was never started */
export function memoryOf(pid: number | undefined): readonly [now: number, peak: number] {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (field: RegExp): number => Math.round(Number(field.exec(status)?.[1]) / 1024);
  return [mb(/VmRSS:\s+(\d+)/u), mb(/VmHWM:\s+(\d+)/u)];
}
