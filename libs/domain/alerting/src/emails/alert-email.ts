import { alert as alertSchema, type Alert, type EmailChannel } from '@vialog/contracts';
import { z } from 'zod';
import type { PlaceDescription } from './describe-place.ts';
import type { EmailContent } from './email-body.ts';
import { emailTexts } from './email-texts.ts';
import { linkTo } from './link-to.ts';

export const alertEvent = z.object({
  id: z.string(),
  type: z.enum(['vialog.v1.alert.raised', 'vialog.v1.alert.acknowledged', 'vialog.v1.alert.closed']),
  data: alertSchema,
});
type AlertEvent = z.infer<typeof alertEvent>;

/** What a message says of an alert, in the time zone of its place. */
export function alertEmail(
  channel: EmailChannel,
  { type, data: alert }: AlertEvent,
  { name: placeName, timeZone }: PlaceDescription,
): EmailContent {
  const texts = emailTexts[channel.language];
  const name = placeName ?? texts.allPlaces;
  const change = type.replace(/^.*\./, '') as keyof typeof texts.changes;
  return {
    title: `${texts.changes[change]}: ${alert.ruleName} · ${name}`,
    lines: [],
    facts: factsOf(alert, channel, { name, timeZone }),
    links: linkTo(channel, '/alerts', texts.open),
    footer: texts.reason(channel.name),
  };
}

function factsOf(
  alert: Alert,
  { language }: EmailChannel,
  { name = '', timeZone }: PlaceDescription,
): EmailContent['facts'] {
  const texts = emailTexts[language];
  const format = new Intl.DateTimeFormat(texts.tag, { dateStyle: 'medium', timeStyle: 'long', timeZone });
  const time = (at: string | undefined) => (at === undefined ? undefined : format.format(new Date(at)));
  const { acknowledgedBy, closeReason, note } = alert;
  const facts = [
    [texts.place, name],
    [texts.condition, alert.q],
    [texts.since, time(alert.sinceAt)],
    [texts.raisedAt, time(alert.raisedAt)],
    [texts.acknowledgedAt, time(alert.acknowledgedAt)],
    [texts.acknowledgedBy, acknowledgedBy],
    [texts.closedAt, time(alert.closedAt)],
    [texts.closeReason, closeReason && texts.closeReasons[closeReason]],
    [texts.note, note],
  ] as const;
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}
