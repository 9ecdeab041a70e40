import type { SpecialDayReader } from '@vialog/calendars';
import type { Clock } from '@vialog/contracts';
import type { CameraVersions, HandCountStore, SetCountStore, SiteDirectory } from '@vialog/registry';
import type { EpisodeReader, EventReader } from '../event-reader.port.ts';
import type { TrendReader } from '../trend-reader.port.ts';

/** What the use cases about events need. */
export interface EventPorts {
  readonly events: EventReader & EpisodeReader;
  readonly trends: TrendReader;
  /**
   * Read for every query. Use a cache that returns the same list until a camera changes: what is derived from the list
   * is then computed once per change.
   */
  readonly cameras: CameraVersions;
  readonly sites: Pick<SiteDirectory, 'sites'>;
  /** Of the estimates of sites. */
  readonly setCounts: Pick<SetCountStore, 'ofSite'>;
  readonly handCounts: Pick<HandCountStore, 'ofCamera'>;
  /** Holidays and events of the series. */
  readonly specialDays: SpecialDayReader;
  readonly clock: Clock;
  /** How long after its end a slot may stay unexplained, ms (30 s standalone, 120 s city). */
  readonly latenessMs: number;
}
