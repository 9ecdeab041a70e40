import { lookup } from 'node:dns/promises';
import type { ChannelSenders } from '@vialog/alerting';
import { SmtpEmailSender } from '@vialog/alerting-email';
import { MqttConnections } from '@vialog/alerting-mqtt';
import { HttpWebhookSender } from '@vialog/alerting-webhook';
import type { AddressRanges } from '@vialog/network-guard';
import type { CameraDirectory, SiteDirectory } from '@vialog/registry';
import { systemClock } from '@vialog/service-runtime';

/** Sends events from this process, within the allowed address ranges. */
export function openChannelSenders(
  settings: { readonly VIALOG_ALLOW_CIDRS: AddressRanges },
  registry: { readonly directory: CameraDirectory; readonly sites: SiteDirectory },
): ChannelSenders {
  const rules = { allowed: settings.VIALOG_ALLOW_CIDRS, resolve: resolveHost };
  return {
    webhooks: new HttpWebhookSender({ ...rules, clock: systemClock }),
    emails: new SmtpEmailSender(rules),
    brokers: new MqttConnections(rules),
    cameras: registry.directory,
    sites: registry.sites,
  };
}

const resolveHost = async (host: string): Promise<string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);
