import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** Pids of the processes a process started whose command line holds a word, read from /proc. */
export function childrenOf(pid: number, word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid && commandOf(child).includes(word));
}

function parentOf(pid: number): number | undefined {
  // "pid (name) state parent …"; the name may hold spaces and parentheses.
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** A process and everything below it, pids. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid, '').flatMap(treeOf)];

/** Command line of a process, words apart by blanks; empty when it is gone. */
export const commandOf = (pid: number): string =>
  read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';

/** Variables a process was started with. */
export const environmentOf = (pid: number): string[] => read(`/proc/${pid}/environ`)?.split('\0') ?? [];

/** Paths of the files a process holds open at this moment and may write to. */
export function openForWriting(pid: number): string[] {
  return attempt(() => readdirSync(`/proc/${pid}/fd`), [])
    .filter((fd) => mayWrite(read(`/proc/${pid}/fdinfo/${fd}`) ?? ''))
    .map((fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''))
    .filter((path) => attempt(() => statSync(path).isFile(), false));
}

/** "flags: 0100002", octal; the last two bits are O_WRONLY and O_RDWR. */
const mayWrite = (about: string): boolean =>
  (Number.parseInt(/^flags:\s+(\d+)$/m.exec(about)?.[1] ?? '0', 8) & 3) !== 0;

const read = (path: string): string | undefined => attempt(() => readFileSync(path, 'utf8'), undefined);

/** Processes come and go while they are looked at. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
