import { isoOf, VialogError, type ChannelTestResponse } from '@vialog/contracts';
import { newId } from '@vialog/registry';
import type { AlertChannelPorts } from './alert-channel-ports.ts';
import { cloudEvent } from './cloud-events.ts';
import { sendEvent } from './send-event.ts';

/**
 * Sends a test event to a channel, also when it is off, past the deliveries that wait.
 * @throws {VialogError} CHANNEL_NOT_FOUND
 */
export async function testChannel(
  { alertChannels, channelSenders, clock, random }: Omit<AlertChannelPorts, 'alerts'>,
  channelId: string,
): Promise<ChannelTestResponse> {
  const stored = await alertChannels.byId(channelId);
  if (!stored) throw new VialogError('CHANNEL_NOT_FOUND');
  const { channel } = stored;
  const eventId = `test-${newId(random)}`;
  const body = cloudEvent({
    id: eventId,
    source: `/v1/alert-channels/${channelId}`,
    type: 'vialog.v1.alert.test',
    subject: channelId,
    time: isoOf(clock.now()),
    data: { channelId, name: channel.name },
  });
  const event = { eventId, body, now: clock.now() };
  const outcome = await sendEvent(channelSenders, stored, event, new AbortController().signal);
  if (outcome.kind === 'delivered') return { eventId, delivered: true };
  return { eventId, delivered: false, failure: outcome.failure };
}
