import { busStrategyConformance } from '@vialog/messaging-nest/conformance';
import { sqliteBusPlace } from '@vialog/messaging-sqlite/fixtures';

busStrategyConformance('the SQLite bus', sqliteBusPlace);
