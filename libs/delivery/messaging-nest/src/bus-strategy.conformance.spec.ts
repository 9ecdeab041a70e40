import { fakeBusUnderTest } from '@vialog/messaging/conformance';
import { busStrategyConformance } from './bus-strategy.conformance.ts';

busStrategyConformance('the fake bus', fakeBusUnderTest);
