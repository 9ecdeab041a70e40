import { busConformance } from '@vialog/messaging/conformance';
import { memoryBusPlace, sqliteBusPlace } from './sqlite-bus-place.fixture.ts';

busConformance('MemoryBus in memory', memoryBusPlace);
busConformance('MemoryBus on a file', sqliteBusPlace);
