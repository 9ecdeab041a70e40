import { readFileSync } from 'node:fs';

/** What a process has used since it started; zeros where it cannot be read (systems other than Linux, exited processes). */
export interface ProcessUsage {
  /** CPU time of all its threads, ms. */
  readonly cpuMs: number;
  /** Largest resident memory, bytes. */
  readonly peakMemoryBytes: number;
}

/** Length of a tick in /proc, ms: USER_HZ is 100 on every architecture that Node.js supports. */
const tickMs = 10;

export function processUsage(pid: number | undefined): ProcessUsage {
  const [stat, status] = [read(`/proc/${pid}/stat`), read(`/proc/${pid}/status`)];
  // The name of the program is in brackets and can contain spaces; utime and stime are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return {
    cpuMs: ticks * tickMs,
    peakMemoryBytes: Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024,
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
