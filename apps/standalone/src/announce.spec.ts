import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { announce, WatchedLog } from './announce.ts';

const signInLink = 'http://127.0.0.1:7070/#link=abc';
const running = { url: 'http://127.0.0.1:7070', signInLink, demoBrought: true };

describe('the sign-in link', () => {
  test('comes last at a terminal, on a line of its own, after what the log says at every start', async () => {
    const seen: string[] = [];
    const log = new WatchedLog({ write: (line) => seen.push(line) });
    const out = { isTTY: true, write: (text: string) => seen.push(text) > 0 };
    const open = (link: string): void => void seen.push(`opened ${link}`);
    const told = announce(running, out, { log: { quiet: () => log.quiet(100, 5_000) }, open });
    for (const line of ['detector counts', 'camera online']) {
      await wait(30);
      log.write(line);
    }
    await told;
    expect(seen.slice(0, 2)).toEqual(['detector counts', 'camera online']);
    expect(seen.at(-2)).toContain('A demo town is there');
    expect(seen.at(-2)).toMatch(/\n\n {2}\S*http:\/\/127\.0\.0\.1:7070\/#link=abc\S*\n\n$/);
    expect(seen.at(-1)).toBe(`opened ${signInLink}`);
  });

  test('comes in the end although the log never rests', async () => {
    const log = new WatchedLog({ write: () => undefined });
    const busy = setInterval(() => log.write('again'), 10);
    await log.quiet(1_000, 80);
    clearInterval(busy);
  });

  test('comes at once where a program reads, in the same lines as ever', async () => {
    const seen: string[] = [];
    const never = { quiet: () => new Promise<void>(() => undefined) };
    await announce(running, { isTTY: false, write: (text: string) => seen.push(text) > 0 }, { log: never });
    expect(seen.join('')).toMatch(
      /^Vialog runs at .*\nA demo.*\nSign in once, within ten minutes: \S+abc\n$/,
    );
  });
});
