import {
  alertChannelFields,
  isoOf,
  VialogError,
  type AlertChannel,
  type AlertChannelPatch,
} from '@vialog/contracts';
import type { AlertChannelPorts } from './alert-channel-ports.ts';
import { passwordsOf } from './channel-password.ts';
import { invalidField } from './invalid-field.ts';

/**
 * Changes a channel. Deliveries that wait are tried again at once. A patch is applied again if another one was stored meanwhile,
 * so that neither is lost.
 * @throws {VialogError} CHANNEL_NOT_FOUND; VALIDATION_FAILED when a field belongs to another kind of channel, or a password is missing
 */
export async function changeChannel(
  { alertChannels, clock }: Pick<AlertChannelPorts, 'alertChannels' | 'clock'>,
  channelId: string,
  { password, ...fields }: AlertChannelPatch,
): Promise<AlertChannel> {
  for (;;) {
    const before = await alertChannels.byId(channelId);
    if (!before) throw new VialogError('CHANNEL_NOT_FOUND');
    checkFields(before.channel, { ...fields, password });
    const after = changed(before.channel, { ...fields, changedAt: isoOf(clock.now()) });
    const secrets = after.kind === 'webhook' ? undefined : passwordsOf(after, { password, before });
    if (await alertChannels.replace(before.channel, after, secrets)) return after;
  }
}

/** A value of null removes its field. The schema of the request has checked each value. */
function changed(before: AlertChannel, fields: object): AlertChannel {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const merged = { ...before, ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as AlertChannel;
}

function checkFields({ kind }: AlertChannel, fields: object): void {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (kind === 'mqtt' && given.some(([name, value]) => name === 'security' && value === 'starttls'))
    throw invalidField('security', 'expected tls or none: MQTT has no starttls');
  const foreign = given.map(([name]) => name).find((name) => !alertChannelFields[kind].includes(name));
  if (foreign === undefined) return;
  throw invalidField(foreign, `a channel of the kind ${kind} does not have this field`);
}
