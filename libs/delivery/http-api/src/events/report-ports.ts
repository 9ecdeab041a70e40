import { readFileSync } from 'node:fs';
import type { ReportFilePorts, ReportSchedulePorts } from '@vialog/reports';
import type { HttpApiPorts } from '../ports/http-api-ports.ts';

/** What reports need of the ports of the API. */
export function reportPorts({
  events,
  models,
  printer,
  counterComparisons,
}: Pick<HttpApiPorts, 'events' | 'models' | 'printer' | 'counterComparisons'>): ReportFilePorts {
  return {
    ...events,
    printer,
    counterComparisons,
    // A damaged package is reported as no longer installed: a report of its counts is still possible.
    modelCard: (modelId) => models.card(modelId).catch(() => undefined),
    version: softwareVersion(),
  };
}

/** What the use cases of schedules need of the ports of the API. */
export const reportSchedulePorts = ({
  events,
  reportSchedules,
  reportFolder,
  alertChannels,
  registry,
}: HttpApiPorts): ReportSchedulePorts => ({
  events,
  schedules: reportSchedules,
  channels: alertChannels,
  folder: reportFolder,
  clock: events.clock,
  random: registry.random,
});

function softwareVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
