import { busConformance } from '@vialog/messaging/conformance';
import { inMemoryBusUnderTest, sqliteBusUnderTest } from './sqlite-bus.fixture.ts';

busConformance('MemoryBus in memory', inMemoryBusUnderTest);
busConformance('MemoryBus on a file', sqliteBusUnderTest);
