import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { RunningServer } from './start-server.ts';

/** A log that knows when it was last written to. */
export class WatchedLog {
  #at = performance.now();

  constructor(private readonly out: { write(line: string): unknown }) {}

  write(line: string): unknown {
    this.#at = performance.now();
    return this.out.write(line);
  }

  /** Resolves when nothing was written for `quietMs`, after `mostMs` in any case. */
  async quiet(quietMs = 1_000, mostMs = 6_000): Promise<void> {
    const deadline = performance.now() + mostMs;
    for (;;) {
      const now = performance.now();
      const ms = Math.min(this.#at + quietMs, deadline) - now;
      if (ms <= 0) return;
      await wait(ms);
    }
  }
}

export interface Announcing {
  readonly log: Pick<WatchedLog, 'quiet'>;
  readonly open?: (link: string) => void;
}

/**
 * Tells where the server is and, on a desktop, opens it. For a person at a terminal after what the log says at every
 * start (detectors, cameras), or the sign-in link would stand in the middle of it.
 */
export async function announce(
  { url, signInLink, demoBrought }: RunningServer,
  out: Pick<WriteStream, 'write' | 'isTTY'>,
  { log, open = openInBrowser }: Announcing,
): Promise<void> {
  const seconds = (performance.now() / 1000).toFixed(1);
  const demo = demoBrought ? 'A demo town is there: four rendered cameras over two parking lots.\n' : '';
  const runs = `Vialog runs at ${url} (started in ${seconds} s)\n${demo}Sign in once, within ten minutes:`;
  if (!out.isTTY) return void out.write(`${runs} ${signInLink}\n`);
  await log.quiet();
  out.write(`\n${runs}\n\n  ${styleText('bold', signInLink)}\n\n`);
  open(signInLink);
}

/** On Linux only where there is a display; failing to open is no failure: the link stands above. */
function openInBrowser(link: string): void {
  const opener = process.platform === 'darwin' ? 'open' : process.env['DISPLAY'] ? 'xdg-open' : undefined;
  if (opener === undefined) return;
  spawn(opener, [link], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
