import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';

const line = (page: Page) => page.locator('#search-line');
const addressed = (page: Page) => new URL(page.url()).searchParams.get('q');
const parserChunk = /parse-line-[^/]*\.js$/;

/** Holds the parser back until the returned function is called. */
async function delayedParser(page: Page): Promise<() => void> {
  const released = Promise.withResolvers<void>();
  await page.route(parserChunk, async (route) => {
    await released.promise;
    await route.continue();
  });
  return released.resolve;
}

describeInBrowser('the search line', () => {
  const { open, server } = browserFixture();

  it('is reached by / and finds slots while it is typed, without losing the caret', async () => {
    const { page } = await open('/');
    await page.locator('[data-list-row]').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('car>=3 lat:40m', { delay: 15 });
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('st');
    await page.waitForURL(/last/);
    await page.getByText(/\d results/).waitFor();
    expect(await line(page).inputValue()).toBe('car>=3 last:40m');
    expect(addressed(page)).toBe('car>=3 last:40m');
  });

  it('does not send half a line because the parser that would object is still on its way', async () => {
    const { page } = await open('/');
    const arrives = await delayedParser(page);
    await line(page).pressSequentially('car>=3 lat:40m', { delay: 15 });
    await page.waitForTimeout(1_200);
    expect(addressed(page)).toBeNull();
    arrives();
    await page.getByRole('alert').first().waitFor();
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
  });

  it('sends a line that was entered before its parser came as soon as it is read', async () => {
    const { page } = await open('/');
    const arrives = await delayedParser(page);
    await line(page).fill('car>=3 last:40m');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(800);
    expect(addressed(page)).toBeNull();
    arrives();
    await page.waitForURL(/last/);
    expect(addressed(page)).toBe('car>=3 last:40m');
  });

  it('leaves it to the server to read a line when the parser cannot be fetched', async () => {
    const { page } = await open('/');
    await page.route(parserChunk, (route) => route.abort());
    await line(page).fill('car>=3');
    await page.waitForURL(/car/);
    expect(addressed(page)).toBe('car>=3');
  });

  it('waits for an input method: half a word is not a search', async () => {
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

  it('underlines what it cannot read, at its place, and says what was expected', async () => {
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

  it('says what it cannot read once: under the line, not in the panel again', async () => {
    const { page } = await open('/');
    await line(page).fill('last:2h car>=many');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Results' }).getByRole('alert');
    await panel.waitFor();
    expect(await panel.textContent()).toBe('The search is invalid.');
    expect(await page.getByText(/expected a whole number/i).count()).toBe(1);
  });

  it('says in the panel what the server cannot read, where the line has no parser to say it', async () => {
    const { page } = await open('/');
    await page.route(parserChunk, (route) => route.abort());
    await line(page).fill('last:2h car>=many');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .getByText(/expected a whole number/i)
      .waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
  });

  it('says in Chinese what it cannot read, before the sentence of the parser', async () => {
    const { page } = await open('/', { language: 'zh' });
    await line(page).fill('last:2h car>=many');
    const problem = page.getByRole('alert').first();
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/^无法识别“many”/);
    expect(await problem.locator('[lang=en]').count()).toBe(1);
  });

  it('shows conditions as chips and takes one away', async () => {
    const { page } = await open('/?q=' + encodeURIComponent('car>=3 last:40m'));
    await page.getByRole('button', { name: 'Remove car>=3' }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'last:40m');
    expect(await line(page).inputValue()).toBe('last:40m');
  });

  it.each([
    ['nothing', 'No results.', 'were measured'],
    ['unmeasured', 'No measurements in this range.', 'is unknown'],
  ])('says of an empty answer whether anything was seen: %s', async (search, title, hint) => {
    await server().scenario({ search });
    const { page } = await open('/?q=bus%3E50');
    await page.getByText(title).waitFor();
    expect(await page.getByText(hint).count()).toBeGreaterThan(0);
  });

  it('says that a word names nothing, not that no camera was counting', async () => {
    await server().scenario({ search: 'unnamed' });
    const { page } = await open('/?q=nowhere');
    await page.getByText('No place matches this name.').waitFor();
    await page.getByText('No site, camera or zone has "nowhere" in its name.').waitFor();
    expect(await page.getByText('No camera was scheduled').count()).toBe(0);
  });

  it('shows how much was measured and why the rest was not', async () => {
    await server().scenario({ search: 'partial' });
    const { page } = await open('/?q=car%3E%3D3');
    await page.getByText(/50% measured/).waitFor();
    expect(await page.getByText(/offline \d+/).count()).toBeGreaterThan(0);
  });

  it('fetches the next page and keeps what is there', async () => {
    const { page } = await open('/?q=car%3E%3D3');
    await page.locator('[data-list-row]').nth(49).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.locator('[data-list-row]').nth(50).waitFor({ state: 'attached' });
  });

  it('is a row on the map too: choosing a slot selects its camera', async () => {
    const { page } = await open('/?q=car%3E%3D3');
    await page.locator('[data-list-row]').first().click();
    await page.getByRole('link', { name: 'Open camera' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('camera')).toMatch(/^[0-9a-z]{12}$/);
  });
});
