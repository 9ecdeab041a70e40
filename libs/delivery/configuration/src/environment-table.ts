import type { z } from 'zod';
import { isSecret } from './secret.ts';
import { shownDefaultOf } from './shown-default.ts';

/** The variables of an app as a Markdown table, for its README; a test holds the two together. */
export function environmentTable(schema: z.ZodObject): string {
  const rows = Object.entries(schema.shape).map(([name, variable]) => rowOf(name, variable as z.ZodType));
  return ['| variable | default | meaning |', '|---|---|---|', ...rows, ''].join('\n');
}

function rowOf(name: string, variable: z.ZodType): string {
  const names = isSecret(variable) ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
  const meaning = (variable.description ?? '').replaceAll('|', '\\|');
  return `| ${names} | ${defaultOf(variable)} | ${meaning} |`;
}

/** What the schema makes of a variable that is not set. */
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

/** A table without the padding a formatter adds; of a whole document the marked one. To compare a README with a schema. */
export function bareTable(markdown: string): string {
  return (marked.exec(markdown)?.[1] ?? markdown)
    .replace(/ *\| */g, '|')
    .replace(/-{3,}/g, '---')
    .trim();
}
