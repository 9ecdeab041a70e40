import type { ReportTable } from '@vialog/contracts';
import type { ValueFormat } from '../texts/format-values.ts';

/** A cell of a table as readers see it. */
export function cellText(
  value: ReportTable['rows'][number][number],
  kind: ReportTable['columns'][number]['kind'],
  { format, noValue }: { readonly format: ValueFormat; readonly noValue: string },
): string {
  if (value === null) return noValue;
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'percent':
      return format.percent(value);
    case 'count':
      return format.count(value);
    case 'number':
    case 'text':
      return format.number(value);
  }
}
