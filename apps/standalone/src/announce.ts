import { spawn } from 'node:child_process';
import type { WriteStream } from 'node:tty';
import type { RunningServer } from './server.ts';

/** Tells where the server is and, on a desktop, opens it. */
export function announce(
  { url, signInLink, demoBrought }: RunningServer,
  out: NodeJS.WriteStream | WriteStream,
): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  const demo = demoBrought ? 'A demo town is there: four rendered cameras over two parking lots.\n' : '';
  out.write(
    `Vialog runs at ${url} (started in ${seconds} s)\n${demo}Sign in once, within ten minutes: ${signInLink}\n`,
  );
  if (out.isTTY) openInBrowser(signInLink);
}

/** On Linux only where there is a display; failing to open is no failure: the link stands above. */
function openInBrowser(link: string): void {
  const opener = process.platform === 'darwin' ? 'open' : process.env['DISPLAY'] ? 'xdg-open' : undefined;
  if (opener === undefined) return;
  spawn(opener, [link], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
