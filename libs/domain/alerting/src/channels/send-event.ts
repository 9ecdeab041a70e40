import type { CameraDirectory, SiteDirectory } from '@vialog/registry';
import { emailMessage } from '../emails/email-message.ts';
import type { EmailSender } from '../emails/email-sender.port.ts';
import { eventTopic } from '../mqtt/event-topic.ts';
import type { MqttBrokers } from '../mqtt/mqtt-brokers.port.ts';
import type { StoredChannel } from './alert-channel-store.port.ts';
import { deliveryFailed } from './delivery-failure.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { renderEvent, RenderingError } from './render-event.ts';
import { signingSecrets } from './signing-secrets.ts';
import type { WebhookSender } from './webhook-sender.port.ts';

/** What sends events, by kind of channel, and the names that messages for people contain. */
export interface ChannelSenders {
  readonly webhooks: WebhookSender;
  readonly emails: EmailSender;
  readonly brokers: MqttBrokers;
  readonly cameras: Pick<CameraDirectory, 'latest'>;
  readonly sites: Pick<SiteDirectory, 'site'>;
}

interface SentEvent {
  readonly eventId: string;
  /** CloudEvent as JSON. */
  readonly body: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Sends an event once, as the kind of the channel requires. An event that no message can be written for is a failure. */
export async function sendEvent(
  senders: ChannelSenders,
  stored: StoredChannel,
  event: SentEvent,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  try {
    return await sendRendered(senders, stored, event, signal);
  } catch (error) {
    if (error instanceof RenderingError) return renderingFailure(error);
    throw error;
  }
}

const maxReasonLength = 1000;

const renderingFailure = ({ message }: RenderingError): DeliveryOutcome =>
  deliveryFailed(
    'not_rendered',
    `The message for this event cannot be written (${message.slice(0, maxReasonLength)}). ` +
      'Check the settings of the camera and the channel, then resend the event.',
  );

async function sendRendered(
  senders: ChannelSenders,
  stored: StoredChannel,
  { eventId, body, now }: SentEvent,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const { channel } = stored;
  switch (channel.kind) {
    case 'webhook': {
      const request = { url: channel.url, secrets: signingSecrets(stored, now), eventId, body };
      return senders.webhooks.send(request, signal);
    }
    case 'email': {
      const { from, to } = channel;
      const message = await emailMessage(senders, channel, body);
      const [password] = stored.secrets;
      return senders.emails.send({ server: channel, password, from, to, message }, signal);
    }
    case 'mqtt': {
      const [password] = stored.secrets;
      const topic = renderEvent(() => eventTopic(channel, body));
      return senders.brokers.publish({ broker: channel, password, topic, payload: body }, signal);
    }
  }
}
