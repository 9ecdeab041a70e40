import { expect, test } from '@jest/globals';
import { sessionCookieOf } from './session-cookie.ts';

const secret = 'a'.repeat(43);

test.each([
  [`vialog=${secret}`],
  [`a=b; vialog=${secret}; c=d`],
  [`__Host-vialog=${secret};vialog=${'b'.repeat(43)}`],
])('%s carries the secret', (header) => expect(sessionCookieOf(header)).toBe(secret));

test.each([[undefined], [''], ['vialog'], [`xvialog=${secret}`], [`vialog=${secret}"`]])(
  '%s carries none',
  (header) => expect(sessionCookieOf(header)).toBeUndefined(),
);
