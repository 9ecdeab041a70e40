import { VialogError, isoOf, type CountEvent } from '@vialog/contracts';
import {
  compareEpisodes,
  endOf,
  findEpisodes,
  startOf,
  zoneKey,
  type EpisodeFact,
  type EpisodeReader,
  type EpisodeRow,
  type EpisodeRule,
  type EventQuery,
} from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { conditionQuery, type Query } from './condition-query.ts';
import { allHits } from './all-hits.ts';
import type { IndexNames } from './index-names.ts';
import { boundaryPositions } from './boundary-positions.ts';

/** Matching records of one question; more take too long to go through. */
const mostMatches = 500_000;
const stretchesAtOnce = 300;

type Match = Pick<
  CountEvent,
  'cameraId' | 'zoneId' | 'siteId' | 'slotStartAt' | 'slotMs' | 'slots' | 'kind' | 'total'
>;
const matchFields = ['cameraId', 'zoneId', 'siteId', 'slotStartAt', 'slotMs', 'slots', 'kind', 'total'];

/** Time between two neighbouring matches of a zone. */
interface Between {
  readonly zone: string;
  readonly after: number;
  readonly before: number;
}

/**
 * Finds episodes from the matching records alone: what does not match is looked at only where two matches are close
 * enough to be joined, for between neighbours any measured record is one that failed.
 */
export class ElasticEpisodeReader implements EpisodeReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
  }

  async episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    const zones = await this.#matches(query);
    const breaks = await this.#breaks(query, joinable(zones, rule.bridgeMs));
    const rows = [...zones].flatMap(([key, matches]) => {
      const [first] = matches;
      return first ? findEpisodes(first, factsOf(matches, breaks.get(key) ?? []), rule) : [];
    });
    const { after } = rule;
    return rows
      .filter((row) => !after || compareEpisodes(after, row) < 0)
      .sort(compareEpisodes)
      .slice(0, rule.limit);
  }

  /** By zone, in order of time. */
  async #matches(query: EventQuery): Promise<ReadonlyMap<string, Match[]>> {
    const where = conditionQuery(query.where, await boundaryPositions(this.#elastic, this.#names, query));
    const zones = new Map<string, Match[]>();
    let found = 0;
    for await (const match of this.#records(query, where)) {
      found += 1;
      if (found > mostMatches) throw new VialogError('QUERY_TOO_EXPENSIVE');
      const matches = zones.get(zoneKey(match));
      if (matches) matches.push(match);
      else zones.set(zoneKey(match), [match]);
    }
    return zones;
  }

  /** Zone → starts of measured records between neighbours, ascending. */
  async #breaks(query: EventQuery, stretches: readonly Between[]): Promise<ReadonlyMap<string, number[]>> {
    const breaks = new Map<string, number[]>();
    for (let first = 0; first < stretches.length; first += stretchesAtOnce) {
      const some = stretches.slice(first, first + stretchesAtOnce);
      const window = {
        from: Math.max(query.from, Math.min(...some.map(({ after }) => after))),
        to: Math.min(query.to, Math.max(...some.map(({ before }) => before))),
      };
      const where: Query = {
        bool: {
          filter: [{ term: { kind: 'measured' } }],
          should: some.map(strictlyBetween),
          minimum_should_match: 1,
        },
      };
      for await (const record of this.#records(window, where)) {
        const starts = breaks.get(zoneKey(record));
        if (starts) starts.push(startOf(record as CountEvent));
        else breaks.set(zoneKey(record), [startOf(record as CountEvent)]);
      }
    }
    return breaks;
  }

  async *#records({ from, to }: { from: number; to: number }, where: Query): AsyncGenerator<Match> {
    const query = { bool: { filter: [{ range: { slotStartAt: { gte: from, lt: to } } }, where] } };
    const sort = [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }];
    const body = { query, sort, _source: matchFields };
    for await (const { _source } of allHits(this.#elastic, this.#names.eventsWithin(from, to), body))
      yield _source as Match;
  }
}

const spanOf = (match: Match): { start: number; end: number } => ({
  start: startOf(match as CountEvent),
  end: endOf(match as CountEvent),
});

/** Neighbours that the rule would join although records may lie between them. */
function joinable(zones: ReadonlyMap<string, readonly Match[]>, bridgeMs: number): readonly Between[] {
  const stretches: Between[] = [];
  for (const [zone, matches] of zones) {
    let reached = 0;
    matches.forEach((match, i) => {
      const previous = matches[i - 1];
      const { start, end } = spanOf(match);
      if (previous && start - reached <= bridgeMs) {
        const after = spanOf(previous).start;
        if (start - after > previous.slotMs || previous.slotMs !== match.slotMs)
          stretches.push({ zone, after, before: start });
      }
      reached = Math.max(reached, end);
    });
  }
  return stretches;
}

const strictlyBetween = ({ zone, after, before }: Between): Query => ({
  bool: {
    filter: [
      { term: { 'derived.zone': zone } },
      { range: { slotStartAt: { gt: isoOf(after), lt: isoOf(before) } } },
    ],
  },
});

/** Matches and breaks of one zone, in order of time. */
function factsOf(matches: readonly Match[], breaks: readonly number[]): readonly EpisodeFact[] {
  const facts: EpisodeFact[] = matches.map((match) => ({
    ...spanOf(match),
    slotMs: match.slotMs,
    siteId: match.siteId,
    total: match.kind === 'measured' ? match.total : undefined,
    matches: true,
  }));
  for (const start of breaks) facts.push({ start, end: start, slotMs: 0, total: 0, matches: false });
  return facts.sort((a, b) => a.start - b.start);
}
