import { describe, expect, it } from '@jest/globals';
import { variantsFor } from './hls-variants.ts';

const variant = (name: string, bandwidth?: number, width?: number) => ({
  url: new URL(`http://camera.example/${name}`),
  bandwidth,
  width,
});
const order = (width: number, variants: readonly ReturnType<typeof variant>[]): string[] =>
  variantsFor(width, variants).map(({ url }) => url.pathname.slice(1));

describe('variantsFor', () => {
  it('prefers the narrowest variant that is wide enough, of equal ones that with the least data', () => {
    const variants = [
      variant('uhd', 12e6, 3_840),
      variant('sd', 1e6, 640),
      variant('hd-rich', 4e6, 1_280),
      variant('hd', 2e6, 1_280),
      variant('low', 3e5, 320),
    ];
    expect(order(1_000, variants)).toEqual(['hd', 'hd-rich', 'uhd', 'sd', 'low']);
    expect(order(320, variants)[0]).toBe('low');
    expect(order(8_000, variants)[0]).toBe('uhd');
  });

  it('takes variants without a resolution after those with one, the best that is moderate first', () => {
    const variants = [
      variant('a', 9e6),
      variant('b', 3e6),
      variant('c', 1e6),
      variant('d'),
      variant('e', 1e6, 100),
    ];
    expect(order(640, variants)).toEqual(['e', 'b', 'c', 'a', 'd']);
  });
});
