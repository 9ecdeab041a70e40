import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, mapIsDrawn, screenshot, type Viewer } from './console-page.ts';

const viewers = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    [1440, 390].map((width): [string, Required<Viewer>] => [
      `${language} ${theme} ${width} px`,
      { language, theme, width },
    ]),
  ),
);
const rooms: readonly [name: string, path: string, ready: string][] = [
  ['map', '/?camera=cam000000000', '[data-list-row][aria-expanded=true]'],
  ['results', '/?q=car%3E%3D3%20last%3A40m', '[data-list-row][aria-pressed]'],
  ['camera', '/cameras/cam000000000', '.uplot'],
  ['editor', '/cameras/cam000000001/zones', 'fieldset'],
  ['add', '/cameras/new', 'form input'],
  ['sites', '/sites?site=new', 'form input'],
  ['edit', '/cameras/cam000000004/edit', 'form input'],
];

/** Map and camera with all combinations; other rooms with half of them, so that each language, theme and width occurs twice. */
const visits = rooms.flatMap(([name, path, ready]) =>
  viewers
    .filter((_, index) => name === 'map' || name === 'camera' || [0, 3, 5, 6].includes(index))
    .map(([who, viewer]) => ({ name, path, ready, who, viewer })),
);

describeInBrowser('every room in every language, theme and width', () => {
  const { open } = browserFixture();

  it.each(visits)(
    '$name in $who is complete, violates no policy and is accessible',
    async ({ name, path, ready, viewer }) => {
      const { page, errors } = await open(path, viewer);
      await page.locator(ready).first().waitFor();
      if (!['camera', 'editor', 'add'].includes(name)) await mapIsDrawn(page);
      await screenshot(page, `${name}-${viewer.language}-${viewer.theme}-${viewer.width}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(errors).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const root = (
          globalThis as unknown as {
            document: { documentElement: { scrollWidth: number; clientWidth: number } };
          }
        ).document.documentElement;
        return { scrollWidth: root.scrollWidth, clientWidth: root.clientWidth };
      });
      expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    },
  );
});
