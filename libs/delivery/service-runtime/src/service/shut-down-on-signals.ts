import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Log } from '@vialog/contracts';

/** Maximum duration of an orderly shutdown, ms. Work that is not finished then is not acknowledged and is delivered again. */
const shutdownLimitMs = 9_500;
const signals = ['SIGTERM', 'SIGINT'] as const;

/** The part of Node's process that is used. */
export interface SignalProcess {
  once(signal: (typeof signals)[number], handle: () => void): unknown;
  exit(code: number): void;
}

/** Stops the service on SIGTERM and SIGINT: exit code 0 after an orderly shutdown, 1 if it takes longer than 9.5 s. */
export function shutDownOnSignals(
  app: Pick<NestFastifyApplication, 'enableShutdownHooks'>,
  logger: Pick<Log, 'warn'>,
  { target = process, limitMs = shutdownLimitMs }: { target?: SignalProcess; limitMs?: number } = {},
): void {
  app.enableShutdownHooks([...signals], { useProcessExit: true });
  const forceExit = (): void => {
    logger.warn({ limitMs }, 'the orderly shutdown exceeded its time limit; the process exits with code 1');
    target.exit(1);
  };
  for (const signal of signals) target.once(signal, () => void setTimeout(forceExit, limitMs).unref());
}
