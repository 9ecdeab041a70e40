import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Leaves the memory of a process out of core dumps: `coredump_filter` 0 dumps no mapping, whatever `ulimit -c` and
 * the kernel's `core_pattern` say (a pipe to a crash handler ignores the limit, but not the filter). Linux only;
 * elsewhere, and where /proc is closed, the service's own limit must do it.
 * @see https://man7.org/linux/man-pages/man5/core.5.html
 * @returns whether it is in force.
 */
export function forbidCoreDump(pid: number): boolean {
  const file = `/proc/${pid}/coredump_filter`;
  try {
    writeFileSync(file, '0');
    return Number.parseInt(readFileSync(file, 'utf8'), 16) === 0;
  } catch {
    return false;
  }
}
