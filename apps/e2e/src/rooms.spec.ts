import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, mapIsDrawn, resize, screenshot, type Viewer } from './console-page.ts';

type Look = Required<Pick<Viewer, 'theme' | 'width'>>;

/** All looks, and half of them, in which each theme and width occurs once. The first one is that of the start. */
const looks: Readonly<Record<'all' | 'half', Readonly<Record<'en' | 'zh', readonly Look[]>>>> = {
  all: {
    en: [
      { theme: 'light', width: 1440 },
      { theme: 'dark', width: 1440 },
      { theme: 'dark', width: 390 },
      { theme: 'light', width: 390 },
    ],
    zh: [
      { theme: 'dark', width: 390 },
      { theme: 'light', width: 390 },
      { theme: 'light', width: 1440 },
      { theme: 'dark', width: 1440 },
    ],
  },
  half: {
    en: [
      { theme: 'light', width: 1440 },
      { theme: 'dark', width: 390 },
    ],
    zh: [
      { theme: 'light', width: 390 },
      { theme: 'dark', width: 1440 },
    ],
  },
};
const rooms: readonly [name: string, path: string, ready: string, looks: 'all' | 'half'][] = [
  ['overview', '/overview', 'article[data-list-row]', 'half'],
  ['map', '/?camera=cam000000000', '[data-list-row][aria-expanded=true]', 'all'],
  ['results', '/?q=car%3E%3D3%20last%3A40m', '[data-list-row][aria-pressed]', 'half'],
  ['camera', '/cameras/cam000000000', '.uplot', 'all'],
  ['editor', '/cameras/cam000000001/zones', 'fieldset', 'half'],
  ['add', '/cameras/new', 'form input', 'half'],
  ['board', '/board', 'li[data-state=stale]', 'half'],
  ['sites', '/sites?site=new', 'form input', 'half'],
  ['trends', '/trends?of=site00000000,site00000001&measure=occupancy&compare=before', '.uplot', 'half'],
  ['week', '/trends?of=site00000000&measure=occupancy&view=heat', '[role=grid]', 'half'],
  ['reports', '/reports', 'li b', 'half'],
  ['questions', '/questions', '[data-list-row]', 'half'],
  ['question', '/questions/fullest-hours', 'rect', 'half'],
  ['edit', '/cameras/cam000000004/edit', 'form input', 'half'],
  ['models', '/models?act=bind&camera=cam000000004', '[data-model]', 'half'],
];
const withoutMap = [
  'overview',
  'board',
  'camera',
  'editor',
  'add',
  'trends',
  'week',
  'reports',
  'questions',
  'question',
  'models',
];

/** One start of the console for each room and language: starting takes longer than all checks of a look. */
const visits = rooms.flatMap(([name, path, ready, chosen]) =>
  (['en', 'zh'] as const).map((language) => ({
    name,
    path,
    ready,
    language,
    looks: looks[chosen][language],
  })),
);

/** Width of the content and of the window, px. */
const widths = (page: Page): Promise<{ scrollWidth: number; clientWidth: number }> =>
  page.evaluate(() => {
    const root = (
      globalThis as unknown as {
        document: { documentElement: { scrollWidth: number; clientWidth: number } };
      }
    ).document.documentElement;
    return { scrollWidth: root.scrollWidth, clientWidth: root.clientWidth };
  });

describeInBrowser('every room in every language, theme and width', () => {
  const { open, server } = browserFixture();

  it.each(visits)(
    '$name in $language is complete, violates no policy and is accessible in every theme and width',
    async ({ name, path, ready, language, looks: chosen }) => {
      const { page, errors } = await open(path, { language, ...chosen[0] });
      for (const { theme, width } of chosen) {
        const look = `${name}-${language}-${theme}-${width}`;
        await page.emulateMedia({ colorScheme: theme });
        await resize(page, width);
        await page.locator(ready).first().waitFor();
        if (!withoutMap.includes(name)) await mapIsDrawn(page);
        await screenshot(page, look);
        expect([look, await accessibilityViolations(page)]).toEqual([look, []]);
        expect([look, errors]).toEqual([look, []]);
        const { scrollWidth, clientWidth } = await widths(page);
        expect([look, Math.max(scrollWidth, clientWidth)]).toEqual([look, clientWidth]);
      }
    },
  );

  it('the arrow keys hold a page of the board, but not those that are pressed in its settings', async () => {
    const { page, errors } = await open('/board');
    const turn = page.getByRole('button', { name: 'Turn pages' });
    await page.getByText(/^Page \d of 2$/).waitFor();
    await page.getByRole('button', { name: 'Board settings' }).click();
    const groups = page.getByLabel('Groups of cameras, separated by commas');
    await groups.press('ArrowLeft');
    await groups.press('Escape');
    await groups.waitFor({ state: 'detached' });
    expect(await turn.count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await turn.waitFor();
    expect(errors).toEqual([]);
  });

  it('the board needs no more memory after hours of updates and lost connections', async () => {
    const { page, context, errors } = await open('/board', { prepare: (board) => board.clock.install() });
    const profiler = await context.newCDPSession(page);
    const heap = async (): Promise<number> => {
      await profiler.send('HeapProfiler.collectGarbage');
      return (await profiler.send('Runtime.getHeapUsage')).usedSize;
    };
    /** Lets hours pass in steps of 30 s; the stream is down in every other half hour. */
    const pass = async (hours: number): Promise<void> => {
      for (let step = 0; step < hours * 120; step += 1) {
        if (step % 60 === 0) await server().live(step % 120 === 0 ? 'down' : 'up');
        await page.clock.fastForward('00:30');
      }
      await page.locator('li[data-state=live]').first().waitFor();
    };
    await pass(1);
    const before = await heap();
    await pass(3);
    expect((await heap()) / before).toBeLessThan(1.25);
    expect(errors).toEqual([]);
  });
});
