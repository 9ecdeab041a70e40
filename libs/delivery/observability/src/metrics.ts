import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Prometheus metrics of one process in a separate registry. Names start with `vialog_`, except those that are the same in
 * every program (`http_request_duration_seconds`, `process_*`, `nodejs_*`).
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests, seconds',
    labelNames: ['method', 'route', 'status_code'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [this.registry],
  });

  /** Adds the metrics of the process: memory, event loop and garbage collection. */
  collectProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  /** `route` is the route pattern, not the path: the number of paths is unlimited. */
  observeRequest(labels: { method: string; route: string; status: number }, seconds: number): void {
    const { method, route, status } = labels;
    this.#requests.observe({ method, route, status_code: String(status) }, seconds);
  }

  counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram(name: string, help: string, buckets: readonly number[]): Histogram {
    return new Histogram({ name, help, buckets: [...buckets], registers: [this.registry] });
  }

  /** A gauge whose value is read at each scrape. While `read` returns undefined, the metric has no sample. */
  gauge(name: string, help: string, read: () => number | undefined): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        const value = read();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  /**
   * A counter whose value is read at each scrape. It never falls: if the source restarts at a lower value, for example with a
   * new child process, the earlier value stays included. `name` ends in `_total`.
   */
  total(name: string, help: string, read: () => number): void {
    let before = 0;
    new Counter({
      name,
      help,
      registers: [this.registry],
      collect() {
        const now = read();
        this.inc(Math.max(0, now - before));
        before = now;
      },
    });
  }

  /** Text exposition format 0.0.4. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
