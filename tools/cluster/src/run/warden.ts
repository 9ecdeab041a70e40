import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./warden.mjs', import.meta.url));

/** Stops the reported processes when this process is killed. */
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

  /** Ends the warden when all processes have ended. */
  close(): void {
    this.#child.stdin.end();
  }
}
