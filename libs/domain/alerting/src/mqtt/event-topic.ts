import type { MqttChannel } from '@vialog/contracts';
import { z } from 'zod';

const cloudEventType = z.object({ type: z.string() });

/** Topic of a CloudEvent: `vialog.v1.alert.raised` is published at `<prefix>/events/alert/raised`. */
export function eventTopic({ topicPrefix }: Pick<MqttChannel, 'topicPrefix'>, body: string): string {
  const { type } = cloudEventType.parse(JSON.parse(body));
  return `${topicPrefix}/events/${type.split('.').slice(2).join('/')}`;
}
