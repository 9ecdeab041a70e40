import type { HealthCheck } from './run-checks.ts';

/** Passes while the service is connected to the broker. */
export const brokerCheck = (link: { readonly connected: boolean }): HealthCheck => ({
  name: 'broker',
  check: () => {
    if (!link.connected) throw new Error('the broker is not connected');
  },
});
