import { lookup } from 'node:dns/promises';
import type { WebhookSender } from '@vialog/alerting';
import { HttpWebhookSender } from '@vialog/alerting-webhook';
import type { AddressRanges } from '@vialog/network-guard';
import { systemClock } from '@vialog/service-runtime';

/** Sends webhooks from this process, within the allowed address ranges. */
export const openWebhooks = (settings: { readonly VIALOG_ALLOW_CIDRS: AddressRanges }): WebhookSender =>
  new HttpWebhookSender({ allowed: settings.VIALOG_ALLOW_CIDRS, resolve: resolveHost, clock: systemClock });

const resolveHost = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);
