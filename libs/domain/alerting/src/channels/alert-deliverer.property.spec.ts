import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import { DeliveryWorld, failing, type WriteFault } from './delivery-world.fixture.ts';

type Step =
  | { readonly kind: 'raise'; readonly muted: boolean }
  | { readonly kind: 'acknowledge' | 'close' | 'note'; readonly index: number }
  | {
      readonly kind: 'run';
      /** By a new process, after the lease of the old one expired. */
      readonly restarts: boolean;
      readonly afterMs: number;
      readonly accepts: readonly boolean[];
      readonly faults: readonly WriteFault[];
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('raise' as const), muted: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('acknowledge' as const, 'close' as const, 'note' as const),
    index: fc.nat(9),
  }),
  fc.record({
    kind: fc.constant('run' as const),
    restarts: fc.boolean(),
    afterMs: fc.nat(60_000),
    accepts: fc.array(fc.boolean(), { maxLength: 6 }),
    faults: fc.array(fc.constantFrom<WriteFault>('none', 'lost', 'unknown'), { maxLength: 6 }),
  }),
);

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();

class Story {
  readonly world = new DeliveryWorld();
  /** Events that must arrive. */
  readonly expected = new Set<string>();
  /** Events that the receiver accepted, in order, with repetitions. */
  readonly accepted: string[] = [];
  #raised = 0;
  #processes = 0;
  #deliverer = this.world.deliverer();

  async run(steps: readonly Step[]): Promise<void> {
    await this.world.addChannel('1');
    for (const each of steps) await this.#step(each);
    await this.#drain();
  }

  async #step(each: Step): Promise<void> {
    if (each.kind === 'raise') return this.#raise(each.muted);
    if (each.kind === 'run') return this.#run(each);
    if (each.index >= this.#raised) return;
    const id = String(each.index);
    const changes = {
      acknowledge: { acknowledgedAt: at(1) },
      close: { state: 'closed' as const, closedAt: at(2) },
      note: { note: 'seen' },
    };
    await this.world.change(id, changes[each.kind]);
    const event = { acknowledge: 'acknowledged', close: 'closed', note: 'raised' }[each.kind];
    await this.#expect(id, event);
  }

  async #raise(muted: boolean): Promise<void> {
    const id = String(this.#raised);
    this.#raised += 1;
    // The store of alerts takes them from the holder of the lease.
    this.world.now += 31_000;
    await this.world.raise(id, { muted });
    this.world.now += 31_000;
    await this.#expect(id, 'raised');
  }

  async #expect(id: string, event: string): Promise<void> {
    const alert = await this.world.alerts.byId(anAlert(id).alertId);
    if (alert?.muted === false) this.expected.add(`${alert.alertId}-${event}`);
  }

  async #run({ restarts, afterMs, accepts, faults }: Extract<Step, { kind: 'run' }>): Promise<void> {
    if (restarts) this.#restart();
    this.world.now += afterMs;
    const responses = [...accepts];
    this.world.respond = (eventId) => this.#respond(eventId, responses.shift() ?? false);
    this.world.faults = [...faults];
    await this.#deliverer.run();
  }

  #restart(): void {
    this.#processes += 1;
    this.#deliverer = this.world.deliverer(`process ${this.#processes}`);
    this.world.now += 31_000;
  }

  #respond(eventId: string, accepts: boolean): DeliveryOutcome {
    if (!accepts) return failing('status', { status: 503 })();
    this.accepted.push(eventId);
    return { kind: 'delivered' };
  }

  /** A new process and a receiver that works, until nothing waits. */
  async #drain(): Promise<void> {
    this.#restart();
    this.world.faults = [];
    this.world.respond = (eventId) => this.#respond(eventId, true);
    this.world.now += 300_000;
    await this.#deliverer.run();
  }
}

test('every event arrives at least once and in order, when processes end and the receiver fails at any time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const story = new Story();
      await story.run(steps);
      expect(new Set(story.accepted)).toEqual(story.expected);
      const order = (await story.world.deliveries('1')).map(({ eventId }) => eventId).toReversed();
      expect([...new Set(story.accepted)]).toEqual(order);
      expect((await story.world.deliveries('1')).every(({ state }) => state === 'delivered')).toBe(true);
    }),
    { numRuns: 150 },
  );
});
