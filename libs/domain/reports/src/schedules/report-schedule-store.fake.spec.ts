import { InMemoryAlertChannels, InMemoryAlerts } from '@vialog/alerting/conformance';
import { reportScheduleStoreConformance } from './report-schedule-store.conformance.ts';
import { InMemoryReportSchedules } from './report-schedule-store.fake.ts';
import { scheduleRunnerConformance } from './schedule-runner.conformance.ts';

function inMemory() {
  const alerts = new InMemoryAlerts();
  const alertChannels = new InMemoryAlertChannels(alerts);
  const reportSchedules = new InMemoryReportSchedules(alertChannels);
  return { alerts, alertChannels, reportSchedules, close: () => Promise.resolve() };
}

reportScheduleStoreConformance('memory', () => Promise.resolve(inMemory()));
scheduleRunnerConformance('memory', () => {
  const registry = inMemory();
  return Promise.resolve([registry, registry]);
});
