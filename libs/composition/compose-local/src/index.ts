export { openLocalIngest, type LocalIngest, type LocalIngestOptions } from './open-local-ingest.ts';
export { openLocalMessaging, type LocalMessaging } from './open-local-messaging.ts';
export { addLocalMetrics } from './local-metrics.ts';
export { warmDetectors } from './warm-detectors.ts';
export { localProbes } from './local-probes.ts';
