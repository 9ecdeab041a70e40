import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { OnvifDevice, type OnvifDeviceOptions } from '@vialog/testkit';
import { UsageError } from '../command.ts';
import { onvifCommand } from './onvif-command.ts';

const login = { username: 'admin', password: 'hunter2' };
const variables = ['VIALOG_ALLOW_CIDRS', 'VIALOG_CAMERA_PASSWORD'];
let devices: OnvifDevice[];
let printed: string;

beforeEach(() => {
  devices = [];
  printed = '';
  process.env['VIALOG_ALLOW_CIDRS'] = '127.0.0.0/8';
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const name of variables) delete process.env[name];
  await Promise.all(devices.map((device) => device.stop()));
});

const run = (...args: string[]) => onvifCommand.run(args, '');

async function deviceWith(options: OnvifDeviceOptions = {}): Promise<OnvifDevice> {
  const profile = {
    token: 'p',
    name: 'main',
    source: 'v',
    encoding: 'H264',
    width: 1920,
    height: 1080,
    streams: { tcp: 'rtsp://127.0.0.1:8554/1', udp: 'rtsp://10.0.0.1/1' },
    snapshot: 'http://127.0.0.1:8080/a.jpg',
  };
  const device = await OnvifDevice.start({ profiles: [profile], ...options });
  devices.push(device);
  return device;
}

describe('vialog onvif', () => {
  test('shows a device with its profiles and URLs, and which of them are rejected', async () => {
    const device = await deviceWith();
    expect(await run('show', device.host)).toBe(0);
    expect(printed).toContain(`${device.url}\n  name      Gate 1 北\n`);
    expect(printed).toContain(
      '  profile main (main): H264, 1920 × 1080, 25 fps, 2048 kbit/s, key frame every 50\n',
    );
    expect(printed).toMatch(/ {4}udp {6}rtsp:\/\/10\.0\.0\.1\/1\n {13}rejected: .*VIALOG_ALLOW_CIDRS/);
    expect(printed).toContain('    snapshot http://127.0.0.1:8080/a.jpg\n');
  });

  test('signs in with the password of the variable and prints it nowhere', async () => {
    const device = await deviceWith({ login: { ...login, method: 'token' } });
    expect(await run('show', device.host)).toBe(1);
    expect(printed).toContain('problem: the device requires a user name and a password');
    process.env['VIALOG_CAMERA_PASSWORD'] = login.password;
    printed = '';
    expect(await run('show', device.host, '--username', 'admin', '--json')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject([{ access: 'accepted', profiles: [{ role: 'main' }] }]);
    expect(printed).not.toContain('hunter2');
  });

  test('discovers on an interface that is named by its address', async () => {
    const device = await deviceWith({ discoverableAt: '127.0.0.1' });
    expect(await run('discover', '--interface', '127.0.0.1')).toBe(0);
    expect(printed).toContain(`${device.url}\n`);
  });

  test('says that an address is not allowed, and that a range is invalid', async () => {
    process.env['VIALOG_ALLOW_CIDRS'] = '';
    await expect(run('show', '127.0.0.1')).rejects.toThrow('VIALOG_ALLOW_CIDRS');
    process.env['VIALOG_ALLOW_CIDRS'] = '10.0.0.0/99';
    await expect(run('show', '127.0.0.1')).rejects.toThrow('found "10.0.0.0/99"');
  });

  test.each([
    [[], /expected "discover" or "show"/],
    [['scan'], /found "scan"/],
    [['discover'], /--interface is missing; expected one of .*127\.0\.0\.1/],
    [['discover', '--interface', 'eth77'], /unknown interface "eth77"/],
    [['show'], /expected one host/],
    [['show', 'a', 'b'], /expected one host/],
    [['show', 'a', '--password', 'x'], /--password/],
    [['show', 'a', '--username', 'admin'], /VIALOG_CAMERA_PASSWORD/],
    [['show', 'a', '--password-stdin'], /--username is missing/],
  ])('rejects the arguments %j', async (args, message) => {
    const rejected = run(...args);
    await expect(rejected).rejects.toBeInstanceOf(UsageError);
    await expect(rejected).rejects.toThrow(message);
  });
});
