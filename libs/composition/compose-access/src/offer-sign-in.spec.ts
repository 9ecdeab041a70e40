import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { InMemoryKioskLinks, InMemorySessions, InMemorySignInLinks } from '@vialog/access/fakes';
import { offerSignIn, signInSentence, type SignInOffer } from './offer-sign-in.ts';
import { openAccess } from './open-access.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vialog-access-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function offered(isTerminal: boolean, token?: string): Promise<SignInOffer> {
  const kept = {
    sessions: new InMemorySessions(),
    links: new InMemorySignInLinks(),
    kioskLinks: new InMemoryKioskLinks(),
  };
  const access = await openAccess({ token, dataDir, kept });
  return offerSignIn({
    access,
    hasToken: token !== undefined,
    dataDir,
    url: 'http://127.0.0.1:7070',
    isTerminal,
  });
}

test('prints the sign-in link on a terminal', async () => {
  const offer = await offered(true);
  expect(offer).toEqual({ kind: 'link', link: expect.stringMatching(/^http:.*#link=[\w-]{43}$/) });
  expect(existsSync(join(dataDir, 'sign-in-link'))).toBe(false);
});

test('writes the sign-in link to a private file when the output is not a terminal, and does not print it', async () => {
  const offer = await offered(false);
  const path = join(dataDir, 'sign-in-link');
  expect(offer).toEqual({ kind: 'file', path });
  expect(signInSentence(offer)).not.toContain('#link=');
  expect(readFileSync(path, 'utf8')).toMatch(/^http:\/\/127\.0\.0\.1:7070\/#link=[\w-]{43}\n$/);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('offers no sign-in link when an administrator token is configured, and removes an earlier one', async () => {
  writeFileSync(join(dataDir, 'sign-in-link'), 'http://earlier/#link=x', { mode: 0o644 });
  expect(await offered(false, 'a-configured-token')).toEqual({ kind: 'token' });
  expect(existsSync(join(dataDir, 'sign-in-link'))).toBe(false);
});
