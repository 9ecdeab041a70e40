import type { Alerting } from '@vialog/compose-alerting';
import type { ReportSchedules } from '@vialog/compose-reports';
import type { ShutdownSteps } from '@vialog/service-runtime';
import type { ApiParts } from './open-api.ts';

export type RunningParts = ApiParts & { readonly alerting: Alerting; readonly scheduled: ReportSchedules };

/** Requests and scheduled reports end before the printer, the map and the connections that they use are closed. */
export function shutdownSteps(parts: RunningParts): ShutdownSteps {
  const { mirror, healthRecorder, readers, registry, link } = parts;
  return {
    stopProducing: () => Promise.resolve(parts.ending.abort()),
    releaseResources: async () => {
      await Promise.all([parts.alerting.stop(), parts.scheduled.stop()]);
      parts.unused.abort();
      await mirror.close();
      await healthRecorder.flush();
      await Promise.all([readers.close(), registry.close(), link.close()]);
    },
  };
}
