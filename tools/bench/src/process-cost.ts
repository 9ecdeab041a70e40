import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Cost {
  /** User and system time of the process and of every child it waited for, ms; counted in ticks of 10 ms. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly stdout: string;
}

const tickMs = 10;

/**
 * Runs a program and returns its cost. Only one may run at once: the cost is what the kernel adds to this process when a
 * child exits (/proc/self/stat, fields 16 and 17; Linux).
 * @throws {Error} with the last lines of its standard error when it fails.
 */
export async function costOf(command: string, args: readonly string[], env = process.env): Promise<Cost> {
  const before = childrenCpuMs();
  const began = performance.now();
  const stdout = await outputOf(command, args, env);
  return { cpuMs: childrenCpuMs() - before, wallMs: performance.now() - began, stdout };
}

/**
 * Runs a program and returns its standard output.
 *
 * @throws {Error} with the last lines of its standard error when it fails.
 */
export function outputOf(command: string, args: readonly string[], env = process.env): Promise<string> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-2_000)));
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`cannot run ${command}: ${cause.message}`, { cause })));
    child.once('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')} exited with ${code}:\n${complaint.trim()}`));
    });
  });
}

function childrenCpuMs(): number {
  const [user = 0, system = 0] = statOf('self').slice(13, 15);
  return (user + system) * tickMs;
}

/** CPU time of a running process, ms; undefined after it has exited. */
export function cpuMsOf(pid: number): number | undefined {
  try {
    const [user = 0, system = 0] = statOf(String(pid)).slice(11, 13);
    return (user + system) * tickMs;
  } catch {
    return undefined;
  }
}

/** Fields of /proc/<pid>/stat from the state on: the preceding name may contain spaces and parentheses. */
function statOf(pid: string): number[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
}
