import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Excludes the memory of a process from core dumps: `coredump_filter` 0 dumps no mapping, independent of `ulimit -c` and
 * the kernel's `core_pattern` (a pipe to a crash handler ignores the limit, but not the filter). Linux only; on other
 * systems, and where /proc is not writable, set the core limit of the service to 0.
 * @see https://man7.org/linux/man-pages/man5/core.5.html
 * @returns whether the filter is in force
 */
export function disableCoreDump(pid: number): boolean {
  const file = `/proc/${pid}/coredump_filter`;
  try {
    writeFileSync(file, '0');
    return Number.parseInt(readFileSync(file, 'utf8'), 16) === 0;
  } catch {
    return false;
  }
}
