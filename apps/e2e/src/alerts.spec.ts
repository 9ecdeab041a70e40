import { expect, it } from '@jest/globals';
import { browserFixture } from './browser-fixture.ts';
import { describeInBrowser } from './chromium.ts';
import { accessibilityViolations, dismissedDialog, screenshot } from './console-page.ts';

describeInBrowser('alerts', () => {
  const { open, server } = browserFixture();

  it('a search becomes a rule after a back-test, and its alert is acknowledged with a note', async () => {
    const { page, errors } = await open('/?q=occupancy%3E%3D90%25');
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('link', { name: 'Create alert rule' }).last().click();
    await page.getByLabel('Name').fill('Full lots');
    expect(await page.getByRole('textbox', { name: 'Condition', exact: true }).inputValue()).toBe(
      'occupancy>=90%',
    );
    await page.getByRole('button', { name: 'Test with the last 7 days' }).click();
    await page.getByText('Would have fired 14 times.').waitFor();
    await screenshot(page, 'alert-rule-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.getByText('14 alerts in 7 days, 3 in 24 hours').waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText(/Acknowledged by administrator/).waitFor();
    await page.getByRole('button', { name: 'Note' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('towed away');
    await page.keyboard.press('Enter');
    await page.getByText('towed away (administrator)').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    const remove = page.getByRole('button', { name: 'Delete “Full lots”' });
    const question = dismissedDialog(page);
    await remove.click();
    expect(await question).toContain('Delete the rule “Full lots”?');
    page.once('dialog', (dialog) => void dialog.accept());
    await remove.click();
    await page.getByText('No rules yet.').waitFor();
    expect(errors).toEqual([]);
  });

  it('the overview is read by keyboard, leads to the alerts, and without a finding says what was checked', async () => {
    const { page, errors } = await open('/overview');
    await page.getByRole('article', { name: '412 cameras are not measured: offline' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('North Lot');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    await server().scenario({ empty: true });
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByText('Nothing needs attention').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Storage' }).textContent()).toMatch(
      /12 .*checked \d+ s ago/,
    );
    await screenshot(page, 'overview-nothing-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('a channel is tested, gets a new secret and sends again what was given up', async () => {
    const { page, errors } = await open('/alerts');
    await page.getByText('1 delivery was given up').waitFor();
    await page.getByRole('link', { name: 'Settings and deliveries of “Control room”' }).click();
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('The receiver cannot be reached.').waitFor();
    await screenshot(page, 'alert-channel-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    const secret = page.getByLabel('Secret of the signatures');
    expect(await secret.inputValue()).toMatch(/^whsec_/);
    await page.getByText(/events are signed with the previous secret, too/).waitFor();
    await page.getByLabel('Shown deliveries').selectOption('Given up');
    await page.getByRole('button', { name: 'Resend', exact: true }).click();
    await page.getByText('1 delivery is sent again.').waitFor();
    await page.getByText('No deliveries.').waitFor();
    const question = dismissedDialog(page);
    await page.getByRole('button', { name: 'Delete “Control room”' }).click();
    expect(await question).toContain('Delete the channel “Control room”');
    expect(errors).toEqual([]);
  });

  it('a channel for e-mail is added, and its password is kept until the server changes', async () => {
    const { page, errors } = await open('/alerts?channel=new');
    await page.getByLabel('Kind').selectOption('E-mail');
    await page.getByLabel('Name', { exact: true }).fill('Night shift');
    await page.getByLabel('SMTP server').fill('smtp.example.org');
    await page.getByLabel('Encryption').selectOption('TLS (usually port 465)');
    expect(await page.getByLabel('Port').inputValue()).toBe('465');
    await page.getByLabel('User name').fill('vialog');
    await page.getByLabel('Sender').fill('vialog@example.org');
    await page.getByLabel('Receivers').fill('night@example.org');
    await page.getByRole('button', { name: 'Save channel' }).click();
    await page.getByText('Enter the password.').waitFor();
    await screenshot(page, 'alert-email-en-light-1440');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.type('a secret');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete “Night shift”' }).waitFor();
    expect(await page.getByRole('button', { name: 'Rotate secret' }).count()).toBe(0);
    await page.getByLabel('Receivers').fill('night@example.org, day@example.org');
    await page.getByRole('button', { name: 'Save channel' }).click();
    await page.getByText('night@example.org, day@example.org').waitFor();
    expect(errors).toEqual([]);
  });

  it('a channel for MQTT is added in Chinese at 390 px, with the usual port of its security', async () => {
    const { page, errors } = await open('/alerts?channel=new', { language: 'zh', theme: 'dark', width: 390 });
    await page.getByLabel('类型').selectOption('MQTT 消息');
    await page.getByRole('textbox', { name: '名称' }).fill('智能家居');
    expect(await page.getByLabel('端口').inputValue()).toBe('8883');
    await page.getByLabel('加密方式').selectOption('不加密（通常为 1883 端口）');
    expect(await page.getByLabel('端口').inputValue()).toBe('1883');
    await page.getByLabel('主题前缀').fill('city/#');
    await page.getByRole('button', { name: '保存通道' }).click();
    await page.getByText('请填写主机名或地址，例如 192.168.1.20。').waitFor();
    await page.getByText('请用 / 分隔各级').waitFor();
    await screenshot(page, 'alert-channel-mqtt-zh-dark-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByLabel('MQTT 服务器').fill('192.168.1.20');
    await page.getByLabel('主题前缀').fill('city/vialog');
    await page.getByRole('button', { name: '保存通道' }).click();
    await page.getByText('192.168.1.20:1883 city/vialog').waitFor();
    expect(errors).toEqual([]);
  });

  it('a channel is added by keyboard in Chinese at 390 px, and its secret is shown once', async () => {
    const { page, errors } = await open('/alerts', { language: 'zh', theme: 'dark', width: 390 });
    await page.getByRole('link', { name: '添加通道' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('名称').focus();
    await page.keyboard.press('Enter');
    await page.getByText('请填写名称。').waitFor();
    await page.keyboard.type('值班群');
    await page.keyboard.press('Tab');
    await page.keyboard.type('https://hooks.example.org/vialog');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('签名密钥').inputValue()).toMatch(/^whsec_/);
    await screenshot(page, 'alert-channel-zh-dark-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '关闭', exact: true }).press('Enter');
    await page.getByRole('link', { name: '“值班群”的设置与送达记录' }).waitFor();
    expect(await page.getByLabel('签名密钥').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('the rule editor works in Chinese at 390 px', async () => {
    const { page, errors } = await open('/alerts?rule=new', { language: 'zh', theme: 'dark', width: 390 });
    await page.getByLabel('名称').fill('车位已满');
    await page.getByRole('button', { name: '保存规则' }).click();
    await page.getByRole('alert').first().waitFor();
    await screenshot(page, 'alert-rule-zh-dark-390');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('textbox', { name: '条件', exact: true }).fill('occupancy>=90%');
    await page.getByRole('button', { name: '保存规则' }).click();
    await page.getByText('近 7 天 14 次，近 24 小时 3 次').waitFor();
    expect(errors).toEqual([]);
  });
});
