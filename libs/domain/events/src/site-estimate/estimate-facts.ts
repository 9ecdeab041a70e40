import { dayMs, epochOf, type CountClass, type HandCount, type SetCount } from '@vialog/contracts';
import {
  balanceClasses,
  busiestRates,
  edgesOf,
  estimateReadings,
  gateLinesOf,
  type EstimateReading,
  type GateLine,
} from '@vialog/measuring';
import type { SumsRow } from '@vialog/measuring';
import { withoutMixedOrigins } from '../query/separate-origins.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';

/** Time whose busiest quarter hour shows what a gap can hide, ms. */
const historyMs = 7 * dayMs;
/** Hand counts of a line that give it an error figure: the newest ones of its model. */
const maxHandCounts = 10;

/** What the estimate of a site is computed from, besides crossings and set counts. */
export interface EstimateFacts {
  readonly lines: readonly GateLine[];
  readonly classes: readonly CountClass[];
  readonly busiest: ReadonlyMap<string, number>;
  /** Hand counts of the gate lines. */
  readonly handCounts: number;
  /** Counting error in these hand counts, 0..1; undefined without hand counts. */
  readonly errorRatio: number | undefined;
}

export async function estimateFacts(ports: EventPorts, siteId: string): Promise<EstimateFacts> {
  const lines = realLines(gateLinesOf(await ports.cameras.versions(), siteId));
  const classes = balanceClasses(lines);
  const now = ports.clock.now();
  const history = await sumsOf(ports, lines, edgesOf(now - historyMs, now, '15m', 'UTC'));
  const byHand = await handCountsOf(ports, lines);
  const truth = byHand.reduce((sum, { accuracy }) => sum + accuracy.truth, 0);
  const wrong = byHand.reduce((sum, { accuracy }) => sum + Math.abs(accuracy.difference), 0);
  return {
    lines,
    classes,
    busiest: busiestRates(lines, history, classes),
    handCounts: byHand.length,
    errorRatio: truth > 0 ? wrong / truth : undefined,
  };
}

/** Simulated plans of gate lines are left out of the estimate of a site that has others, also those of one line. */
export function realLines(lines: readonly GateLine[]): readonly GateLine[] {
  const kept = new Set(withoutMixedOrigins(lines.flatMap(({ plans }) => plans)));
  return lines
    .map((line) => ({ ...line, plans: line.plans.filter((plan) => kept.has(plan)) }))
    .filter(({ plans }, i) => plans.length > 0 || lines[i]?.plans.length === 0);
}

async function sumsOf(
  { trends }: EventPorts,
  lines: readonly GateLine[],
  edges: readonly number[],
): Promise<readonly SumsRow[]> {
  if (lines.length === 0 || edges.length < 2) return [];
  const zones = lines.map(({ cameraId, zoneId }) => ({ cameraId, zoneId }));
  return trends.sums({ zones, edges });
}

async function handCountsOf(ports: EventPorts, lines: readonly GateLine[]): Promise<readonly HandCount[]> {
  const found = await Promise.all(
    [...Map.groupBy(lines, ({ cameraId }) => cameraId)].map(async ([cameraId, ofCamera]) => {
      const counts = await ports.handCounts.ofCamera(cameraId, 10 * maxHandCounts);
      return ofCamera.flatMap(({ zoneId, modelId }) =>
        counts
          .filter((count) => count.zoneId === zoneId && count.modelId === modelId)
          .slice(0, maxHandCounts),
      );
    }),
  );
  return found.flat();
}

/** States of the estimate at these moments, ascending epoch ms, each once. `setCounts`: their moments are among them. */
export async function readEstimates(
  ports: EventPorts,
  facts: EstimateFacts,
  { edges, setCounts }: { readonly edges: readonly number[]; readonly setCounts: readonly SetCount[] },
): Promise<readonly EstimateReading[]> {
  return estimateReadings({
    ...facts,
    errorRatio: facts.errorRatio ?? 0,
    edges,
    sums: await sumsOf(ports, facts.lines, edges),
    known: setCounts.map(({ countedAt, count }) => ({ at: epochOf(countedAt), count })),
    now: ports.clock.now(),
    latenessMs: ports.latenessMs,
  });
}

/** The state of the estimate at a moment after a set count. */
export async function readEstimateAt(
  ports: EventPorts,
  facts: EstimateFacts,
  { at, setCount }: { readonly at: number; readonly setCount: SetCount },
): Promise<EstimateReading> {
  const from = epochOf(setCount.countedAt);
  const quarters = edgesOf(from, at, '15m', 'UTC').filter((edge) => edge > from && edge < at);
  const edges = [...new Set([from, ...quarters, at])];
  const readings = await readEstimates(ports, facts, { edges, setCounts: [setCount] });
  return readings.at(-1) as EstimateReading;
}
