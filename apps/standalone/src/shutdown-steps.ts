import type { Alerting } from '@vialog/compose-alerting';
import type { ReportSchedules } from '@vialog/compose-reports';
import type { ShutdownSteps } from '@vialog/service-runtime';
import { closeStandalone, type StandaloneParts } from './open-standalone.ts';

export type RunningParts = StandaloneParts & {
  readonly alerting: Alerting;
  readonly scheduled: ReportSchedules;
};

/** Requests and scheduled reports end before the printer, the map and the stores that they use are closed. */
export function shutdownSteps(parts: RunningParts, close = closeStandalone): ShutdownSteps {
  return {
    stopProducing: () => {
      parts.ending.abort();
      return parts.ingest.stop();
    },
    releaseResources: async () => {
      await Promise.all([parts.alerting.stop(), parts.scheduled.stop()]);
      parts.unused.abort();
      await close(parts);
    },
  };
}
