import 'reflect-metadata';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { indexerEnvironment } from './configuration.ts';
import { startIndexer } from './start-indexer.ts';

const configuration = environmentOrExit(indexerEnvironment, process);
await runService('indexer', configuration, (start) => startIndexer(configuration, start));
