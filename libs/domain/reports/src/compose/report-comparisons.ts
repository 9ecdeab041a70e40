import type { CounterComparison, ReportMethod } from '@vialog/contracts';
import type { CounterComparisonStore } from '@vialog/registry';

/** Comparisons that are read per camera, the newest. */
const maxComparisons = 100;

/** The newest comparison with each counter, of the zones and models of a report. */
export async function comparisonsOf(
  counterComparisons: Pick<CounterComparisonStore, 'ofCamera'>,
  zones: ReportMethod['zones'],
): Promise<ReportMethod['comparisons']> {
  const counted = new Map(zones.map((zone) => [keyOf(zone), zone]));
  const found: ReportMethod['comparisons'] = [];
  for (const cameraId of new Set(zones.map((zone) => zone.cameraId))) {
    const newest = new Map<string, CounterComparison>();
    for (const comparison of await counterComparisons.ofCamera(cameraId, maxComparisons)) {
      const { counter, measure, direction, zoneId, modelId } = comparison;
      const key = [zoneId, modelId, counter.counterId, counter.zoneId, measure, direction].join('/');
      if (counted.has(keyOf(comparison)) && !newest.has(key)) newest.set(key, comparison);
    }
    for (const comparison of newest.values()) {
      const zone = counted.get(keyOf(comparison));
      found.push(comparisonFrom(comparison, `${zone?.cameraName} · ${zone?.zoneName}`));
    }
  }
  return found;
}

const keyOf = ({ cameraId, zoneId, modelId }: Pick<CounterComparison, 'cameraId' | 'zoneId' | 'modelId'>) =>
  [cameraId, zoneId, modelId].join('/');

function comparisonFrom(comparison: CounterComparison, name: string): ReportMethod['comparisons'][number] {
  const { comparisonId, cameraId, zoneId, counter, measure, direction, startAt, endAt } = comparison;
  const { ratio, ratioInterval, pairs, days } = comparison.agreement;
  return {
    comparisonId,
    cameraId,
    zoneId,
    name,
    counter: counter.name,
    measure,
    direction,
    startAt,
    endAt,
    pairs,
    days,
    errorPercent: errorPercent(ratio),
    lowPercent: errorPercent(ratioInterval?.low ?? null),
    highPercent: errorPercent(ratioInterval?.high ?? null),
  };
}

const errorPercent = (ratio: number | null): number | null =>
  ratio === null ? null : Number(((ratio - 1) * 100).toFixed(1));
