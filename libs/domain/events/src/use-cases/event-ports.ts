import type { Clock } from '@vialog/contracts';
import type { CameraVersions, SiteDirectory } from '@vialog/registry';
import type { EpisodeReader, EventReader } from '../event-reader.port.ts';
import type { TrendReader } from '../trend-reader.port.ts';

/** What the questions about events are answered from. */
export interface EventPorts {
  readonly events: EventReader & EpisodeReader;
  readonly trends: TrendReader;
  /** Asked for all versions with every question: keep them in memory where cameras are many. */
  readonly cameras: CameraVersions;
  readonly sites: Pick<SiteDirectory, 'sites'>;
  readonly clock: Clock;
  /** How long after its end a slot may stay unexplained, ms (30 s standalone, 120 s city). */
  readonly latenessMs: number;
}
