import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { announce, WatchedLog } from './announce.ts';

const signInLink = 'http://127.0.0.1:7070/#link=abc';
const running = {
  url: 'http://127.0.0.1:7070',
  signIn: { kind: 'link', link: signInLink } as const,
  demoBrought: true,
};
const inFile = { ...running, signIn: { kind: 'file', path: '/data/sign-in-link' } as const };

describe('announce', () => {
  test('prints the sign-in link on a terminal on a separate line after the first lines of the log', async () => {
    const seen: string[] = [];
    const log = new WatchedLog({ write: (line) => seen.push(line) });
    const out = { isTTY: true, write: (text: string) => seen.push(text) > 0 };
    const open = (link: string): void => void seen.push(`opened ${link}`);
    const announced = announce(running, out, { log: { quiet: () => log.quiet(2_000, 60_000) }, open });
    for (const line of ['detector counts', 'camera online']) {
      await wait(30);
      log.write(line);
    }
    await announced;
    expect(seen.slice(0, 2)).toEqual(['detector counts', 'camera online']);
    expect(seen.at(-2)).toContain('The demo town was created');
    expect(seen.at(-2)).toMatch(/\n\n {2}\S*http:\/\/127\.0\.0\.1:7070\/#link=abc\S*\n\n$/);
    expect(seen.at(-1)).toBe(`opened ${signInLink}`);
  });

  test('stops waiting for a pause of the log after the maximum time', async () => {
    const log = new WatchedLog({ write: () => undefined });
    const busy = setInterval(() => log.write('again'), 10);
    await log.quiet(1_000, 80);
    clearInterval(busy);
  });

  test('prints the path of the sign-in link instead of the link when the output is not a terminal', async () => {
    const seen: string[] = [];
    const never = { quiet: () => new Promise<void>(() => undefined) };
    await announce(inFile, { isTTY: false, write: (text: string) => seen.push(text) > 0 }, { log: never });
    expect(seen.join('')).toMatch(
      /^Vialog runs at .*\nThe demo.*\nSign in with the link in \/data\/sign-in-link/,
    );
    expect(seen.join('')).not.toContain('#link=');
  });
});
