import { expect, test } from '@jest/globals';
import { outlineTexts } from './outline-texts.ts';

const svgOf = (anchor: string, text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg"><title>A &lt; B</title><text x="100" y="50" text-anchor="${anchor}" font-size="10" fill="#123456">${text}</text></svg>`;

/** Left and right end of the drawn outlines. */
function extentOf(svg: string): [number, number] {
  const path = / d="([^"]+)"/.exec(svg)?.[1] ?? '';
  const points = [...path.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
  return [Math.min(...points), Math.max(...points)];
}

test.each([
  ['start', 100, 130],
  ['middle', 85, 115],
  ['end', 70, 100],
])('a text with the anchor %s becomes outlines between %f and %f', (anchor, left, right) => {
  // Chinese characters are as wide as the font size.
  const svg = outlineTexts(svgOf(anchor, '停车场'), 'zh');
  expect(svg).not.toContain('<text');
  expect(svg).toContain('fill="#123456"');
  const [from, to] = extentOf(svg);
  expect(from).toBeGreaterThanOrEqual(left);
  expect(from).toBeLessThan(left + 2);
  expect(to).toBeLessThanOrEqual(right);
  expect(to).toBeGreaterThan(right - 2);
});

test('names with characters of markup keep their meaning, and titles stay text', () => {
  const svg = outlineTexts(svgOf('start', 'A &amp; &lt;B&gt; &#39;C&#39;'), 'en');
  expect(svg).toContain('<title>A &lt; B</title>');
  expect(extentOf(svg)).toEqual(extentOf(outlineTexts(svgOf('start', "A &amp; &lt;B&gt; 'C'"), 'en')));
  expect(svg).not.toContain('amp');
});
