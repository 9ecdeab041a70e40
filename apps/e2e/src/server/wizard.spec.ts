import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { testToken, VialogServer } from '@vialog/testkit';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describeInBrowser, startBrowser } from '../chromium.ts';
import { accessibilityViolations, openConsole, screenshot, signIn } from '../console-page.ts';
import { hangGuardMs } from './queries.ts';

jest.setTimeout(hangGuardMs);

/** More than the focusable elements of any step. */
const maxTabs = 150;

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const focused = target.and(page.locator(':focus'));
  for (let pressed = 0; pressed < maxTabs; pressed += 1) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached with Tab`);
}

/** Reaches a field or button by keyboard, in the words of the Chinese console. */
function keyboardOf(page: Page) {
  const type = async (field: string, text: string) => {
    await tabTo(page, page.getByRole('textbox', { name: field, exact: true }));
    await page.keyboard.type(text);
  };
  const press = async (button: string | RegExp) => {
    const name = typeof button === 'string' ? { name: button, exact: true } : { name: button };
    await tabTo(page, page.getByRole('button', name).first());
    await page.keyboard.press('Enter');
  };
  return { type, press };
}

describeInBrowser('the camera wizard in Chinese, by keyboard only', () => {
  let server: VialogServer;
  let camera: Server;
  let browser: Browser;

  beforeAll(async () => {
    const background = { r: 90, g: 110, b: 130 };
    const jpeg = await sharp({ create: { width: 640, height: 360, channels: 3, background } })
      .jpeg()
      .toBuffer();
    camera = createServer((_request, response) =>
      response.setHeader('content-type', 'image/jpeg').end(jpeg),
    ).listen(0, '127.0.0.1');
    await once(camera, 'listening');
    [server, browser] = await Promise.all([
      VialogServer.start({ env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8' } }),
      startBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.remove();
    camera?.close();
  });

  it('tests a stream, shows and counts its picture before it is registered, and adds the camera', async () => {
    const { port } = camera.address() as { port: number };
    const { page, errors, close } = await openConsole(browser, server.url, { language: 'zh' });
    const { type, press } = keyboardOf(page);
    await signIn(page, testToken);
    await page.goto(`${server.url}/cameras/new`);

    await type('名称', '人民路北口');
    await type('视频流地址', `http://127.0.0.1:${port}/now.jpg`);
    await press('测试视频流');
    await page.getByText('视频流正常。').waitFor();
    await screenshot(page, 'wizard-zh-probe');
    await press(/^采用：/);
    await press('下一步');

    await type('纬度', '31.0205');
    await type('经度', '112.204');
    await type('朝向（°）', '120');
    await press('下一步');

    await type('查看画面的原因', '为人民路北口绘制计数区域');
    await page.keyboard.press('Enter');
    await page.locator('figure canvas').waitFor();
    await press('添加计数区域');
    const corner = page.getByRole('button', { name: '区域 1 的第 1 个顶点' });
    await tabTo(page, corner);
    await page.keyboard.press('Shift+ArrowLeft');
    await press('立即计数');
    await page.getByRole('term').filter({ hasText: '区域 1' }).waitFor();
    await screenshot(page, 'wizard-zh-trial');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect((await server.json<{ items: object[] }>('/v1/cameras')).items).toEqual([]);
    await press('下一步');

    await press('添加摄像头');
    await page.getByRole('heading', { name: '人民路北口' }).waitFor();
    const { items } = await server.json<{ items: object[] }>('/v1/cameras');
    expect(items).toMatchObject([
      {
        name: '人民路北口',
        position: [112.204, 31.0205],
        heading: 120,
        zones: [{ zoneId: 'view' }, { zoneId: 'area1', name: '区域 1' }],
      },
    ]);
    expect(errors).toEqual([]);
    await close();
  });
});
