import type { Logger } from 'pino';
import { Metrics, rootLogger } from '@vialog/observability';
import type { ListenAddress } from './create-service.ts';
import { StartupDependencies } from './startup-dependencies.ts';

/** What a service is given to start with. */
export interface ServiceStart {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly dependencies: StartupDependencies;
  readonly listen: ListenAddress;
}

export interface ServiceSettings {
  readonly VIALOG_HOST: string;
  readonly VIALOG_PORT: number;
  readonly VIALOG_LOG_LEVEL: string;
}

/**
 * Runs one service: it waits for its dependencies, then `start` serves at the same address. Ends with
 * exit code 1 and a sentence where it cannot start, and with 0 on SIGTERM and SIGINT, while it waits too.
 */
export async function runService(
  name: string,
  settings: ServiceSettings,
  start: (given: ServiceStart) => Promise<void>,
): Promise<void> {
  const logger = rootLogger({ level: settings.VIALOG_LOG_LEVEL, out: process.stderr }).child({
    service: name,
  });
  const listen = { host: settings.VIALOG_HOST, port: settings.VIALOG_PORT };
  const leave = (): never => process.exit(0);
  process.once('SIGTERM', leave).once('SIGINT', leave);
  try {
    const metrics = new Metrics().collectProcess();
    const dependencies = await StartupDependencies.open({ logger, metrics, listen });
    await start({ logger, metrics, dependencies, listen });
    logger.info({ ...listen }, `${name} is started`);
  } catch (error) {
    logger.debug({ err: error }, 'the service could not start');
    process.stderr.write(`${name} could not start: ${startFailureReason(error, listen)}\n`);
    process.exit(1);
  } finally {
    process.off('SIGTERM', leave).off('SIGINT', leave);
  }
}

/** Why a service did not start, and what to do about it. */
export function startFailureReason(error: unknown, { host, port }: ListenAddress): string {
  const { code, message, syscall } = error as { code?: string; message?: string; syscall?: string };
  if (code === 'EADDRINUSE') return `${host}:${port} is taken by another program; end it or set VIALOG_PORT.`;
  if (syscall === 'listen' && code !== undefined)
    return `it may not listen on ${host}:${port}; set VIALOG_HOST and VIALOG_PORT.`;
  return message ?? String(error);
}
