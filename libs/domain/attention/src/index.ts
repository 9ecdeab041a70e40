export { attentionSources, type AttentionPorts, type AttentionProbes } from './attention-sources.ts';
export { type AttentionSource, type AttentionTimers, type SourceReading } from './attention-source.port.ts';
export { AttentionWatch, type AttentionWatchOptions } from './attention-watch.ts';
export { type Found } from './finding.ts';
export { orderFindings } from './order-findings.ts';
export { type PartResult } from './sources/part-results.ts';
export { type QueueLength } from './sources/queue-source.ts';
