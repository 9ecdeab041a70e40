import { Logger } from '@nestjs/common';
import { attentionSources, AttentionWatch } from '@vialog/attention';
import { runChecks, systemTimers } from '@vialog/service-runtime';
import { currentHealth } from '../cameras/current-health.ts';
import type { HttpApiPorts } from '../ports/http-api-ports.ts';

/** The watch of everything that needs attention, over the ports of the API. */
export function watchAttention(ports: HttpApiPorts): AttentionWatch {
  const { registry, health, alertRules, alerts, alertChannels, events, probes, checks } = ports;
  const { cameras, sites, clock, modelBindings } = registry;
  const logger = new Logger(AttentionWatch.name);
  return new AttentionWatch({
    sources: attentionSources({
      cameras,
      sites,
      clock,
      alertRules,
      alerts,
      alertChannels,
      modelBindings,
      events,
      probes,
      healthOf: (camera) => currentHealth(camera, health),
      parts: () => runChecks(checks),
    }),
    clock,
    timers: systemTimers,
    onError: (kind, error) =>
      logger.warn(
        `The check of ${kind} for the overview failed: ${Error.isError(error) ? error.message : String(error)}`,
      ),
  });
}
