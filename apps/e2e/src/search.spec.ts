import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const line = (page: Page) => page.locator('#search-line');
const addressed = (page: Page) => new URL(page.url()).searchParams.get('q');
const parserChunk = /parse-line-[^/]*\.js$/;

/** Delays the request of the parser until `arrives` is called. */
function delayedParser() {
  const released = Promise.withResolvers<void>();
  const prepare = (page: Page) =>
    page.route(parserChunk, async (route) => {
      await released.promise;
      await route.continue();
    });
  return { prepare, arrives: released.resolve };
}

const withoutParser = (page: Page) => page.route(parserChunk, (route) => route.abort());

describeInBrowser('the search line', () => {
  const { open, server } = browserFixture();

  it('the key / focuses the search line, and searching while typing does not move the caret', async () => {
    const { page } = await open('/');
    await page.locator('[data-list-row]').first().waitFor();
    await page.keyboard.press('/');
    // In one piece: a pause after `car` on a loaded machine would search for it.
    await page.keyboard.insertText('car>=3 lat:40m');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('st');
    await page.waitForURL(/last/);
    await page.getByText(/\d+ episodes/).waitFor();
    expect(await line(page).inputValue()).toBe('car>=3 last:40m');
    expect(addressed(page)).toBe('car>=3 last:40m');
  });

  it('does not send an incomplete line while the parser is loading', async () => {
    const { prepare, arrives } = delayedParser();
    const { page } = await open('/', { prepare });
    await line(page).pressSequentially('car>=3 lat:40m', { delay: 15 });
    await page.waitForTimeout(1_200);
    expect(addressed(page)).toBeNull();
    arrives();
    await page.getByRole('alert').first().waitFor();
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
  });

  it('sends a line that was entered while the parser was loading', async () => {
    const { prepare, arrives } = delayedParser();
    const { page } = await open('/', { prepare });
    await line(page).fill('car>=3 last:40m');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
    arrives();
    await page.waitForURL(/last/);
    expect(addressed(page)).toBe('car>=3 last:40m');
  });

  it('lets the server parse the line when the parser cannot be loaded', async () => {
    const { page } = await open('/', { prepare: withoutParser });
    await line(page).fill('car>=3');
    await page.waitForURL(/car/);
    expect(addressed(page)).toBe('car>=3');
  });

  it('keeps a blank at the end of the line when the line is searched while typing', async () => {
    const { page } = await open('/');
    await line(page).pressSequentially('car>=3 ');
    await page.waitForURL(/car/);
    await page.getByText(/\d+ episodes/).waitFor();
    await page.keyboard.insertText('last:40m');
    await page.waitForURL(/last/);
    expect(addressed(page)).toBe('car>=3 last:40m');
  });

  it('does not search during the composition of an input method', async () => {
    const { page, context } = await open('/');
    await line(page).click();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: 'bei', selectionStart: 3, selectionEnd: 3 });
    await page.waitForTimeout(900);
    expect(addressed(page)).toBeNull();
    expect(await line(page).inputValue()).toBe('bei');
    await cdp.send('Input.insertText', { text: '北门' });
    await page.waitForURL((url) => url.searchParams.get('q') === '北门');
    expect(await line(page).inputValue()).toBe('北门');
  });

  it('underlines a syntax error at its position and shows what was expected', async () => {
    const { page } = await open('/');
    await line(page).fill('last:2h car>=many');
    const problem = page.getByRole('alert').first();
    await problem.waitFor();
    expect(((await problem.textContent()) ?? '').length).toBeGreaterThan(15);
    expect(await line(page).getAttribute('aria-invalid')).toBe('true');
    const underlined = page.locator('[class*=invalid]').first();
    expect(await underlined.textContent()).toContain('many');
    expect('last:2h car>=many'.endsWith((await underlined.textContent()) ?? '!')).toBe(true);
  });

  it('shows a syntax error once, under the search line', async () => {
    const { page } = await open('/');
    await line(page).fill('last:2h car>=many');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Results' }).getByRole('alert');
    await panel.waitFor();
    expect(await panel.textContent()).toBe('The search is invalid.');
    expect(await page.getByText(/expected a whole number/i).count()).toBe(1);
  });

  it('shows a syntax error of the server in the panel when the parser is not loaded', async () => {
    const { page } = await open('/', { prepare: withoutParser });
    await line(page).fill('last:2h car>=many');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/expected a whole number/i)
      .waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
  });

  it('shows a syntax error in Chinese with what was expected', async () => {
    const { page } = await open('/', { language: 'zh' });
    await line(page).fill('last:2h car>=many');
    const problem = page.getByRole('alert').first();
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/^无法识别“many”。请输入 0 到 999999 的整数/);
    expect(await problem.locator('[lang=en]').count()).toBe(0);
  });

  it('shows conditions as chips and removes one', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('car>=3 last:40m'));
    await page.getByRole('button', { name: 'Remove car>=3' }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'last:40m');
    expect(await line(page).inputValue()).toBe('last:40m');
  });

  it.each([
    ['nothing', 'No results.', 'were measured'],
    ['unmeasured', 'No measurements in this range.', 'is unknown'],
  ])('an empty result says whether there were measurements: %s', async (search, title, hint) => {
    await server().scenario({ search });
    const { page } = await open('/?q=bus%3E50');
    await page.getByText(title).waitFor();
    expect(await page.getByText(hint).count()).toBeGreaterThan(0);
  });

  it('distinguishes an unknown name from a range without measurements', async () => {
    await server().scenario({ search: 'unnamed' });
    const { page } = await open('/?q=nowhere');
    await page.getByText('No place matches this name.').waitFor();
    await page.getByText('No site, camera or zone has "nowhere" in its name.').waitFor();
    expect(await page.getByText('No camera was scheduled').count()).toBe(0);
  });

  it('shows a note of the server in Chinese', async () => {
    await server().scenario({ search: 'unnamed' });
    const { page } = await open('/?q=nowhere', { language: 'zh' });
    await page.getByText('没有名称中包含“nowhere”的场所、摄像头或区域。').waitFor();
    expect(await page.locator('#room [lang=en]').count()).toBe(0);
  });

  it('shows the share of measured slots and the reasons of gaps', async () => {
    await server().scenario({ search: 'partial' });
    const { page } = await open('/?q=car%3E%3D3');
    await page.getByText(/50% measured/).waitFor();
    expect(await page.getByText(/offline \d+/).count()).toBeGreaterThan(0);
  });

  it('loads the next page of slots after the current one', async () => {
    const { page } = await open('/?rows=slots&q=car%3E%3D3');
    await page.locator('[data-list-row]').nth(49).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('[data-list-row]').nth(50).waitFor({ state: 'attached' });
  });

  it('selects the camera of a result on the map', async () => {
    const { page } = await open('/?q=car%3E%3D3');
    await page.locator('[data-list-row]').first().click();
    await page.getByRole('link', { name: 'Open the camera at this moment' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('camera')).toMatch(/^[0-9a-z]{12}$/);
  });

  it.each([
    ['en', 'fu', 'fullest ', 'near:no', 'near:"North Lot" '],
    ['zh', '最满', '最满 ', '附近：north', '附近："North Lot" '],
  ] as const)(
    'finds the fullest lot near a place yesterday between five and seven in %s',
    async (...task) => {
      const [language, order, ordered, near, placed] = task;
      const { page } = await open('/', { language });
      await page.locator('[data-list-row]').first().waitFor();
      await page.keyboard.press('/');
      await page.keyboard.insertText(order);
      if (order !== ordered.trim()) {
        await page.getByRole('option', { name: 'fullest' }).waitFor();
        await page.keyboard.press('Tab');
      } else await page.keyboard.insertText(' ');
      expect(await line(page).inputValue()).toBe(ordered);
      await page.keyboard.insertText(near);
      await page.getByRole('option', { name: 'North Lot' }).first().waitFor();
      await page.keyboard.press('Tab');
      expect(await line(page).inputValue()).toBe(ordered + placed);
      await page.keyboard.insertText(language === 'zh' ? '昨天 下午5点到7点' : 'yesterday 5-7pm');
      await page.keyboard.press('Enter');
      const chips = page.getByRole('list', { name: language === 'zh' ? '搜索条件' : 'Search conditions' });
      await chips.getByText(language === 'zh' ? '17:00-19:00' : 'at:17:00-19:00').waitFor();
      expect(await chips.textContent()).toContain(
        language === 'zh' ? '附近:"North Lot",1km' : 'near:"North Lot",1km',
      );
      await page.locator('[aria-busy=false] [data-list-row]').first().waitFor();
      await page.keyboard.press('j');
      const row = page.locator('[data-list-row]:focus');
      expect(await row.textContent()).toMatch(/\d+\s?%/);
      await screenshot(page, `search-${language}`);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page
        .getByRole('link', { name: language === 'zh' ? '查看当时的摄像头' : 'at this moment' })
        .click();
      await page.waitForURL(/at=/);
      await page.getByRole('button', { name: language === 'zh' ? '前一天' : 'Day before' }).waitFor();
      await screenshot(page, `search-moment-${language}`);
    },
  );

  it('completes a place after the word near, and reads a name without quotation marks', async () => {
    const { page } = await open('/');
    await page.locator('[data-list-row]').first().waitFor();
    await line(page).fill('fullest near North L');
    await page.getByRole('option', { name: 'North Lot' }).first().waitFor();
    await page.keyboard.press('Tab');
    expect(await line(page).inputValue()).toBe('fullest near "North Lot" ');
    await line(page).fill('fullest near North Lot 500m yesterday');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change near:"North Lot",500m' }).waitFor();
    expect(addressed(page)).toBe('fullest near North Lot 500m yesterday');
  });

  it('changes a condition in its chip and the time in the time panel', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('car>=3 last:40m'));
    await page.getByRole('button', { name: 'Change car>=3' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('car>=5');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'car>=5 last:40m');
    await page.getByText('Change time').click();
    await page.getByLabel('From', { exact: true }).fill('17:00');
    await page.getByLabel('To', { exact: true }).fill('19:00');
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'car>=5 yesterday 17:00-19:00');
  });

  it('shows which cameras were not measuring when nothing was found', async () => {
    await server().scenario({ search: 'unmeasured' });
    const { page } = await open('/?q=bus%3E50');
    await page.getByText('2 cameras did not measure everything').waitFor();
    expect(await page.getByText(/intervals missing/).count()).toBe(2);
  });

  it('groups episodes by site and shares a link with fixed times', async () => {
    const { page, context } = await open('/?q=' + encodeURIComponent('yesterday'));
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('combobox', { name: 'Group by' }).selectOption('site');
    await page.waitForURL(/by=site/);
    await page.getByRole('heading', { level: 3 }).first().waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Link with fixed times copied.').waitFor();
    const link = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(new URL(link).searchParams.get('q')).toMatch(/^from:\S+Z to:\S+Z$/);
  });

  it('narrows the searched time in the timeline with the mouse and with the keyboard, and goes back', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('fullest last:24h'));
    const plot = page.getByRole('img', { name: /Results over time/ });
    await plot.locator('canvas').waitFor();
    const box = await plot.boundingBox();
    if (!box) throw new Error('the timeline has no size');
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.3, middle);
    await page.getByText(/\d results? · \d+% measured/).waitFor();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, middle, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) =>
      /^fullest from:\S+T\d\d:00 to:\S+T\d\d:00$/.test(url.searchParams.get('q') ?? ''),
    );
    const zoomed = addressed(page);
    const slider = page.getByRole('slider', { name: 'Point in time' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') !== zoomed);
    expect(addressed(page)).toMatch(/^fullest from:\S+ to:\S+$/);
    // Older results are dimmed until the new ones are read.
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await screenshot(page, 'search-timeline');
    expect(await accessibilityViolations(page)).toEqual([]);
    const back = page.getByRole('button', { name: 'Back to the longer time' });
    await back.click();
    await page.waitForURL((url) => url.searchParams.get('q') === zoomed);
    await back.click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'fullest last:24h');
  });

  it('searches in an area that is drawn with the mouse, and in a circle that is drawn with the keyboard', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('fullest near:"North Lot",1km yesterday'));
    await page.getByRole('button', { name: 'Draw area' }).click();
    const box = await page.locator('.maplibregl-canvas').boundingBox();
    if (!box) throw new Error('the map has no size');
    const corners = [
      [0.3, 0.3],
      [0.7, 0.35],
      [0.5, 0.7],
    ] as const;
    for (const [i, [x, y]] of corners.entries()) {
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
      await page.getByText(`${i + 1} corner`).waitFor();
    }
    await screenshot(page, 'search-draw-area');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Search in area' }).click();
    const number = String.raw`-?\d+(\.\d{1,5})?`;
    const polygon = new RegExp(`^fullest yesterday polygon:${number},${number}(;${number},${number}){2}$`);
    await page.waitForURL((url) => polygon.test(url.searchParams.get('q') ?? ''));
    expect(new URL(page.url()).searchParams.get('camera')).toBeNull();
    await page.getByRole('button', { name: /^Change polygon:/ }).waitFor();
    await page.getByRole('button', { name: 'Draw circle' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.maplibregl-canvas:focus-visible').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^Radius \d/).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) =>
      new RegExp(`^fullest yesterday near:${number},${number},[\\d.]+k?m$`).test(
        url.searchParams.get('q') ?? '',
      ),
    );
    await screenshot(page, 'search-draw-circle');
  });

  it('plays through the searched figures on the map, with the mouse and with the keyboard', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('fullest yesterday'));
    await page.getByText('peak of each camera').waitFor();
    const read = page.waitForRequest(/\/v1\/trends\?measure=occupancy&.*interval=15m/);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await read;
    await page.getByText(/\d\d:\d\d–\d\d:\d\d · mean of each camera/).waitFor();
    const slider = page.getByRole('slider', { name: 'Moment on the map' });
    const moment = async () => Number(await slider.inputValue());
    // The last moment ends the playback.
    await page.getByRole('button', { name: 'Next moment' }).and(page.locator(':disabled')).waitFor();
    const last = await moment();
    expect(last).toBeGreaterThan(0);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await moment()).toBe(last - 1);
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/: .+ \d+%/);
    await screenshot(page, 'search-played');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show peaks' }).click();
    await page.getByText('peak of each camera').waitFor();
  });

  it('opens the recording of a result and of a moment with the link that was entered at the camera', async () => {
    const { page } = await open('/cameras/cam000000004/edit');
    const field = page.getByLabel('Link to the recorder');
    await field.fill('https://recorder.example/play?end={to}');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a link like https://recorder.example.org').waitFor();
    await field.fill('https://recorder.example/{cameraId}?start={from}&end={toUnix}');
    await page.keyboard.press('Enter');
    await page.getByText(/^Saved\. The change takes effect at/).waitFor();
    await page.goto(new URL('/?q=' + encodeURIComponent('car>=3'), page.url()).href);
    await page.locator('[data-list-row]', { hasText: 'Ring Road, east' }).first().click();
    const recording = page.getByRole('link', { name: 'Open the recording in the recorder' });
    const address =
      /^https:\/\/recorder\.example\/cam000000004\?start=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\dZ&end=\d{10}$/;
    expect(await recording.getAttribute('href')).toMatch(address);
    await page.getByRole('link', { name: 'Open the camera at this moment' }).click();
    await page.waitForURL(/cameras.*at=/);
    await page.getByRole('heading', { name: 'Ring Road, east', level: 1 }).waitFor();
    expect(await recording.getAttribute('href')).toMatch(address);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('shows results in Chinese on a phone', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('最满 昨天'), {
      language: 'zh',
      width: 390,
      theme: 'dark',
    });
    await page.locator('[data-list-row]').first().waitFor();
    await page
      .getByRole('img', { name: /时间分布/ })
      .locator('canvas')
      .waitFor();
    await screenshot(page, 'search-zh-390');
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});
