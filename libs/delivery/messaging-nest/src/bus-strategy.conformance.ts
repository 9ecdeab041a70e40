import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { done, reject, type CountBatch, type Outcome } from '@vialog/contracts';
import type { Delivery, MessageBus } from '@vialog/messaging';
import { batchOf, counts, numberOf, Script, until, type BusUnderTest } from '@vialog/messaging/conformance';
import { BusStrategy } from './bus-strategy.ts';

/** Replies and received messages of the handlers below; each test resets them. */
let index = new Script();
let watched: number[] = [];
let deliveries: Delivery[] = [];

@Controller()
class Indexer {
  @EventPattern<string>(counts, { kind: 'durable', consumer: 'indexer' })
  handle(@Payload() batch: CountBatch, @Ctx() delivery: Delivery): Promise<Outcome> {
    deliveries.push(delivery);
    return index.handle(batch);
  }
}

@Controller()
class Watcher {
  @EventPattern<string>(counts, { kind: 'ephemeral' })
  handle(@Payload() batch: CountBatch): Outcome {
    watched.push(numberOf(batch));
    if (numberOf(batch) === 99) throw new Error('the ephemeral handler fails');
    return done();
  }
}

@Controller()
class NoOutcome {
  @EventPattern<string>(counts, { kind: 'durable', consumer: 'indexer', maxDeliveries: 2 })
  handle(): string {
    return 'fine';
  }
}

async function started(bus: MessageBus, controllers: Type[]): Promise<INestMicroservice> {
  [index, watched, deliveries] = [new Script(), [], []];
  const module = await Test.createTestingModule({ controllers }).compile();
  module.useLogger(false);
  const app = module.createNestMicroservice({ strategy: new BusStrategy(bus, { closeWithinMs: 5_000 }) });
  await app.listen();
  return app;
}

/** Requirements of Nest handlers on `BusStrategy` over a bus. `open` returns an empty bus storage. */
export function busStrategyConformance(name: string, open: () => Promise<BusUnderTest>): void {
  describe(`BusStrategy on ${name}`, () => {
    let bus: BusUnderTest;
    beforeEach(async () => {
      bus = await open();
    });
    afterEach(() => bus.remove());
    describeHandlers(() => bus);
  });
}

function describeHandlers(given: () => BusUnderTest): void {
  it('subscribes each handler separately, so that a failing handler does not affect other handlers', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Watcher, Indexer]);
    index.replies.push(new Error('handler failed'));
    for (const n of [1, 99, 3]) await bus.publish(counts, batchOf(n));
    await until(async () => watched.length === 3 && (await given().pending('indexer')) === 0);
    expect(watched).toEqual([1, 99, 3]);
    expect([...index.seen].sort((a, b) => a - b)).toEqual([1, 1, 3, 99]);
    expect(deliveries[0]).toBeDefined();
    await app.close();
  });

  it('stores a message as a dead letter when its handler rejects it', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Indexer]);
    index.replies.push(reject('unusable'));
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().pending('indexer')) === 0);
    expect(await given().deadLetters()).toMatchObject([{ consumer: 'indexer', why: 'unusable' }]);
    await app.close();
  });

  it('treats a handler that returns no outcome as failed', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [NoOutcome]);
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().pending('indexer')) === 0);
    expect(await given().deadLetters()).toMatchObject([
      { consumer: 'indexer', why: 'the handler failed 2 times' },
    ]);
    await app.close();
  });

  it('completes the messages in progress when the application closes', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Indexer]);
    let finish: (outcome: Outcome) => void = () => undefined;
    index.replies.push(new Promise((resolve) => (finish = resolve)));
    await bus.publish(counts, batchOf(1));
    await until(() => index.seen.length === 1);
    const closing = app.close();
    finish(done());
    await closing;
    await until(async () => (await given().pending('indexer')) === 0);
    await bus.publish(counts, batchOf(2));
    expect(index.seen).toEqual([1]);
  });
}
