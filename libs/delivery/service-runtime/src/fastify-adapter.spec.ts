import { expect, test } from '@jest/globals';
import { correlationIdOf } from './fastify-adapter.ts';

test.each(['request-0001', 'A_b-9999'])('the correlation id %s of a caller is kept', (id) => {
  expect(correlationIdOf({ headers: { 'x-correlation-id': id } })).toBe(id);
});

test.each(['short', 'with space', 'x'.repeat(65), 'line\nbreak!', '{"json":1}'])(
  'the correlation id %j of a caller is replaced by a new one, because it could forge log lines',
  (id) => {
    expect(correlationIdOf({ headers: { 'x-correlation-id': id } })).toMatch(/^[0-9a-f-]{36}$/);
  },
);
