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

/** The questions about events the API passes on; each answers in the contract's own shape. */
export interface EventAnswers {
  /** Errors: QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID, QUERY_TOO_EXPENSIVE, STORE_UNAVAILABLE. */
  search(query: EventsQuery): Promise<EventsPage>;
  histogram(query: HistogramQuery): Promise<Histogram>;
  episodes(query: EventsQuery): Promise<EpisodesPage>;
  /** Errors: EVENT_NOT_FOUND. */
  byId(eventId: string): Promise<CountEvent>;
  trends(query: TrendsQuery): Promise<Trend>;
  coverage(query: CoverageQuery): Promise<CoverageAnswer>;
  ledger(query: LedgerQuery): Promise<LedgerPage>;
}
