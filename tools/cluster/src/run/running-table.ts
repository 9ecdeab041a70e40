import type { Running } from './cluster.ts';

/** The table of running processes as text lines. */
export function runningTable(running: readonly Running[]): readonly string[] {
  const rows = running.map(({ name, pid, url, does }) => [name, String(pid ?? '-'), url, does]);
  const header = ['name', 'pid', 'address', 'task'];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
