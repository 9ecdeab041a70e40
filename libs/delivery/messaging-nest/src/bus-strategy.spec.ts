import { describe, expect, it } from '@jest/globals';
import { Controller, type Type } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { done, type Outcome } from '@vialog/contracts';
import { BusStrategy } from './bus-strategy.ts';
import { FakeBus } from '@vialog/messaging/conformance';

const counts = 'vialog.v1.counts';

@Controller()
class Indexer {
  @EventPattern<string>(counts, { kind: 'durable', consumer: 'indexer' })
  handle(): Outcome {
    return done();
  }
}

@Controller()
class SecondIndexer extends Indexer {}

@Controller()
class WithoutSubscription {
  @EventPattern<string>(counts)
  handle(): Outcome {
    return done();
  }
}

@Controller()
class UnknownSubject {
  @EventPattern<string>('vialog.v1.boxes', { kind: 'durable', consumer: 'x' })
  handle(): Outcome {
    return done();
  }
}

@Controller()
class RequestReply {
  @MessagePattern(counts)
  handle(): Outcome {
    return done();
  }
}

describe('BusStrategy', () => {
  it.each<[string, Type[], RegExp]>([
    [
      'a handler without a subscription',
      [WithoutSubscription],
      /Invalid subscription of a handler of vialog/,
    ],
    ['a handler of an unknown subject', [UnknownSubject], /Unknown subject vialog.v1.boxes/],
    [
      'two handlers with the same consumer',
      [Indexer, SecondIndexer],
      /Two handlers use the consumer "indexer"/,
    ],
    ['a handler of requests', [RequestReply], /does not support request-reply/],
  ])('the application does not start with %s', async (_, controllers, message) => {
    const module = await Test.createTestingModule({ controllers }).compile();
    module.useLogger(false);
    const start = async () => {
      const app = module.createNestMicroservice({ strategy: new BusStrategy(new FakeBus()) });
      await app.listen();
    };
    await expect(start()).rejects.toThrow(message);
  });
});
