import { z } from 'zod';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { alertId } from './alert-rules.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';
import { reportRunId } from './report-ids.ts';

/** Maximum number of channels of an installation. */
export const maxAlertChannels = 20;

export const alertChannelId = cameraId.describe('Id of the channel, 12 characters of 0-9 a-z');

function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

const channelFields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the channel'),
  url: z
    .string()
    .max(2000, 'expected at most 2000 characters')
    .refine(
      isWebhookUrl,
      'expected an http or https URL without user name and password, for example https://hooks.example.org/vialog',
    )
    .describe('URL that receives the alerts by POST'),
  isOn: z.boolean().describe('false: nothing is sent; what is raised meanwhile is sent afterwards'),
};

export const alertChannelInput = z
  .strictObject({ ...channelFields, isOn: channelFields.isOn.default(true) })
  .describe('Where alerts are delivered');
export type AlertChannelInput = z.infer<typeof alertChannelInput>;

export const alertChannelPatch = z
  .strictObject(channelFields)
  .partial()
  .describe('The fields of a channel that change');
export type AlertChannelPatch = z.infer<typeof alertChannelPatch>;

export const alertChannel = z
  .strictObject({
    channelId: alertChannelId,
    kind: z.literal('webhook').describe('How alerts are delivered'),
    ...channelFields,
    createdBy: z.string().max(200).describe('Who created the channel: the name of the account'),
    createdAt: instant.describe('When the channel was created'),
    changedAt: instant.describe('When the channel was changed last'),
    previousSecretUntilAt: instant
      .optional()
      .describe('Until then events are also signed with the secret before the last rotation'),
  })
  .describe('Where alerts are delivered');
export type AlertChannel = z.infer<typeof alertChannel>;

export const createdAlertChannel = alertChannel
  .extend({
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{43}=$/)
      .describe('Secret of the signatures (Standard Webhooks); it is returned only here'),
  })
  .describe('A channel with the new secret of its signatures');
export type CreatedAlertChannel = z.infer<typeof createdAlertChannel>;

export const listedAlertChannel = alertChannel
  .extend({
    pending: z.int().min(0).describe('Deliveries that wait, number'),
    deadLettered: z.int().min(0).describe('Deliveries that were given up, number'),
  })
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
  'timeout',
  'invalid_response',
  'redirect',
  'rejected',
  'status',
] as const;

export const deliveryFailure = z
  .strictObject({
    code: z
      .enum(deliveryFailures)
      .describe(
        'rejected: the receiver does not accept this event (400, 413, 415, 422); it is not sent again',
      ),
    detail: z.string().max(2500).describe('One sentence that says what to do'),
    status: z.int().optional().describe('HTTP status of the response'),
  })
  .describe('Why an attempt failed');
export type DeliveryFailure = z.infer<typeof deliveryFailure>;

export const alertDelivery = z
  .strictObject({
    eventId: z.string().max(40).describe('Id of the CloudEvent; the same in every attempt'),
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
