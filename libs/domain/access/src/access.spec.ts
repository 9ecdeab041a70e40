import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Access } from './access.ts';
import { AdministratorToken } from './administrator-token.ts';
import { authenticate } from './authenticate.ts';
import { FailedSignIns } from './failed-sign-ins.ts';
import { isSignedIn } from './is-signed-in.ts';
import { issueSignInLink } from './issue-sign-in-link.ts';
import { createKioskLink, revokeKioskLink } from './kiosk-links.ts';
import { may } from './principal.ts';
import { InMemoryKioskLinks } from './kiosk-link-store.fake.ts';
import { InMemorySessions, InMemorySignInLinks } from './session-store.fake.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const minute = 60_000;
const token = 'correct horse battery';
let now: number;
let access: Access;

beforeEach(() => {
  now = 1_772_000_000_000;
  let byte = 0;
  const clock = { now: () => now, monotonic: () => now };
  access = {
    token: new AdministratorToken(token),
    sessions: new InMemorySessions(),
    links: new InMemorySignInLinks(),
    kioskLinks: new InMemoryKioskLinks(),
    failures: new FailedSignIns(clock),
    clock,
    random: (count) => Uint8Array.from({ length: count }, () => (byte += 1)),
  };
});

const who = (session: string) => authenticate(access, { session, caller: 'a' });
const byBearer = (bearer: string, caller = 'a') => authenticate(access, { bearer, caller });

describe('administrator token', () => {
  test('a short administrator token is rejected with its length and the minimum', () => {
    expect(() => new AdministratorToken('elevenchars')).toThrow(
      /11 characters, expected at least 12.*openssl/,
    );
  });

  test('the administrator token as a bearer token has all permissions; other tokens are rejected', async () => {
    const principal = await byBearer(token);
    expect(principal && may(principal, 'administer')).toBe(true);
    await expect(byBearer(token + 'x')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(byBearer('')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a wrong bearer token is rejected even with a valid session', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    const both = authenticate(access, { bearer: 'wrong', session: secret, caller: 'a' });
    await expect(both).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('sign-in link', () => {
  test('a sign-in link starts one session', async () => {
    const link = await issueSignInLink(access);
    const { secret } = await signIn(access, { link }, 'a');
    expect(await who(secret)).toMatchObject({ name: 'administrator' });
    await expect(signIn(access, { link }, 'a')).rejects.toMatchObject({ code: 'SIGN_IN_LINK_USED' });
  });

  test('a sign-in link expires after ten minutes', async () => {
    const link = await issueSignInLink(access);
    now += 10 * minute;
    await expect(signIn(access, { link }, 'a')).rejects.toMatchObject({ code: 'SIGN_IN_LINK_USED' });
  });

  test('sign-in links have 256 bits and differ', async () => {
    const links = [await issueSignInLink(access), await issueSignInLink(access)];
    expect(links.map((link) => Buffer.from(link, 'base64url').length)).toEqual([32, 32]);
    expect(links[0]).not.toBe(links[1]);
  });
});

describe('session', () => {
  test('a session is prolonged by use and expires 12 hours after the last use', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    for (let hours = 0; hours < 30; hours += 10) {
      now += 10 * 60 * minute;
      expect(await who(secret)).toBeDefined();
    }
    now += 12 * 60 * minute;
    expect(await who(secret)).toBeUndefined();
  });

  test('a session expires after seven days even if it is used', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    for (let hours = 0; hours < 7 * 24; hours += 6) {
      expect(await who(secret)).toBeDefined();
      now += 6 * 60 * minute;
    }
    expect(await who(secret)).toBeUndefined();
  });

  test('a session ends with sign-out', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    await signOut(access, secret);
    expect(await who(secret)).toBeUndefined();
  });

  test('a session ends when the administrator token changes', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    access = { ...access, token: new AdministratorToken('another token entirely') };
    expect(await who(secret)).toBeUndefined();
  });

  test('a request with an unknown session or without credentials has no principal', async () => {
    expect(await who('made up')).toBeUndefined();
    expect(await authenticate(access, { caller: 'a' })).toBeUndefined();
  });
});

describe('kiosk link', () => {
  const kioskLinkId = 'kiosk0000001';
  const create = () =>
    createKioskLink(access, { kioskLinkId, input: { name: 'Hall', days: 1 }, createdBy: 'administrator' });

  test('an open connection of a screen stays valid until its kiosk link is revoked', async () => {
    const { secret } = await create();
    expect(await isSignedIn(access, { session: secret, caller: 'a' })).toBe(true);
    await revokeKioskLink(access, kioskLinkId);
    expect(await isSignedIn(access, { session: secret, caller: 'a' })).toBe(false);
  });

  test('guessing kiosk links is limited for an address, and screens that are open go on', async () => {
    const { secret } = await create();
    for (let i = 0; i < 10; i += 1)
      await expect(signIn(access, { kiosk: `guess ${i}` }, 'mallory')).rejects.toMatchObject({
        code: 'KIOSK_LINK_ENDED',
      });
    await expect(signIn(access, { kiosk: secret }, 'mallory')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    expect(await who(secret)).toEqual({ name: 'Hall', permissions: ['board'] });
  });
});

describe('guessing', () => {
  const guess = (caller: string) => byBearer('wrong guess', caller).catch(() => undefined);

  test('after ten failures an address is rejected for five minutes, even with the right token', async () => {
    for (let i = 0; i < 10; i += 1) await guess('mallory');
    await expect(byBearer(token, 'mallory')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining('300 seconds'),
    });
    await expect(signIn(access, { link: 'x' }, 'mallory')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await byBearer(token, 'alice')).toBeDefined();
    now += 5 * minute;
    expect(await byBearer(token, 'mallory')).toBeDefined();
  });

  test('the limit of failures does not affect existing sessions', async () => {
    const { secret } = await signIn(access, { token }, 'a');
    for (let i = 0; i < 10; i += 1) await guess('a');
    expect(await who(secret)).toBeDefined();
  });
});
