import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { errorCatalogue } from './error-catalogue.ts';
import { VialogError } from './vialog-error.ts';

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z_]+)` +\| (\d{3}) +\| (yes|no) +\|/gm)].map(
  ([, code, status, again]) => ({ code, status: Number(status), retryable: again === 'yes' }),
);

describe('the error catalogue and docs/errors.md', () => {
  test('the error catalogue and docs/errors.md list the same codes, statuses and retry advice', () => {
    const catalogued = Object.entries(errorCatalogue).map(([code, { status, retryable }]) => ({
      code,
      status,
      retryable,
    }));
    expect(documented).toEqual(catalogued);
  });

  test('VialogError uses the message of its code unless a specific message is given', () => {
    expect(new VialogError('CODE_TAKEN').message).toBe(errorCatalogue.CODE_TAKEN.message);
    expect(new VialogError('CODE_TAKEN', 'camera p1 has code 42').message).toBe('camera p1 has code 42');
  });
});
