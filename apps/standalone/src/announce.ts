import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { signInSentence } from '@vialog/compose-access';
import type { RunningServer } from './start-server.ts';

/** A log that records when it was last written to. */
export class WatchedLog {
  readonly #out: { write(line: string): unknown };
  #lastWriteAt = performance.now();

  constructor(out: { write(line: string): unknown }) {
    this.#out = out;
  }

  write(line: string): unknown {
    this.#lastWriteAt = performance.now();
    return this.#out.write(line);
  }

  /** Resolves when nothing was written for `quietMs`, and after `maxMs` at the latest. */
  async quiet(quietMs = 1_000, maxMs = 6_000): Promise<void> {
    const deadline = performance.now() + maxMs;
    for (;;) {
      const now = performance.now();
      const ms = Math.min(this.#lastWriteAt + quietMs, deadline) - now;
      if (ms <= 0) return;
      await wait(ms);
    }
  }
}

export interface AnnounceOptions {
  readonly log: Pick<WatchedLog, 'quiet'>;
  readonly open?: (link: string) => void;
}

/**
 * Prints the address of the server and how to sign in; on a desktop, opens the sign-in link. On a terminal it waits until
 * the first lines of the log are written, so that the link is the last line.
 */
export async function announce(
  { url, signIn, demoBrought }: RunningServer,
  out: Pick<WriteStream, 'write' | 'isTTY'>,
  { log, open = openInBrowser }: AnnounceOptions,
): Promise<void> {
  const seconds = (performance.now() / 1000).toFixed(1);
  const demo = demoBrought
    ? 'The demo town was created: twelve rendered cameras at six parking lots and four gates.\n'
    : '';
  const started = `Vialog runs at ${url} (started in ${seconds} s)\n${demo}`;
  if (out.isTTY) await log.quiet();
  if (!out.isTTY || signIn.kind !== 'link') return void out.write(`${started}${signInSentence(signIn)}\n`);
  out.write(
    `\n${started}Sign in with this link (works once, for ten minutes):\n\n  ${styleText('bold', signIn.link)}\n\n`,
  );
  open(signIn.link);
}

/** On Linux only with a display. A failure is ignored: the link is printed above. */
function openInBrowser(link: string): void {
  const opener = process.platform === 'darwin' ? 'open' : process.env['DISPLAY'] ? 'xdg-open' : undefined;
  if (opener === undefined) return;
  spawn(opener, [link], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
