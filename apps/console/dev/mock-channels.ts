import {
  alertChannelInput,
  alertChannelPatch,
  deliveryResend,
  isoOf,
  type AlertChannel,
  type AlertDelivery,
} from '@vialog/contracts';
import { invalid, ok, page, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

const dayMs = 86_400_000;
const channelId = 'channel00001';

/** Channels of the mock API: one webhook with a delivery in each state; its tests fail. */
export class MockChannels {
  #channels: AlertChannel[] = [];
  #deliveries: AlertDelivery[] = [];
  #secrets = 0;

  respond(request: MockRouteRequest): MockResponse {
    if (this.#secrets === 0) this.#fill(request.now);
    const [, , , id, action] = request.path.split('/');
    if (id === undefined) return request.method === 'GET' ? this.#list() : this.#create(request);
    const channel = this.#channels.find((each) => each.channelId === id);
    if (!channel) return problem(404, 'CHANNEL_NOT_FOUND', 'No alert channel has this id.');
    return action === undefined ? this.#change(channel, request) : this.#act(channel, action, request);
  }

  #fill(now: number): void {
    const at = isoOf(now - dayMs);
    const [name, url] = ['Control room', 'https://hooks.example.org/vialog?token=1'];
    const facts = { createdBy: 'administrator', createdAt: at, changedAt: at };
    this.#channels = [{ channelId, kind: 'webhook', name, url, isOn: true, ...facts }];
    this.#secrets = 1;
    const type = 'vialog.v1.alert.raised';
    const queued = (id: string, minutes: number) => ({
      eventId: `alert000000${id}-raised`,
      type,
      alertId: `alert000000${id}`,
      queuedAt: isoOf(now - minutes * 60_000),
    });
    const failure = { code: 'timeout', detail: 'The receiver did not respond within 10 s.' } as const;
    const rejection = {
      code: 'rejected',
      detail: 'The receiver does not accept this event (400). Read its log.',
      status: 400,
    } as const;
    this.#deliveries = [
      {
        ...queued('9', 2),
        state: 'pending',
        attempts: 3,
        attemptedAt: isoOf(now - 5_000),
        nextAttemptAt: isoOf(now + 60_000),
        failure,
      },
      {
        ...queued('8', 50),
        state: 'dead_lettered',
        attempts: 1,
        attemptedAt: isoOf(now - 2_999_000),
        failure: rejection,
      },
      { ...queued('7', 600), state: 'delivered', attempts: 1, attemptedAt: isoOf(now - 35_999_000) },
    ];
  }

  #of({ channelId: id }: AlertChannel): readonly AlertDelivery[] {
    return id === channelId ? this.#deliveries : [];
  }

  #list(): MockResponse {
    const count = (channel: AlertChannel, state: AlertDelivery['state']) =>
      this.#of(channel).filter((each) => each.state === state).length;
    const items = this.#channels.map((channel) => ({
      ...channel,
      pending: count(channel, 'pending'),
      deadLettered: count(channel, 'dead_lettered'),
    }));
    return ok({ items });
  }

  #create({ body, now }: MockRouteRequest): MockResponse {
    const input = alertChannelInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const id = `channel${String(this.#channels.length + 1).padStart(5, '0')}`;
    const at = isoOf(now);
    const facts = { createdBy: 'administrator', createdAt: at, changedAt: at };
    const fields = Object.entries(input.data).filter(([name]) => name !== 'password');
    const channel = { channelId: id, ...Object.fromEntries(fields), ...facts } as AlertChannel;
    this.#channels.push(channel);
    const secret = channel.kind === 'webhook' ? { secret: this.#newSecret() } : {};
    return { status: 201, body: { ...channel, ...secret } };
  }

  #newSecret(): string {
    this.#secrets += 1;
    return `whsec_${btoa(String(this.#secrets).padStart(32, '0'))}`;
  }

  #change(channel: AlertChannel, { method, body, now }: MockRouteRequest): MockResponse {
    if (method === 'DELETE') {
      this.#channels = this.#channels.filter((each) => each !== channel);
      return { status: 204 };
    }
    const input = alertChannelPatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    return ok(this.#replace(channel, { ...input.data, changedAt: isoOf(now) }));
  }

  #replace(channel: AlertChannel, fields: object): AlertChannel {
    const merged = Object.entries({ ...channel, ...fields });
    const changed = Object.fromEntries(
      merged.filter(([name, value]) => name !== 'password' && value !== null),
    ) as AlertChannel;
    this.#channels = this.#channels.map((each) => (each === channel ? changed : each));
    return changed;
  }

  #act(channel: AlertChannel, action: string, request: MockRouteRequest): MockResponse {
    const { now, url } = request;
    switch (action) {
      case 'tests':
        return ok(testResponse);
      case 'secrets': {
        const changed = this.#replace(channel, { previousSecretUntilAt: isoOf(now + dayMs) });
        return { status: 201, body: { ...changed, secret: this.#newSecret() } };
      }
      case 'resends':
        return this.#resend(request);
      default: {
        const state = url.searchParams.get('state');
        return page(this.#of(channel).filter((each) => state === null || each.state === state));
      }
    }
  }

  #resend({ body, now }: MockRouteRequest): MockResponse {
    const input = deliveryResend.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { eventId } = input.data;
    let resent = 0;
    this.#deliveries = this.#deliveries.map((each) => {
      if (each.state !== 'dead_lettered' || (eventId !== undefined && each.eventId !== eventId)) return each;
      resent += 1;
      const { type, alertId = '' } = each;
      return { eventId: each.eventId, type, alertId, state: 'pending', attempts: 0, queuedAt: isoOf(now) };
    });
    return ok({ resent });
  }
}

const testResponse = {
  eventId: 'test-000000000001',
  delivered: false,
  failure: {
    code: 'not_connected',
    detail:
      'The receiver cannot be reached, or closed the connection (ECONNREFUSED). Check that it runs and that a firewall allows the connection.',
  },
};
