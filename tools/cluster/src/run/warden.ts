import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./warden.mjs', import.meta.url));

/** Ends the processes it was told of when this process is killed without a chance to do so itself. */
export class Warden {
  readonly #child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });

  constructor() {
    this.#child.stdin.on('error', () => undefined);
    this.#child.unref();
  }

  started(pid: number): void {
    this.#child.stdin.write(`+${pid}\n`);
  }

  ended(pid: number): void {
    this.#child.stdin.write(`-${pid}\n`);
  }

  /** Lets it go: it has nothing to end any more. */
  close(): void {
    this.#child.stdin.end();
  }
}
