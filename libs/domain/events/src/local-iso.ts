import { hourMs, isoOf } from '@vialog/contracts';
import { offsetAt } from '@vialog/measuring';

/** An instant (epoch ms) in local time with its offset, like 2026-03-29T03:00:00+02:00. */
export function localIso(at: number, timeZone: string): string {
  const offset = offsetAt(at, timeZone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${isoOf(at + offset).slice(0, 19)}${sign}${two(Math.floor((minutes * 60_000) / hourMs))}:${two(minutes % 60)}`;
}
