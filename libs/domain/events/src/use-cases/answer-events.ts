import type {
  CountEvent,
  CoverageAnswer,
  CoverageQuery,
  EpisodesPage,
  EventsPage,
  EventsQuery,
  Histogram,
  HistogramQuery,
  LedgerPage,
  LedgerQuery,
  Trend,
  TrendsQuery,
} from '@vialog/contracts';
import { countOverTime } from './count-over-time.ts';
import type { EventPorts } from './event-ports.ts';
import { findBlindSpots } from './find-blind-spots.ts';
import { listEpisodes } from './list-episodes.ts';
import { readEvent } from './read-event.ts';
import { readLedger } from './read-ledger.ts';
import { readTrends } from './read-trends.ts';
import { searchEvents } from './search-events.ts';

/** The use cases about events. Answers have the shapes of the contracts. */
export interface EventUseCases {
  search(query: EventsQuery): Promise<EventsPage>;
  histogram(query: HistogramQuery): Promise<Histogram>;
  episodes(query: EventsQuery): Promise<EpisodesPage>;
  byId(eventId: string): Promise<CountEvent>;
  trends(query: TrendsQuery): Promise<Trend>;
  coverage(query: CoverageQuery): Promise<CoverageAnswer>;
  ledger(query: LedgerQuery): Promise<LedgerPage>;
}

/** Binds the use cases to their ports. */
export const answerEvents = (ports: EventPorts): EventUseCases => ({
  search: (query) => searchEvents(ports, query),
  histogram: (query) => countOverTime(ports, query),
  episodes: (query) => listEpisodes(ports, query),
  byId: (eventId) => readEvent(ports, eventId),
  trends: (query) => readTrends(ports, query),
  coverage: (query) => findBlindSpots(ports, query),
  ledger: (query) => readLedger(ports, query),
});
