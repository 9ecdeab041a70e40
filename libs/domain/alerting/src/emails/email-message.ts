import type { EmailChannel } from '@vialog/contracts';
import { z } from 'zod';
import { renderEvent } from '../channels/render-event.ts';
import { alertEmail, alertEvent } from './alert-email.ts';
import { describePlace, type PlaceDirectories } from './describe-place.ts';
import { emailHtml, emailText, type EmailContent } from './email-body.ts';
import type { EmailMessage } from './email-sender.port.ts';
import { emailTexts } from './email-texts.ts';
import { linkTo } from './link-to.ts';
import { reportEmail, reportEvent } from './report-email.ts';

const anyEvent = z.object({ id: z.string(), type: z.string(), data: z.unknown() });

/**
 * The message for an event, in the language of the channel. Messages of one alert form a thread.
 * @param body CloudEvent as JSON
 * @throws {RenderingError} when the event cannot be made into a message; other errors are those of the directories
 */
export async function emailMessage(
  directories: PlaceDirectories,
  channel: EmailChannel,
  body: string,
): Promise<EmailMessage> {
  const event = renderEvent(() => anyEvent.parse(JSON.parse(body)));
  const alert = alertEvent.safeParse(event).data;
  const place = alert && (await describePlace(directories, alert.data));
  return renderEvent(() => {
    const content = alert && place ? alertEmail(channel, alert, place) : otherContent(channel, event);
    const raisedId = alert ? `${alert.data.alertId}-raised` : event.id;
    return {
      subject: `[Vialog] ${content.title}`,
      text: emailText(content),
      html: emailHtml(content, channel.language),
      messageId: messageIdOf(event.id, channel),
      inReplyTo: raisedId === event.id ? undefined : messageIdOf(raisedId, channel),
    };
  });
}

const messageIdOf = (eventId: string, { channelId, from }: EmailChannel): string =>
  `<${eventId}.${channelId}@${from.replace(/^.*@/, '')}>`;

/** A report, a test, or an event that messages have no form for. */
function otherContent(channel: EmailChannel, event: z.infer<typeof anyEvent>): EmailContent {
  const report = reportEvent.safeParse(event);
  if (report.success) return reportEmail(channel, report.data);
  const texts = emailTexts[channel.language];
  const isTest = event.type === 'vialog.v1.alert.test';
  return {
    title: isTest ? texts.testSubject : event.type,
    lines: [isTest ? texts.testText(channel.name) : JSON.stringify(event.data, undefined, 2)],
    facts: [],
    links: linkTo(channel, '/alerts', texts.open),
    footer: texts.reason(channel.name),
  };
}
