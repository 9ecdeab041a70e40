export { rootLogger, type RootLoggerOptions } from './root-logger.ts';
export { NestLogger } from './nest-logger.ts';
export { scrub } from './scrub.ts';
export { Metrics } from './metrics.ts';
