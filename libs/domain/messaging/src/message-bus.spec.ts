import { busConformance } from './bus.conformance.ts';
import { fakeBusPlace } from './fake-bus-place.fixture.ts';

busConformance('the fake', fakeBusPlace);
