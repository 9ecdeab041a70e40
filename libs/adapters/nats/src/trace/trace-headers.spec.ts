import { expect, it } from '@jest/globals';
import { headers } from '@nats-io/nats-core';
import { readTrace, writeTrace } from './trace-headers.ts';

it('a receiver reads the trace id of a message, which is the same for a retried message', () => {
  const [first, again, other] = [headers(), headers(), headers()];
  const id = writeTrace(first, 'batch 1');
  expect(first.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect(readTrace(first)).toBe(id);
  expect(writeTrace(again, 'batch 1')).toBe(id);
  expect(writeTrace(other, 'batch 2')).not.toBe(id);
});

it.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`])(
  'an invalid traceparent %j is ignored',
  (value) => {
    const sent = headers();
    if (value !== undefined) sent.set('traceparent', value);
    expect(readTrace(sent)).toBeUndefined();
    expect(readTrace(undefined)).toBeUndefined();
  },
);
