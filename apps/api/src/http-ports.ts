import { syntheticStills } from '@vialog/compose-capture';
import { openAccess, type HttpApiPorts } from '@vialog/http-api';
import { systemClock, type Metrics } from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';
import { readinessChecks } from './readiness-checks.ts';
import type { Services } from './services.ts';

/** What the HTTP API is given of this service. */
export async function httpPorts(
  configuration: Configuration,
  services: Services,
  metrics: Metrics,
): Promise<HttpApiPorts> {
  const { useCases, answers, live, health, models, registry, readers, link } = services;
  return {
    registry: useCases,
    access: await openAccess({
      token: configuration.VIALOG_ADMIN_TOKEN,
      dataDir: configuration.VIALOG_DATA_DIR,
      kept: registry,
    }),
    events: answers,
    ...{ live, health, models, metrics },
    stills: syntheticStills(systemClock),
    checks: readinessChecks({ registry, readers, link }),
    http: { hosts: configuration.VIALOG_HOSTS, secure: configuration.VIALOG_BEHIND_TLS },
  };
}
