import { z } from 'zod';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { alertId } from './alert-rules.ts';
import { channelPassword, emailFields, mqttFields, webhookFields } from './channel-kinds.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';
import { reportRunId } from './report-ids.ts';

/** Maximum number of channels of an installation. */
export const maxAlertChannels = 20;

export const alertChannelId = cameraId.describe('Id of the channel, 12 characters of 0-9 a-z');

const channelFields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the channel'),
  isOn: z.boolean().describe('false: nothing is sent; what is raised meanwhile is sent afterwards'),
};

const webhookKind = z.literal('webhook').describe('Signed CloudEvents by POST');
const emailKind = z.literal('email').describe('Messages by SMTP');
const mqttKind = z.literal('mqtt').describe('CloudEvents and the state of each rule at an MQTT broker');

const inputFields = { ...channelFields, isOn: channelFields.isOn.default(true) };
export const alertChannelInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: webhookKind.default('webhook'), ...inputFields, ...webhookFields }),
    z.strictObject({
      kind: emailKind,
      ...inputFields,
      ...emailFields,
      password: channelPassword.optional(),
    }),
    z.strictObject({
      kind: mqttKind,
      ...inputFields,
      ...mqttFields,
      password: channelPassword.optional(),
    }),
  ])
  .describe('Where alerts are delivered');
export type AlertChannelInput = z.infer<typeof alertChannelInput>;

export const alertChannelPatch = z
  .strictObject({
    ...channelFields,
    ...webhookFields,
    ...mqttFields,
    ...emailFields,
    host: emailFields.host.describe('SMTP server or MQTT broker'),
    port: emailFields.port.describe('Port of the server or broker'),
    username: emailFields.username.unwrap().nullable().describe('null: no user name and password'),
    discoveryPrefix: mqttFields.discoveryPrefix.unwrap().nullable().describe('null: no discovery'),
    consoleUrl: emailFields.consoleUrl.unwrap().nullable().describe('null: no link to the console'),
    password: channelPassword,
  })
  .partial()
  .describe('The fields of a channel that change');
export type AlertChannelPatch = z.infer<typeof alertChannelPatch>;

/** Names of the fields that a change of a channel can have, by its kind. */
export const alertChannelFields: Readonly<Record<AlertChannelInput['kind'], readonly string[]>> = {
  webhook: Object.keys({ ...channelFields, ...webhookFields }),
  email: [...Object.keys({ ...channelFields, ...emailFields }), 'password'],
  mqtt: [...Object.keys({ ...channelFields, ...mqttFields }), 'password'],
};

const storedFields = {
  channelId: alertChannelId,
  ...channelFields,
  createdBy: z.string().max(200).describe('Who created the channel: the name of the account'),
  createdAt: instant.describe('When the channel was created'),
  changedAt: instant.describe('When the channel was changed last'),
};
const webhookChannel = z.strictObject({
  kind: webhookKind,
  ...storedFields,
  ...webhookFields,
  previousSecretUntilAt: instant
    .optional()
    .describe('Until then events are also signed with the secret before the last rotation'),
});
const emailChannel = z.strictObject({ kind: emailKind, ...storedFields, ...emailFields });
const mqttChannel = z.strictObject({ kind: mqttKind, ...storedFields, ...mqttFields });

export const alertChannel = z
  .discriminatedUnion('kind', [webhookChannel, emailChannel, mqttChannel])
  .describe('Where alerts are delivered');
export type AlertChannel = z.infer<typeof alertChannel>;
export type EmailChannel = z.infer<typeof emailChannel>;
export type MqttChannel = z.infer<typeof mqttChannel>;
export type WebhookChannel = z.infer<typeof webhookChannel>;

const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{43}=$/)
  .describe('Secret of the signatures (Standard Webhooks); it is returned only here');

export const signedAlertChannel = webhookChannel
  .extend({ secret })
  .describe('A webhook with the new secret of its signatures');
export type SignedAlertChannel = z.infer<typeof signedAlertChannel>;

export const createdAlertChannel = z
  .discriminatedUnion('kind', [signedAlertChannel, emailChannel, mqttChannel])
  .describe('A new channel; a webhook has the secret of its signatures');
export type CreatedAlertChannel = z.infer<typeof createdAlertChannel>;

const counts = {
  pending: z.int().min(0).describe('Deliveries that wait, number'),
  deadLettered: z.int().min(0).describe('Deliveries that were given up, number'),
};
export const listedAlertChannel = z
  .discriminatedUnion('kind', [
    webhookChannel.extend(counts),
    emailChannel.extend(counts),
    mqttChannel.extend(counts),
  ])
  .describe('A channel and what waits in it');
export type ListedAlertChannel = z.infer<typeof listedAlertChannel>;

export const alertChannelsResponse = z
  .strictObject({ items: z.array(listedAlertChannel).describe('In the order of creation, then by id') })
  .describe('All channels');
export type AlertChannelsResponse = z.infer<typeof alertChannelsResponse>;

export const deliveryStates = ['pending', 'delivered', 'dead_lettered'] as const;

export const deliveryFailures = [
  'address_not_allowed',
  'unknown_host',
  'not_connected',
  'invalid_certificate',
  'encryption_unavailable',
  'authentication',
  'timeout',
  'invalid_response',
  'redirect',
  'rejected',
  'not_rendered',
  'status',
] as const;

export const deliveryFailure = z
  .strictObject({
    code: z
      .enum(deliveryFailures)
      .describe(
        'rejected: the receiver does not accept this event (HTTP 400, 413, 415, 422; SMTP 5xx); not_rendered: no message can be written for it; ' +
          'in both cases it is not sent again',
      ),
    detail: z.string().max(2500).describe('One sentence that says what to do'),
    status: z.int().optional().describe('HTTP status or SMTP code of the response'),
  })
  .describe('Why an attempt failed');
export type DeliveryFailure = z.infer<typeof deliveryFailure>;

export const alertDelivery = z
  .strictObject({
    eventId: z.string().max(40).describe('Id of the event; the same in every attempt'),
    type: z.string().max(60).describe('Type of the CloudEvent'),
    alertId: alertId.optional().describe('The alert of the event; absent for a report'),
    runId: reportRunId.optional().describe('The run of a scheduled report; absent for an alert'),
    state: z.enum(deliveryStates).describe('dead_lettered: given up, see failure'),
    attempts: z.int().min(0).describe('Attempts so far, number'),
    queuedAt: instant.describe('When the event was queued'),
    attemptedAt: instant.optional().describe('When the last attempt ended'),
    nextAttemptAt: instant.optional().describe('When the next attempt follows'),
    failure: deliveryFailure.optional(),
  })
  .describe('One event of an alert or a scheduled report for one channel');
export type AlertDelivery = z.infer<typeof alertDelivery>;

export const alertDeliveriesQuery = z.strictObject({
  state: z.enum(deliveryStates).optional().describe('Default: all'),
  limit: limitOr(50),
  cursor: cursor.optional(),
});
export type AlertDeliveriesQuery = z.infer<typeof alertDeliveriesQuery>;

export const alertDeliveriesPage = z
  .strictObject({ items: z.array(alertDelivery).describe('Last queued first'), nextCursor })
  .describe('A page of deliveries');
export type AlertDeliveriesPage = z.infer<typeof alertDeliveriesPage>;

export const deliveryResend = z
  .strictObject({
    eventId: z.string().max(40).optional().describe('Only this event; default: all that were given up'),
  })
  .describe('Which events that were given up are sent again');
export type DeliveryResend = z.infer<typeof deliveryResend>;

export const deliveryResendResponse = z
  .strictObject({ resent: z.int().min(0).describe('Deliveries that wait again, number') })
  .describe('What is sent again');
export type DeliveryResendResponse = z.infer<typeof deliveryResendResponse>;

export const channelTestResponse = z
  .strictObject({
    eventId: z.string().max(40).describe('Id of the test event'),
    delivered: z.boolean().describe('Whether the receiver accepted the event'),
    failure: deliveryFailure.optional(),
  })
  .describe('What a test delivery gave');
export type ChannelTestResponse = z.infer<typeof channelTestResponse>;
