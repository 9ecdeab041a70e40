export { acceptCounts, rowsOfBatch, type CountPorts, type SendCounts } from './accept-counts.ts';
export { type CountRow, type LocalMoment } from './count-row.ts';
export { readCountFile, type CountFile, type CountFileOptions } from './read-count-file.ts';
