import { busStrategyConformance } from '@vialog/messaging-nest/conformance';
import { sqliteBusUnderTest } from '@vialog/messaging-sqlite/fixtures';

busStrategyConformance('the SQLite bus', sqliteBusUnderTest);
