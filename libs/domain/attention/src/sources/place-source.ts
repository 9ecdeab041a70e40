import { hourMs, isoOf, maxFindingExamples } from '@vialog/contracts';
import { judgeLastHour, type EventPorts, type UnusualSite } from '@vialog/events';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

interface Known {
  readonly startAt: string;
  readonly sinceAt: string;
}

/** Sites whose last full hour is far above or below what is usual at this hour of the week. */
export function placeSource(events: EventPorts): AttentionSource {
  const { clock, latenessMs } = events;
  /** Direction and site → since when it is unusual without a usual hour between. */
  let known: ReadonlyMap<string, Known> = new Map();
  return {
    kind: 'place',
    lateMs: 30_000,
    staleBefore: (now) => Math.floor((now - latenessMs) / hourMs) * hourMs + latenessMs,
    read: async () => {
      const { judged, unusual } = await judgeLastHour(events);
      const previous = known;
      known = new Map(
        unusual.map((site) => [keyOf(site), { startAt: site.startAt, sinceAt: sinceOf(site, previous) }]),
      );
      const sinceAtOf = (site: UnusualSite): string => known.get(keyOf(site))?.sinceAt ?? isoOf(clock.now());
      const above = unusual.filter(({ score }) => score > 0);
      const below = unusual.filter(({ score }) => score < 0);
      return {
        found: [
          ...foundOf('place_above_usual', above, sinceAtOf),
          ...foundOf('place_below_usual', below, sinceAtOf),
        ],
        checked: judged,
      };
    },
  };
}

const keyOf = ({ siteId, score }: UnusualSite): string => `${score > 0 ? 'above' : 'below'} ${siteId}`;

function sinceOf(site: UnusualSite, previous: ReadonlyMap<string, Known>): string {
  const before = previous.get(keyOf(site));
  const isNext = before && Date.parse(site.startAt) - Date.parse(before.startAt) <= hourMs;
  return isNext ? before.sinceAt : site.startAt;
}

function foundOf(
  code: 'place_above_usual' | 'place_below_usual',
  sites: readonly UnusualSite[],
  sinceAtOf: (site: UnusualSite) => string,
): readonly Found[] {
  if (sites.length === 0) return [];
  return [
    {
      key: code,
      severity: 'warning',
      code,
      params: {},
      sinceAt: sites.map(sinceAtOf).reduce((a, b) => (b < a ? b : a)),
      count: sites.length,
      examples: sites.slice(0, maxFindingExamples).map((site) => ({
        name: site.name,
        siteId: site.siteId,
        sinceAt: sinceAtOf(site),
        params: { value: site.value, median: site.median },
      })),
    },
  ];
}
