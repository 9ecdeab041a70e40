import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, screenshot } from './console-page.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator('a:focus').filter({ hasText: name });
  for (let i = 0; i < 60 && (await focused.count()) === 0; i += 1) await page.keyboard.press('Tab');
  expect(await focused.count()).toBe(1);
}

describeInBrowser('models room', () => {
  const { open } = browserFixture();

  it('a model is bound to a tag, put in doubt, rolled back with one click and unbound, and every step is on record', async () => {
    const { page, errors } = await open('/');
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByText('9 cameras have no binding and use the default model').waitFor();
    await page.getByRole('link', { name: 'Bind a model' }).click();
    await page.getByLabel('Tag').fill('road');
    await page.getByLabel('Model', { exact: true }).selectOption('damaged-640');
    expect(await page.getByRole('button', { name: 'Bind', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Reason').fill('Half the cost');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bind', exact: true }).click();
    await page
      .getByRole('status')
      .filter({ hasText: 'Model bound · Tag road · 5 cameras changed' })
      .waitFor();
    const doubtful = region(page, 'Check these cameras');
    await doubtful.getByText('model not loaded').first().waitFor();
    await doubtful.getByRole('link', { name: 'Why this model?' }).first().click();
    const explained = region(page, 'Model of a camera');
    await explained.getByText('unusual', { exact: true }).waitFor();
    expect(await explained.locator('[data-counts]').innerText()).toMatch(
      /Tag road\s+Damaged 640 · 1\.0\.0\s+counts/,
    );
    await screenshot(page, 'models-explained-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);

    await region(page, 'What counts where').getByRole('button', { name: 'Roll back' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: 'Rolled back · Tag road · 5 cameras changed' })
      .waitFor();
    await page.getByText('9 cameras have no binding and use the default model').waitFor();
    const history = region(page, 'History');
    expect(await history.getByRole('listitem').count()).toBe(2);
    await history.getByText('Half the cost').waitFor();
    await history.getByText('Rolled back in the console').waitFor();
    expect(await history.getByRole('button', { name: 'Roll back' }).count()).toBe(1);

    await history.getByRole('button', { name: 'Roll back' }).click();
    await region(page, 'What counts where').getByRole('link', { name: 'Unbind' }).click();
    await page.getByLabel('Reason').fill('Every site has its own model');
    await page.getByRole('button', { name: 'Unbind' }).click();
    await page.getByRole('status').filter({ hasText: 'Model unbound · Tag road' }).waitFor();
    await history.getByText('Every site has its own model').waitFor();
    expect(new URL(page.url()).search).toBe('?scope=tag&id=road');
    expect(errors).toEqual([]);
  });

  it('a model is bound to a share of the cameras as a canary and promoted', async () => {
    const { page, errors } = await open('/models?act=bind&scope=all');
    const share = page.getByLabel('Canary: share of the cameras, %');
    const bind = page.getByRole('button', { name: 'Bind', exact: true });
    await page.getByLabel('Model', { exact: true }).selectOption('ssdlite-mobilenet-v2-300');
    await page.getByLabel('Reason').fill('To try it');
    await share.fill('100');
    expect(await bind.isDisabled()).toBe(true);
    await page.getByLabel('Reason').focus();
    await page.getByText('A whole number from 1 to 99').waitFor();
    await share.fill('50');
    await bind.click();
    await page.getByRole('status').filter({ hasText: '3 cameras changed' }).waitFor();
    await region(page, 'What counts where').getByText('canary: 50 % of the cameras').waitFor();
    await screenshot(page, 'models-canary-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
    await region(page, 'What counts where').getByRole('link', { name: 'Change' }).click();
    expect(await share.inputValue()).toBe('50');
    await share.fill('');
    await page.getByLabel('Reason').fill('It counts as well');
    await bind.click();
    await region(page, 'History').getByText('It counts as well').waitFor();
    expect(await page.getByText('canary: 50 % of the cameras').count()).toBe(1);
    expect(errors).toEqual([]);
  });

  it('a step that another user was faster with is rejected, says so, and the history is read again', async () => {
    const { page, errors } = await open('/models');
    await page.getByText('9 cameras have no binding').waitFor();
    const bind = (modelId: string) =>
      page.evaluate(
        (body) => fetch('/v1/model-bindings', { method: 'POST', body }).then(({ status }) => status),
        JSON.stringify({ scope: { kind: 'all' }, model: { modelId }, why: 'First' }),
      );
    expect(await bind('damaged-640')).toBe(201);
    await page.reload();
    const button = region(page, 'What counts where').getByRole('button', { name: 'Roll back' });
    await button.waitFor();
    expect(await bind('ssdlite-mobilenet-v2-300')).toBe(201);
    await button.click();
    await page.getByRole('alert').filter({ hasText: 'Another user changed this binding' }).waitFor();
    await region(page, 'What counts where').getByText('SSDLite MobileNet v2 300').waitFor();
    expect(errors.filter((error) => !/409/.test(error))).toEqual([]);
  });

  it('one camera gets its own model in Chinese at 390 px with the keyboard alone', async () => {
    const { page, errors } = await open('/models', { language: 'zh', theme: 'dark', width: 390 });
    await page.getByLabel('按名称或编码查找摄像头').focus();
    await page.keyboard.type('市场');
    await page.getByRole('link', { name: '市场停车场' }).first().waitFor();
    await tabTo(page, '市场停车场');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: '为该摄像头单独绑定模型' }).waitFor();
    await tabTo(page, '为该摄像头单独绑定模型');
    await page.keyboard.press('Enter');
    await page.getByLabel('模型', { exact: true }).focus();
    await page.keyboard.type('SSD');
    await page.getByLabel('原因').focus();
    await page.keyboard.type('夜间漏检较少');
    await screenshot(page, 'models-bind-zh-dark-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .filter({ hasText: '已绑定 · 摄像头：市场停车场 · 1 个摄像头已变更' })
      .waitFor();
    expect(await page.locator('[tabindex="-1"]:focus').innerText()).toContain('已绑定');
    await page.getByText('1 个摄像头使用单独指定的模型').waitFor();
    await page.getByText('夜间漏检较少').waitFor();
    expect(errors).toEqual([]);
  });
});
