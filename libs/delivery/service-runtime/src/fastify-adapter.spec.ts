import { expect, test } from '@jest/globals';
import { correlationIdOf } from './fastify-adapter.ts';

test.each(['request-0001', 'A_b-9999'])('a caller may name its request %s', (id) => {
  expect(correlationIdOf({ headers: { 'x-correlation-id': id } })).toBe(id);
});

test.each(['short', 'with space', 'x'.repeat(65), 'line\nbreak!', '{"json":1}'])(
  'a caller may not put %j into the log',
  (id) => {
    expect(correlationIdOf({ headers: { 'x-correlation-id': id } })).toMatch(/^[0-9a-f-]{36}$/);
  },
);
