import type { Logger } from 'pino';
import { Metrics, rootLogger } from '@vialog/observability';
import type { ListenAddress } from './create-service.ts';
import { StartupDependencies } from './startup-dependencies.ts';

/** The parts that every service starts with. */
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
 * Runs a service: `start` waits for its dependencies and then serves at the same address. Exits with 1 and a message on
 * standard error if the service cannot start, and with 0 on SIGTERM and SIGINT, also while it waits.
 */
export async function runService(
  name: string,
  settings: ServiceSettings,
  start: (parts: ServiceStart) => Promise<void>,
): Promise<void> {
  const logger = rootLogger({ level: settings.VIALOG_LOG_LEVEL, out: process.stderr }).child({
    service: name,
  });
  const listen = { host: settings.VIALOG_HOST, port: settings.VIALOG_PORT };
  const exit = (): never => process.exit(0);
  process.once('SIGTERM', exit).once('SIGINT', exit);
  try {
    const metrics = new Metrics().collectProcess();
    const dependencies = await StartupDependencies.open({ logger, metrics, listen });
    await start({ logger, metrics, dependencies, listen });
    logger.info({ ...listen }, `${name} started`);
  } catch (error) {
    logger.debug({ err: error }, 'the service could not start');
    process.stderr.write(`${name} could not start: ${startFailureReason(error, listen)}\n`);
    process.exit(1);
  } finally {
    process.off('SIGTERM', exit).off('SIGINT', exit);
  }
}

/** Describes why a service did not start, and what to do. */
export function startFailureReason(error: unknown, { host, port }: ListenAddress): string {
  const { code, message, syscall } = error as { code?: string; message?: string; syscall?: string };
  if (code === 'EADDRINUSE')
    return `${host}:${port} is in use by another program; stop it or set VIALOG_PORT.`;
  if (syscall === 'listen' && code !== undefined)
    return `cannot listen on ${host}:${port} (${code}); set VIALOG_HOST and VIALOG_PORT.`;
  return message ?? String(error);
}
