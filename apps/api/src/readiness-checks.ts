import { brokerCheck, type HealthCheck } from '@vialog/service-runtime';

/** The parts of an API that its readiness depends on. */
export interface CheckedParts {
  readonly registry: { check(): Promise<void> };
  readonly readers: { check(): Promise<void> };
  readonly link: { readonly connected: boolean };
}

/**
 * The readiness checks of a running API. Registry and event store are required: without the registry it serves nothing,
 * without the event store no search and no trend, and a load balancer should use another API. The broker is optional: while
 * it is unreachable, the live feed and the health of cameras do not change (`vialog_broker_up` is 0), but searches,
 * trends and the registry work, and changes reach the copy at the broker after the reconnection. The start of an API does
 * need the broker (open-api.ts): it creates the streams that other services wait for.
 */
export function readinessChecks({ registry, readers, link }: CheckedParts): readonly HealthCheck[] {
  return [
    { name: 'registry', check: () => registry.check() },
    { name: 'event store', check: () => readers.check() },
    { ...brokerCheck(link), optional: true },
  ];
}
