import { busConformance } from '@vialog/messaging/conformance';
import { inMemoryBusUnderTest, sqliteBusUnderTest } from './sqlite-bus.fixture.ts';

busConformance('InProcessBus with an outbox in memory', inMemoryBusUnderTest);
busConformance('InProcessBus with a SQLite outbox', sqliteBusUnderTest);
