import {
  isoOf,
  VialogError,
  type AlertDelivery,
  type DeliveryResend,
  type DeliveryResendResponse,
} from '@vialog/contracts';
import type { AlertChannelPorts } from './alert-channel-ports.ts';

/** Deliveries that one request sends again. */
const maxResent = 1_000;

/**
 * Sends events again that were given up, the oldest 1,000 or one. They keep their ids and bodies, and their time limit begins again.
 * @throws {VialogError} CHANNEL_NOT_FOUND
 */
export async function resendDeliveries(
  { alertChannels, clock }: Pick<AlertChannelPorts, 'alertChannels' | 'clock'>,
  channelId: string,
  { eventId }: DeliveryResend,
): Promise<DeliveryResendResponse> {
  if (!(await alertChannels.byId(channelId))) throw new VialogError('CHANNEL_NOT_FOUND');
  const queuedAt = isoOf(clock.now());
  return { resent: await alertChannels.resend({ channelId, eventId, queuedAt, limit: maxResent }) };
}

/** The delivery before its first attempt. */
export function queuedAgain(delivery: AlertDelivery, queuedAt: string): AlertDelivery {
  const ofAttempts = ['attemptedAt', 'nextAttemptAt', 'failure'];
  const kept = Object.entries(delivery).filter(([name]) => !ofAttempts.includes(name));
  return { ...(Object.fromEntries(kept) as AlertDelivery), state: 'pending', attempts: 0, queuedAt };
}
