import { expect, test } from '@jest/globals';
import type { Alert, EmailChannel } from '@vialog/contracts';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import { anEmailChannel } from '../channels/alert-channel-store.conformance.ts';
import { eventsOf } from '../channels/cloud-events.ts';
import type { PlaceDirectories } from './describe-place.ts';
import { emailMessage } from './email-message.ts';

const camera = {
  cameraId: 'cam000000001',
  name: '北区 <1>',
  timeZone: 'Asia/Shanghai',
  zones: [
    { zoneId: 'view', name: 'view' },
    { zoneId: 'row00001', name: 'Row A' },
  ],
};
const directories = {
  cameras: { latest: (id: string) => Promise.resolve(id === camera.cameraId ? camera : undefined) },
  sites: { site: (id: string) => Promise.resolve(id === 'site00000001' ? { name: 'Harbour' } : undefined) },
} as unknown as PlaceDirectories;

const channelOf = (changes: Partial<EmailChannel> = {}) =>
  anEmailChannel('e', changes).channel as EmailChannel;

/** The message for the newest event of an alert. */
function messageOf(changes: Partial<Alert>, channel: Partial<EmailChannel> = {}) {
  const alert = anAlert('1', {
    ruleName: 'Full lots',
    q: 'occupancy>=90%',
    place: { cameraId: camera.cameraId, zoneId: 'row00001' },
    firstCameraId: camera.cameraId,
    sinceAt: '2026-03-02T07:58:00.000Z',
    raisedAt: '2026-03-02T08:01:00.000Z',
    ...changes,
  });
  const body = eventsOf(alert, alert.raisedAt).at(-1)?.body ?? '';
  return emailMessage(directories, channelOf(channel), body);
}

test('the message of a raised alert says what, where and since when, in the time of the place', async () => {
  const message = await messageOf({}, { consoleUrl: 'https://vialog.example.org/' });
  expect(message.subject).toBe('[Vialog] Alert: Full lots · 北区 <1> · Row A');
  expect(message.text).toContain('Condition: occupancy>=90%');
  expect(message.text).toMatch(/Since: 2 Mar 2026.*15:58:00 (GMT|UTC)\+8/);
  expect(message.text).toContain('Open the alerts in Vialog: https://vialog.example.org/alerts\n');
  expect(message.html).toContain('北区 &lt;1&gt; · Row A');
  expect(message.html).toContain('<a href="https://vialog.example.org/alerts">');
  expect(message.inReplyTo).toBeUndefined();
});

test('the message of a closed alert continues the thread, with the reason, who acknowledged it and the note', async () => {
  const raised = await messageOf({});
  const closed = await messageOf(
    {
      state: 'closed',
      acknowledgedBy: 'anna',
      acknowledgedAt: '2026-03-02T08:02:00.000Z',
      closedAt: '2026-03-02T08:09:00.000Z',
      closeReason: 'cleared',
      note: 'towed <b>away</b>',
    },
    { language: 'zh' },
  );
  expect(closed.inReplyTo).toBe(raised.messageId);
  expect(closed.messageId).not.toBe(raised.messageId);
  expect(closed.subject).toBe('[Vialog] 告警已关闭: Full lots · 北区 <1> · Row A');
  expect(closed.text).toMatch(
    /确认人: anna\n关闭时间: 2026年3月2日.*16:09:00\n关闭原因: 条件已恢复正常。\n备注: towed/,
  );
  expect(closed.html).toContain('lang="zh-CN"');
  expect(closed.html).toContain('towed &lt;b&gt;away&lt;/b&gt;');
});

test.each([
  [{ cameraId: camera.cameraId, zoneId: 'view' }, '北区 <1>'],
  [{ siteId: 'site00000001' }, 'Harbour'],
  [{ siteId: 'site00000009' }, 'site00000009'],
  [{ cameraId: 'cam000000009' }, 'cam000000009'],
  [{}, 'All places of the rule'],
])('the place %j is named %s', async (place, name) => {
  const { subject } = await messageOf({ place });
  expect(subject).toBe(`[Vialog] Alert: Full lots · ${name}`);
});

test('the time of an alert of a deleted camera is in UTC', async () => {
  const { text } = await messageOf({ firstCameraId: 'cam000000009' });
  expect(text).toMatch(/Since: 2 Mar 2026.*07:58:00 UTC/);
});

test('an event of another type is sent with its content as text', async () => {
  const body = JSON.stringify({ id: 'x-1', type: 'vialog.v2.other', data: { name: '<i>' } });
  const message = await emailMessage(directories, channelOf(), body);
  expect(message.subject).toBe('[Vialog] vialog.v2.other');
  expect(message.html).toContain('&lt;i&gt;');
});

test('the message of a scheduled report has its findings and a link to each file', async () => {
  const data = {
    name: 'Lots',
    state: 'written',
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-31T22:00:00.000Z',
    timeZone: 'Europe/Berlin',
    coverage: 0.974,
    findings: ['North lot: mean occupancy was 61 %.'],
    files: [{ format: 'pdf', fileName: 'lots.pdf', bytes: 1, path: '/v1/report-runs/r-1/files/pdf' }],
  };
  const event = (type: string, changes: object = {}) =>
    JSON.stringify({ id: 'r-1-written', type, data: { ...data, ...changes } });
  const channel = channelOf({ consoleUrl: 'https://vialog.example.org' });
  const written = await emailMessage(directories, channel, event('vialog.v1.report.written'));
  expect(written.subject).toBe('[Vialog] Report: Lots');
  expect(written.text).toMatch(/North lot: mean occupancy was 61 %\.\n\nPeriod: 1 Mar 2026.*1 Apr 2026/);
  expect(written.text).toContain('Measured time: 97.4%');
  expect(written.text).toContain('lots.pdf: https://vialog.example.org/v1/report-runs/r-1/files/pdf');
  const changes = { files: [], findings: undefined, failure: { code: 'X', detail: 'The disk is full.' } };
  const failed = await emailMessage(directories, channel, event('vialog.v1.report.failed', changes));
  expect(failed.subject).toBe('[Vialog] Report failed: Lots');
  expect(failed.text).toContain('Reason: The disk is full.');
});
