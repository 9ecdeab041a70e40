import { describe, expect, test } from '@jest/globals';
import { exactHalf, halfToFloat } from './half.ts';

describe('half precision', () => {
  test('every half-precision number is unchanged after conversion to a float and back', () => {
    const isNan = (bits: number): boolean => Number.isNaN(halfToFloat(bits));
    const changed = Array.from({ length: 65536 }, (_, bits) => bits).filter(
      (bits) => !isNan(bits) && exactHalf(halfToFloat(bits)) !== bits,
    );
    expect(changed).toEqual([]);
  });

  test.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ])('0x%i is %d', (bits, value) => expect(halfToFloat(bits)).toBe(value));

  test.each([0.1, 65505, 1e-9, 70000, 1 + 2 ** -11])(
    '%d has no exact half-precision number and is not rounded',
    (value) => expect(exactHalf(Math.fround(value))).toBeUndefined(),
  );
});
