import type { Clock, RandomBytes } from '@vialog/contracts';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import type { AlertChannelStore } from './alert-channel-store.port.ts';
import type { WebhookSender } from './webhook-sender.port.ts';

/** What the use cases of channels need. */
export interface AlertChannelPorts {
  readonly alertChannels: AlertChannelStore;
  readonly alerts: Pick<AlertStore, 'newestSequence'>;
  readonly webhooks: WebhookSender;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
