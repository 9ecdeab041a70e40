import { readdirSync, readFileSync } from 'node:fs';
import { cpuMsOf } from './process-cost.ts';

/** A process and all its running descendants (Linux). */
export function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return []; // it is gone
  }
}

/** CPU time of each process of the tree, ms. */
export function treeCpuMs(pid: number): ReadonlyMap<number, number> {
  return new Map(treeOf(pid).map((member) => [member, cpuMsOf(member) ?? 0]));
}

/** CPU time between two readings, ms; for a process that started in between, all of it. */
export function cpuBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, cpuMs]) => sum + cpuMs - (before.get(pid) ?? 0), 0);
}

/** Resident memory of a process, MB; 0 after it has exited. */
export function residentMb(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Allowed cores of a process, such as `0-1`; undefined after it has exited. */
export function coresOf(pid: number): string | undefined {
  try {
    return /^Cpus_allowed_list:\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
