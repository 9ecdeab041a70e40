import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertDelivery, EmailChannel, MqttChannel, WebhookChannel } from '@vialog/contracts';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import type { AlertChannelStore, StoredChannel } from './alert-channel-store.port.ts';

export interface AlertChannelsUnderTest {
  readonly alerts: AlertStore;
  readonly alertChannels: AlertChannelStore;
  close(): Promise<void>;
}

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();
const queued = (eventId: string, changes: Partial<AlertDelivery> = {}) => ({
  delivery: {
    eventId,
    type: 'vialog.v1.alert.raised',
    alertId: anAlert('1').alertId,
    state: 'pending' as const,
    attempts: 0,
    queuedAt: at(0),
    ...changes,
  },
  body: `{"id":"${eventId}"}`,
});

/** Tests for every store of alert channels. */
export function alertChannelStoreConformance(
  name: string,
  open: () => Promise<AlertChannelsUnderTest>,
): void {
  describe(`alert channels: ${name}`, () => {
    let opened: AlertChannelsUnderTest;
    let channels: AlertChannelStore;
    let token: number;
    const [a, b] = [aChannel('a'), aChannel('b', { createdAt: at(1) })];
    const idOf = ({ channel }: StoredChannel) => channel.channelId;
    beforeEach(async () => {
      opened = await open();
      channels = opened.alertChannels;
      token = (await opened.alerts.takeLease({ holder: 'test', now: 0, ttlMs: 10 })) as number;
      for (const channel of [b, a]) await channels.add(channel);
    });
    afterEach(() => opened.close());

    const queue = (position: number, ...deliveries: ReturnType<typeof queued>[]) =>
      channels.queue({ token, channelId: idOf(a), position, deliveries });
    const eventsOf = async (filter: { limit: number; before?: number; state?: AlertDelivery['state'] }) =>
      (await channels.deliveries({ channelId: idOf(a), ...filter })).map(({ delivery }) => delivery.eventId);

    test('channels are listed in the order of their creation, replaced and removed with their deliveries', async () => {
      expect(await channels.list()).toEqual([a, b]);
      await queue(7, queued('1-raised'));
      const changed = { ...a.channel, name: '值班群', isOn: false, changedAt: at(5) };
      expect(await channels.replace(a.channel, changed)).toBe(true);
      expect(await channels.byId(idOf(a))).toEqual({ ...a, position: 7, channel: changed });
      expect(await channels.replace(a.channel, { ...a.channel, name: 'Late' })).toBe(false);
      const unknown = aChannel('c').channel;
      expect(await channels.replace(unknown, unknown)).toBe(false);
      expect(await channels.byId(idOf(a))).toMatchObject({ channel: changed });
      expect(await channels.remove(idOf(a))).toBe(true);
      expect(await channels.remove(idOf(a))).toBe(false);
      expect(await channels.list()).toEqual([b]);
      expect(await eventsOf({ limit: 9 })).toEqual([]);
      expect(await queue(8, queued('2-raised'))).toBe(false);
      expect(await channels.byId(idOf(a))).toBeUndefined();
    });

    test('an event is queued once per channel and sent in the order of queueing', async () => {
      await queue(1, queued('2-raised'), queued('1-raised'));
      await queue(2, queued('2-raised', { attempts: 3 }), queued('3-raised'));
      expect((await channels.byId(idOf(a)))?.position).toBe(2);
      expect((await channels.byId(idOf(b)))?.position).toBe(b.position);
      expect(await channels.next(idOf(a))).toEqual(queued('2-raised'));
      expect(await channels.next(idOf(b))).toBeUndefined();
      expect(await eventsOf({ limit: 9 })).toEqual(['3-raised', '1-raised', '2-raised']);
    });

    test('a settled delivery is not the next one, and is counted and listed by its state', async () => {
      await queue(1, queued('1-raised'), queued('2-raised'), queued('3-raised'));
      const dead = queued('1-raised', {
        state: 'dead_lettered',
        attempts: 1,
        failure: { code: 'status', detail: 'The receiver responded with 500.', status: 500 },
      }).delivery;
      expect(await channels.settle({ token, channelId: idOf(a), delivery: dead })).toBe(true);
      expect(await channels.next(idOf(a))).toEqual(queued('2-raised'));
      const { delivery } = queued('2-raised', { state: 'delivered', attempts: 1 });
      await channels.settle({ token, channelId: idOf(a), delivery });
      expect(await channels.counts()).toEqual(new Map([[idOf(a), { pending: 1, deadLettered: 1 }]]));
      expect(
        (await channels.deliveries({ channelId: idOf(a), state: 'dead_lettered', limit: 9 }))[0],
      ).toEqual({ number: expect.any(Number), delivery: dead });
      const unknown = { token, channelId: idOf(b), delivery };
      expect(await channels.settle(unknown)).toBe(false);
    });

    test('deliveries are listed page by page', async () => {
      await queue(1, queued('1-raised'), queued('2-raised'), queued('3-raised'));
      const [, second] = await channels.deliveries({ channelId: idOf(a), limit: 2 });
      expect(second?.delivery.eventId).toBe('2-raised');
      expect(await eventsOf({ limit: 9, before: second?.number ?? 0 })).toEqual(['1-raised']);
    });

    test('secrets are replaced with the record of their channel, and not without it', async () => {
      const changed = { ...a.channel, changedAt: at(5) };
      expect(await channels.replace(a.channel, changed, ['whsec_new', 'whsec_old'])).toBe(true);
      expect(await channels.byId(idOf(a))).toEqual({
        ...a,
        channel: changed,
        secrets: ['whsec_new', 'whsec_old'],
      });
      expect(await channels.replace(a.channel, changed, ['whsec_late'])).toBe(false);
      expect((await channels.byId(idOf(a)))?.secrets).toEqual(['whsec_new', 'whsec_old']);
    });

    test.each([
      ['e-mail', anEmailChannel('e')],
      ['MQTT', anMqttChannel('m')],
    ])('a channel for %s keeps its password apart from its record', async (_, email) => {
      await channels.add(email);
      expect(await channels.byId(idOf(email))).toEqual(email);
      const changed = { ...email.channel, name: 'Night' };
      expect(await channels.replace(email.channel, changed, [])).toBe(true);
      expect(await channels.byId(idOf(email))).toEqual({ ...email, channel: changed, secrets: [] });
    });

    test('deliveries that were given up wait again in their order, and no others', async () => {
      const dead = {
        state: 'dead_lettered' as const,
        attempts: 9,
        attemptedAt: at(2),
        failure: { code: 'timeout' as const, detail: 'No response.' },
      };
      const done = { state: 'delivered' as const, attempts: 1 };
      await queue(
        1,
        queued('1-raised', dead),
        queued('2-raised', done),
        queued('3-raised', dead),
        queued('4-raised', dead),
      );
      const resend = (changes: { eventId?: string; limit?: number; channelId?: string }) =>
        channels.resend({ channelId: idOf(a), queuedAt: at(9), limit: 9, ...changes });
      expect(await resend({ channelId: idOf(b) })).toBe(0);
      expect(await resend({ eventId: '2-raised' })).toBe(0);
      expect(await resend({ eventId: '3-raised' })).toBe(1);
      expect(await channels.next(idOf(a))).toEqual(queued('3-raised', { queuedAt: at(9) }));
      expect(await resend({ limit: 1 })).toBe(1);
      expect(await channels.next(idOf(a))).toEqual(queued('1-raised', { queuedAt: at(9) }));
      expect(await eventsOf({ limit: 9, state: 'dead_lettered' })).toEqual(['4-raised']);
      expect(await eventsOf({ limit: 9, state: 'delivered' })).toEqual(['2-raised']);
    });

    test('a process that lost the lease queues and settles nothing', async () => {
      await queue(1, queued('1-raised'));
      await opened.alerts.takeLease({ holder: 'other', now: 10, ttlMs: 10 });
      expect(await queue(2, queued('2-raised'))).toBe(false);
      const { delivery } = queued('1-raised', { state: 'delivered', attempts: 1 });
      expect(await channels.settle({ token, channelId: idOf(a), delivery })).toBe(false);
      expect((await channels.byId(idOf(a)))?.position).toBe(1);
      expect(await channels.next(idOf(a))).toEqual(queued('1-raised'));
    });

    test('deliveries are deleted with their alert, unless they wait', async () => {
      const kept = anAlert('1');
      await opened.alerts.commit({ token, ruleId: 'r', next: undefined, raised: [kept], closed: [] });
      const gone = { alertId: anAlert('9').alertId };
      const done = { state: 'delivered' as const };
      await queue(
        1,
        queued('1-raised', done),
        queued('9-raised', { ...gone, ...done }),
        queued('9-closed', gone),
      );
      await channels.dropOrphaned();
      expect(await eventsOf({ limit: 9 })).toEqual(['9-closed', '1-raised']);
    });
  });
}

export function aChannel(id: string, changes: Partial<WebhookChannel> = {}): StoredChannel {
  return {
    channel: {
      channelId: id.padStart(12, '0'),
      kind: 'webhook',
      name: `Channel ${id}`,
      url: 'https://hooks.example.org/vialog',
      isOn: true,
      createdBy: 'administrator',
      createdAt: at(0),
      changedAt: at(0),
      ...changes,
    },
    secrets: [`whsec_${Buffer.alloc(32, id).toString('base64')}`],
    position: 0,
  };
}

export function anEmailChannel(id: string, changes: Partial<EmailChannel> = {}): StoredChannel {
  return {
    channel: {
      channelId: id.padStart(12, '0'),
      kind: 'email',
      name: `Channel ${id}`,
      host: 'smtp.example.org',
      port: 587,
      security: 'starttls',
      username: 'vialog',
      from: 'vialog@example.org',
      to: ['operations@example.org'],
      language: 'en',
      isOn: true,
      createdBy: 'administrator',
      createdAt: at(2),
      changedAt: at(2),
      ...changes,
    },
    secrets: ['[secret] of e-mail'],
    position: 0,
  };
}

export function anMqttChannel(
  id: string,
  changes: Partial<MqttChannel> = {},
): StoredChannel & { readonly channel: MqttChannel } {
  return {
    channel: {
      channelId: id.padStart(12, '0'),
      kind: 'mqtt',
      name: `Channel ${id}`,
      host: 'mqtt.example.org',
      port: 8883,
      security: 'tls',
      username: 'vialog',
      topicPrefix: 'vialog',
      discoveryPrefix: 'homeassistant',
      isOn: true,
      createdBy: 'administrator',
      createdAt: at(3),
      changedAt: at(3),
      ...changes,
    },
    secrets: ['[secret] of MQTT'],
    position: 0,
  };
}
