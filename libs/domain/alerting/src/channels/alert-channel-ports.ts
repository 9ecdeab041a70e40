import type { Clock, RandomBytes } from '@vialog/contracts';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import type { AlertChannelStore } from './alert-channel-store.port.ts';
import type { ChannelSenders } from './send-event.ts';

/** What the use cases of channels need. */
export interface AlertChannelPorts {
  readonly alertChannels: AlertChannelStore;
  readonly alerts: Pick<AlertStore, 'newestSequence'>;
  readonly channelSenders: ChannelSenders;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
