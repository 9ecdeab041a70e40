import type { EmailChannel } from '@vialog/contracts';

/** What a message says, without its form. */
export interface EmailContent {
  readonly title: string;
  readonly lines: readonly string[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly footer: string;
}

/** The message as plain text. */
export function emailText({ title, lines, facts, links, footer }: EmailContent): string {
  const parts = [
    title,
    ...lines,
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...links.map(({ label, url }) => `${label}: ${url}`),
    `-- \n${footer}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The message as HTML, without pictures, scripts and styles from elsewhere. */
export function emailHtml(content: EmailContent, language: EmailChannel['language']): string {
  const { title, lines, facts, links, footer } = content;
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th style="text-align:left;vertical-align:top;padding:2px 16px 2px 0;font-weight:normal;color:#555">${escaped(label)}</th>` +
      `<td style="padding:2px 0">${escaped(value)}</td></tr>`,
  );
  return [
    `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:15px;color:#111">',
    `<h1 style="font-size:18px">${escaped(title)}</h1>`,
    ...lines.map((line) => `<p style="white-space:pre-wrap">${escaped(line)}</p>`),
    rows.length === 0 ? '' : `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    ...links.map(({ label, url }) => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`),
    `<p style="color:#555;font-size:13px">${escaped(footer)}</p></body></html>`,
  ].join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => entities[found] ?? '');
