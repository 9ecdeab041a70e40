import 'reflect-metadata';
import { environmentOrExit } from '@vialog/configuration';
import { runService } from '@vialog/service-runtime';
import { ingestEnvironment } from './configuration.ts';
import { startIngest } from './start-ingest.ts';

const configuration = environmentOrExit(ingestEnvironment, process);
await runService('ingest', configuration, (start) =>
  startIngest(configuration, start, process.env['PATH'] ?? ''),
);
