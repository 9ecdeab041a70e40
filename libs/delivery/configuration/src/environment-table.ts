import type { z } from 'zod';
import { isSecret } from './secret.ts';
import { shownDefaultOf } from './shown-default.ts';

/** Renders the variables of an app as the Markdown table of its README; a test compares the two. */
export function environmentTable(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([name, variable]) => rowOf(name, variable as z.ZodType));
  return ['| variable | default | meaning |', '|---|---|---|', ...rows, ''].join('\n');
}

function rowOf(name: string, variable: z.ZodType): string {
  const names = isSecret(variable) ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
  const meaning = (variable.description ?? '').replaceAll('|', '\\|');
  return `| ${names} | ${defaultOf(variable)} | ${meaning} |`;
}

/** The value of a variable that is not set. */
function defaultOf(variable: z.ZodType): string {
  const shown = shownDefaultOf(variable);
  if (shown !== undefined) return shown;
  const parsed = variable.safeParse(undefined);
  if (!parsed.success) return 'required';
  if (parsed.data === undefined) return '';
  const value = typeof parsed.data === 'boolean' ? Number(parsed.data) : (parsed.data as DefaultValue);
  const text = [value].flat().join(',');
  return text === '' ? '' : `\`${text}\``;
}

type DefaultValue = string | number | readonly string[];

const marked = /<!-- environment[^>]*-->\n([\s\S]*?)<!-- \/environment -->/;

/** The table of a README, between its environment comments, without the padding of the formatter, to compare it with a schema. */
export function bareTable(markdown: string): string {
  return (marked.exec(markdown)?.[1] ?? markdown)
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .trim();
}
