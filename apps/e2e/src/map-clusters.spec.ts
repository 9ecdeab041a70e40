import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { mapIsDrawn } from './console-page.ts';

/** A cluster of two thousand cameras, far from the cameras of the mock town. */
const cluster = {
  position: [20, 10],
  extent: { west: 19.9, south: 9.9, east: 20.1, north: 10.1 },
  cameras: 2_000,
  states: { online: 2_000 },
};

describeInBrowser('clusters of the map', () => {
  const { open } = browserFixture();

  it('a click on a cluster of the server zooms to its cameras', async () => {
    const zooms: number[] = [];
    const { page, errors } = await open('/', {
      prepare: (page) =>
        page.route('**/v1/cameras/map*', (route) => {
          zooms.push(Number(new URL(route.request().url()).searchParams.get('zoom')));
          return route.fulfill({ json: { items: [], clusters: [cluster], total: cluster.cameras } });
        }),
    });
    await mapIsDrawn(page);
    const before = zooms.at(-1) ?? 0;
    const box = await page.locator('.maplibregl-canvas').boundingBox();
    if (!box) throw new Error('the map has no size');
    // The map fits its cameras when it opens: the only cluster is in its middle.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    while ((zooms.at(-1) ?? 0) <= before) await page.waitForTimeout(50);
    expect(errors).toEqual([]);
  });
});
