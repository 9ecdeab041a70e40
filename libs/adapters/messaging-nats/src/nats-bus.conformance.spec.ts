import { afterAll, beforeAll, describe } from '@jest/globals';
import { busConformance } from '@vialog/messaging/conformance';
import { describeUnless, missingNats } from '@vialog/testkit';
import { SharedBroker } from './nats-bus-under-test.fixture.ts';

describeUnless(missingNats(), describe)('NATS JetStream', () => {
  const broker = new SharedBroker();
  beforeAll(() => broker.start());
  afterAll(() => broker.remove());

  busConformance('NatsBus', () => broker.busUnderTest());
});
