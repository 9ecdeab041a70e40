import { fakeBusUnderTest } from './fake-bus.fixture.ts';
import { busConformance } from './message-bus.conformance.ts';

busConformance('the fake bus', fakeBusUnderTest);
