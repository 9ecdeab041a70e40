import type { EmailChannel } from '@vialog/contracts';
import { z } from 'zod';
import type { EmailContent } from './email-body.ts';
import { emailTexts } from './email-texts.ts';
import { linkTo } from './link-to.ts';

/** The parts of an event of a scheduled report that a message contains. */
export const reportEvent = z.object({
  type: z.enum(['vialog.v1.report.written', 'vialog.v1.report.failed']),
  data: z.object({
    name: z.string(),
    from: z.string(),
    to: z.string(),
    timeZone: z.string(),
    findings: z.array(z.string()).default([]),
    coverage: z.number().nullish(),
    files: z.array(z.object({ fileName: z.string(), path: z.string() })),
    failure: z.object({ detail: z.string() }).optional(),
  }),
});
type ReportEvent = z.infer<typeof reportEvent>;

/** What a message says of a scheduled report: the findings, and a link to each file. */
export function reportEmail(channel: EmailChannel, { type, data }: ReportEvent): EmailContent {
  const texts = emailTexts[channel.language];
  const { name, from, to, timeZone, findings, coverage, files, failure } = data;
  const format = new Intl.DateTimeFormat(texts.tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const percent = new Intl.NumberFormat(texts.tag, { style: 'percent', maximumFractionDigits: 1 });
  const facts = [
    [texts.period, format.formatRange(new Date(from), new Date(to))],
    [texts.coverage, typeof coverage === 'number' ? percent.format(coverage) : undefined],
    [texts.failure, failure?.detail],
  ] as const;
  const isWritten = type === 'vialog.v1.report.written';
  return {
    title: `${isWritten ? texts.reports.written : texts.reports.failed}: ${name}`,
    lines: findings,
    facts: facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const])),
    links: files.flatMap(({ path, fileName }) => linkTo(channel, path, fileName)),
    footer: texts.reason(channel.name),
  };
}
