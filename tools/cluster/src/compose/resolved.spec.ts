import { expect, it } from '@jest/globals';
import { resolved } from './resolved.ts';

it.each([
  ['nothing to do', 'nothing to do'],
  ['a ${A} b', 'a one b'],
  ['${NONE:-${A}}${NONE}', 'one'],
  ['${A:-two}', 'one'],
  ['${A:+x${A}x}|${NONE:+x${A}x}', 'xonex|'],
  ['"${A:?set it}"', '"one"'],
])('%s becomes %s', (text, expected) => {
  expect(resolved(text, { A: 'one' })).toBe(expected);
});

it('rejects with the message of a required variable', () => {
  expect(() => resolved('${NONE:?set it in .env}', {})).toThrow('NONE: set it in .env');
});
