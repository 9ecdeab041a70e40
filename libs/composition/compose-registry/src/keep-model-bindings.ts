import { applyModelBindings, rollBackCanaries, type HealthBoard, type Registry } from '@vialog/registry';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** Interval at which cameras are compared with the bindings of models, ms. */
const compareMs = 60_000;

/**
 * Gives cameras the models of the bindings, at the start and regularly: a process that ended while it applied a binding, or
 * registered a camera while another process stored one, leaves cameras with the model before. Rolls back canaries that fail. Stops
 * when `ending` aborts.
 */
export function keepModelBindings(
  { registry, health }: { readonly registry: Registry; readonly health: HealthBoard },
  logger: Pick<Logger, 'info' | 'warn'>,
  ending: AbortSignal,
): void {
  const apply = async (): Promise<void> => {
    try {
      const cameras = await applyModelBindings(registry);
      if (cameras > 0) logger.info({ cameras }, 'cameras got the models that are bound to them');
    } catch (error) {
      logger.warn({ err: error }, 'applying the bindings of models failed; it is retried');
    }
  };
  const watchCanaries = async (): Promise<void> => {
    try {
      for (const { step } of await rollBackCanaries(registry, health))
        logger.warn({ scope: step.scope, why: step.why }, 'a canary of a model was rolled back');
    } catch (error) {
      logger.warn({ err: error }, 'checking the canaries of models failed; it is retried');
    }
  };
  void apply();
  const stop = systemTimers.every(compareMs, () => void apply().then(watchCanaries));
  ending.addEventListener('abort', stop);
}
