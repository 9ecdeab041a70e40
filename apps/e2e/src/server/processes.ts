import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';

/** Ids of the child processes whose command line contains a word, read from /proc. */
export function childrenOf(pid: number, word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid && commandOf(child).includes(word));
}

function parentOf(pid: number): number | undefined {
  // "pid (name) state parent …"; the name may contain spaces and parentheses.
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Ids of a process and all its descendants. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid, '').flatMap(treeOf)];

/** Command line of a process, words separated by spaces; empty when the process has ended. */
export const commandOf = (pid: number): string =>
  read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() ?? '';

/** Environment variables with which a process was started. */
export const environmentOf = (pid: number): string[] => read(`/proc/${pid}/environ`)?.split('\0') ?? [];

/** Paths of the files that a process has open for writing. */
export function openForWriting(pid: number): string[] {
  return attempt(() => readdirSync(`/proc/${pid}/fd`), [])
    .map((fd) => writableFile(pid, fd))
    .filter((path) => attempt(() => statSync(path).isFile(), false));
}

/** Path of a descriptor that may write, else empty. Between two reads the process may have closed it and opened another file. */
function writableFile(pid: number, fd: string): string {
  const path = (): string => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '');
  const before = path();
  return mayWrite(read(`/proc/${pid}/fdinfo/${fd}`) ?? '') && path() === before ? before : '';
}

/** "flags: 0100002", octal; the last two bits are O_WRONLY and O_RDWR. */
const mayWrite = (about: string): boolean =>
  (Number.parseInt(/^flags:\s+(\d+)$/m.exec(about)?.[1] ?? '0', 8) & 3) !== 0;

const read = (path: string): string | undefined => attempt(() => readFileSync(path, 'utf8'), undefined);

/** Returns `otherwise` when the process has ended meanwhile. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
