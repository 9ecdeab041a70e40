import { dayMs, hourMs, type GapReason } from '@vialog/contracts';
import { localDayOf, instantOfLocal } from '@vialog/measuring';
import { hashNumber } from '@vialog/capture-synthetic';
import { demoTimeZone } from './demo-town.ts';

/** The outage: this camera is unreachable from 06:00 until noon of the next day. Days before the first start. */
const outage = { code: 'demo-garden', days: 18, fromHour: 6, hours: 30 } as const;
/** This camera loses its connection in many hours of the last six weeks: too little is measured. */
const weak = { code: 'demo-station', days: 42, share: 0.35, seed: 86 } as const;

/** Why nothing was measured in an hour (its start, epoch ms); undefined where the history has counts. */
export function gapAt(code: string, hour: number, firstStart: number): GapReason | undefined {
  if (code === outage.code && isInOutage(hour, firstStart)) return 'offline';
  if (code !== weak.code || hour < firstStart - weak.days * dayMs) return undefined;
  return hashNumber(weak.seed, hour / hourMs) < weak.share ? 'no_frame' : undefined;
}

function isInOutage(hour: number, firstStart: number): boolean {
  const day = localDayOf(firstStart, demoTimeZone) - outage.days;
  const from = instantOfLocal(day * dayMs + outage.fromHour * hourMs, demoTimeZone);
  return hour >= from && hour < from + outage.hours * hourMs;
}
